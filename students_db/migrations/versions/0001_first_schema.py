"""First schema: students, their faces, class sessions and observations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_students()
    _create_faces()
    _create_class_sessions()
    _create_observations()


def downgrade() -> None:
    for table in ("observations", "class_sessions", "faces", "students"):
        op.drop_table(table)


def _create_students() -> None:
    op.create_table(
        "students",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("external_id", sa.String(100)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_students"),
        sa.UniqueConstraint("external_id", name="uq_students_external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_students_search_key", "students", ["search_key"])


def _create_faces() -> None:
    op.create_table(
        "faces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("embedder", sa.String(50), nullable=False),
        sa.Column("weights_sha256", sa.String(64), nullable=False),
        sa.Column("dimension", sa.Integer(), nullable=False),
        sa.Column("embedding", sa.LargeBinary(), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_faces"),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], "fk_faces_student_id_students", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_faces_student_id_embedder_weights_sha256",
        "faces",
        ["student_id", "embedder", "weights_sha256"],
    )


def _create_class_sessions() -> None:
    op.create_table(
        "class_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("emotion_set", sa.String(20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_class_sessions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_class_sessions_started_at", "class_sessions", ["started_at"])


def _create_observations() -> None:
    labels = ("angry", "happy", "neutral", "sad", "surprise", "tired")
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("class_session_id", sa.Integer()),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("samples", sa.Integer(), nullable=False),
        *(sa.Column(f"p_{label}", sa.Float(), nullable=False) for label in labels),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            "fk_observations_student_id_students",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["class_session_id"],
            ["class_sessions.id"],
            "fk_observations_class_session_id_class_sessions",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_observations_student_second_class_session",
        "observations",
        ["student_id", "second", sa.text("coalesce(class_session_id, 0)")],
        unique=True,
    )
    op.create_index(
        "ix_observations_class_session_student_second",
        "observations",
        ["class_session_id", "student_id", "second"],
    )
