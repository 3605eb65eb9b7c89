"""Emotion baselines: how a student's face reads at rest, where the operator chose to learn it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "emotion_baselines",
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("network_sha256", sa.String(64)),
        sa.Column("angry", sa.Float()),
        sa.Column("sad", sa.Float()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("days", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("student_id", name="pk_emotion_baselines"),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            "fk_emotion_baselines_student_id_students",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("emotion_baselines")
