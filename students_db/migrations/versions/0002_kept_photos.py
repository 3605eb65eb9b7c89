"""Kept photos: what enrolled a student, where the operator chose to keep it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FACE_OF_A_PHOTO = "uq_faces_photo_id_embedder_weights_sha256"


def upgrade() -> None:
    op.create_table(
        "photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("landmarks", sa.LargeBinary(), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], "fk_photos_student_id_students", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photos_student_id", "photos", ["student_id"])
    # In plain SQL: Alembic would copy the whole table to add a foreign key in SQLite.
    op.execute(
        "ALTER TABLE faces ADD COLUMN photo_id INTEGER "
        "CONSTRAINT fk_faces_photo_id_photos REFERENCES photos (id)"
    )
    op.create_index(
        _FACE_OF_A_PHOTO, "faces", ["photo_id", "embedder", "weights_sha256"], unique=True
    )


def downgrade() -> None:
    op.drop_index(_FACE_OF_A_PHOTO, "faces")
    op.execute("ALTER TABLE faces DROP COLUMN photo_id")
    op.drop_table("photos")
