"""Students are found by their number again, and names without the marks that people leave out.

0006 once wrote keys of students without their number.
"""

from alembic import op

from students_db.migrations.search_keys import renew_search_keys

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    renew_search_keys(op.get_bind())


def downgrade() -> None:
    """Older programs search by these keys as well."""
