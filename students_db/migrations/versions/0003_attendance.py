"""Class sessions get an environment, a note and a list of students; attendance can be corrected."""

import sqlalchemy as sa
from alembic import op

from students_db.names import search_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = ("search_key", "environment", "note")


def upgrade() -> None:
    _extend_class_sessions()
    _create("class_session_students")
    _create(
        "attendance_corrections",
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("attendance_corrections")
    op.drop_table("class_session_students")
    op.drop_index("ix_class_sessions_search_key")
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE class_sessions DROP COLUMN {column}")


def _extend_class_sessions() -> None:
    """Nobody was asked for the environment of older ones, so it is the one that claims least."""
    for column, kind in (("search_key", "TEXT"), ("environment", "VARCHAR(20)"), ("note", "TEXT")):
        default = "general" if column == "environment" else ""
        op.execute(
            f"ALTER TABLE class_sessions ADD COLUMN {column} {kind} DEFAULT '{default}' NOT NULL"
        )
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, name FROM class_sessions")).all()
    keys = [{"id": row.id, "key": search_key(row.name)} for row in rows]
    if keys:
        connection.execute(
            sa.text("UPDATE class_sessions SET search_key = :key WHERE id = :id"), keys
        )
    op.create_index("ix_class_sessions_search_key", "class_sessions", ["search_key"])


def _create(table: str, *columns: sa.Column[object]) -> None:
    """A table with one row for a student in a class session, gone with either of them."""
    op.create_table(
        table,
        sa.Column("class_session_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("class_session_id", "student_id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["class_session_id"],
            ["class_sessions.id"],
            f"fk_{table}_class_session_id_class_sessions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], f"fk_{table}_student_id_students", ondelete="CASCADE"
        ),
    )
    op.create_index(f"ix_{table}_student_id", table, ["student_id"])
