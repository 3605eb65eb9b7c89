"""Search keys of what is stored, written anew after a change of the rule."""

import sqlalchemy as sa

from students_db.names import search_key, student_key


def renew_search_keys(connection: sa.Connection) -> None:
    """Write the keys of students and class sessions where they differ from today's."""
    students = connection.execute(
        sa.text("SELECT id, name, external_id, search_key FROM students")
    ).all()
    lessons = connection.execute(sa.text("SELECT id, name, search_key FROM class_sessions")).all()
    renewed = {
        "students": [(row, student_key(row.name, row.external_id)) for row in students],
        "class_sessions": [(row, search_key(row.name)) for row in lessons],
    }
    for table, rows in renewed.items():
        keys = [{"id": row.id, "key": key} for row, key in rows if key != row.search_key]
        if keys:
            connection.execute(
                sa.text(f"UPDATE {table} SET search_key = :key WHERE id = :id"), keys
            )
