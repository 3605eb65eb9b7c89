"""A class session says itself whether it has a list: the list's students may all be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "class_sessions",
        sa.Column("has_list", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE class_sessions SET has_list = true "
        "WHERE id IN (SELECT class_session_id FROM class_session_students)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE class_sessions DROP COLUMN has_list")
