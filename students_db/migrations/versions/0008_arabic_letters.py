"""Names in the Arabic script are found whichever keyboard typed them."""

from alembic import op

from students_db.migrations.search_keys import renew_search_keys

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    renew_search_keys(op.get_bind())


def downgrade() -> None:
    """Older programs search by these keys as well."""
