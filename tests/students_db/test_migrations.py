"""Migrations of databases that hold something."""

from pathlib import Path

from alembic import command, config
from sqlalchemy import create_engine, text

import students_db
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessionFilter, ClassSessions, Environment
from students_db.database import Database
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, database_url

MIGRATIONS_DIR = Path(students_db.__file__).parent / "migrations"


def alembic_config(connection: object) -> config.Config:
    settings = config.Config()
    settings.set_main_option("script_location", str(MIGRATIONS_DIR))
    settings.attributes["connection"] = connection
    return settings


def test_older_class_sessions_are_found_and_claim_no_environment(tmp_path: Path) -> None:
    engine = create_engine(database_url(tmp_path))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO class_sessions (name, emotion_set, started_at) "
                "VALUES ('Física 7b', 'wellbeing', '2026-11-20 08:00:00.000000')"
            )
        )
    engine.dispose()
    database = Database(database_url(tmp_path))
    database.migrate()
    (row,), _total = ClassSessions(database).newest(ClassSessionFilter(words="FISICA"))
    database.close()
    assert (row.name, row.environment, row.note) == ("Física 7b", Environment.GENERAL, "")


def test_attendance_can_be_migrated_back(tmp_path: Path) -> None:
    engine = create_engine(database_url(tmp_path))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0003")
        command.downgrade(alembic_config(connection), "0002")
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(class_sessions)"))]
    engine.dispose()
    assert columns == ["id", "name", "emotion_set", "started_at", "ended_at"]


def test_older_class_sessions_keep_their_lists(tmp_path: Path) -> None:
    engine = create_engine(database_url(tmp_path))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0004")
        for name in ("with a list", "without"):
            connection.execute(
                text(
                    "INSERT INTO class_sessions "
                    "(name, search_key, environment, note, emotion_set, started_at) VALUES "
                    "(:name, :name, 'classroom', '', 'wellbeing', '2026-11-20 08:00:00.000000')"
                ),
                {"name": name},
            )
        connection.execute(
            text(
                "INSERT INTO students (name, search_key, note, created_at, updated_at) VALUES "
                "('Amara', 'amara', '', '2026-11-20 08:00:00', '2026-11-20 08:00:00')"
            )
        )
        connection.execute(text("INSERT INTO class_session_students VALUES (1, 1)"))
    engine.dispose()
    database = Database(database_url(tmp_path))
    database.migrate()
    attendance = Attendance(database)
    lists = [attendance.has_list(class_session_id) for class_session_id in (1, 2)]
    database.close()
    assert lists == [True, False]


def test_older_names_with_strokes_are_found(tmp_path: Path) -> None:
    engine = create_engine(database_url(tmp_path))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0005")
        connection.execute(
            text(
                "INSERT INTO students (name, search_key, note, created_at, updated_at) VALUES "
                "('Łukasz', 'łukasz', '', '2026-11-20 08:00:00', '2026-11-20 08:00:00')"
            )
        )
    engine.dispose()
    database = Database(database_url(tmp_path))
    database.migrate()
    (row,), _total = Students(database).search(EMBEDDER, words="lukasz")
    database.close()
    assert row.name == "Łukasz"
