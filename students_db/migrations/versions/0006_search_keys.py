"""Names with letters such as Ł and Đ are found by those who type L and D."""

import sqlalchemy as sa
from alembic import op

from students_db.names import search_key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for table in ("students", "class_sessions"):
        rows = connection.execute(sa.text(f"SELECT id, name, search_key FROM {table}")).all()
        keys = [
            {"id": row.id, "key": key}
            for row in rows
            if (key := search_key(row.name)) != row.search_key
        ]
        if keys:
            connection.execute(
                sa.text(f"UPDATE {table} SET search_key = :key WHERE id = :id"), keys
            )


def downgrade() -> None:
    """Older programs search by these keys as well."""
