"""Names with letters such as Ł and Đ are found by those who type L and D."""

from alembic import op

from students_db.migrations.search_keys import renew_search_keys

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    renew_search_keys(op.get_bind())


def downgrade() -> None:
    """Older programs search by these keys as well."""
