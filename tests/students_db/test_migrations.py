"""Migrations of databases that hold something."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command, config
from sqlalchemy import Connection, create_engine, text

import students_db
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessionFilter, ClassSessions, Environment
from students_db.database import Database
from students_db.students import StudentRow, Students
from tests.students_db.factories import EMBEDDER, database_url, open_database

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


@pytest.mark.parametrize(
    ("revision", "key"),
    [
        ("0005", "łukasz\n2026-0147"),
        ("0006", "lukasz"),  # as 0006 once wrote it
    ],
)
@pytest.mark.parametrize("words", ["lukasz", "2026-0147", "Łukasz 0147"])
def test_older_students_are_found_by_name_and_number(
    tmp_path: Path, revision: str, key: str, words: str
) -> None:
    with older_database(tmp_path, revision) as connection:
        insert_student(connection, "Łukasz", external_id="2026-0147", search_key=key)
    (row,) = found(tmp_path, words)
    assert row.name == "Łukasz"


def test_older_names_are_found_without_their_marks(tmp_path: Path) -> None:
    with older_database(tmp_path, "0006") as connection:
        insert_student(connection, "أحمد", external_id=None, search_key="أحمد\n")
        connection.execute(
            text(
                "INSERT INTO class_sessions "
                "(name, search_key, environment, note, emotion_set, started_at) VALUES "
                "('أحياء', 'أحياء', 'classroom', '', 'wellbeing', '2026-11-20 08:00:00.000000')"
            )
        )
    (row,) = found(tmp_path, "احمد")
    assert row.name == "أحمد"
    with open_database(tmp_path) as database:
        (lesson,), _total = ClassSessions(database).newest(ClassSessionFilter(words="احياء"))
    assert lesson.name == "أحياء"


def test_older_names_are_found_from_another_keyboard(tmp_path: Path) -> None:
    with older_database(tmp_path, "0007") as connection:
        insert_student(
            connection,
            "\u0643\u0631\u064a\u0645",
            external_id="7",
            search_key="\u0643\u0631\u064a\u0645\n7",
        )
        insert_student(
            connection,
            "\u0645\u0635\u0637\u0641\u0649",
            external_id=None,
            search_key="\u0645\u0635\u0637\u0641\u0649\n",
        )
    (karim,) = found(tmp_path, "\u06a9\u0631\u06cc\u0645 7")
    (mustafa,) = found(tmp_path, "\u0645\u0635\u0637\u0641\u06cc")
    assert (karim.name, mustafa.name) == (
        "\u0643\u0631\u064a\u0645",
        "\u0645\u0635\u0637\u0641\u0649",
    )


@contextmanager
def older_database(folder: Path, revision: str) -> Iterator[Connection]:
    """A database of a former schema, to be filled in the block."""
    engine = create_engine(database_url(folder))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
        yield connection
    engine.dispose()


def insert_student(
    connection: Connection, name: str, *, external_id: str | None, search_key: str
) -> None:
    values = {"name": name, "external_id": external_id, "search_key": search_key}
    connection.execute(
        text(
            "INSERT INTO students (name, external_id, search_key, note, created_at, updated_at) "
            "VALUES (:name, :external_id, :search_key, '', "
            "'2026-11-20 08:00:00', '2026-11-20 08:00:00')"
        ),
        values,
    )


def found(folder: Path, words: str) -> list[StudentRow]:
    """What a search finds after the migration."""
    with open_database(folder) as database:
        database.migrate()
        return Students(database).search(EMBEDDER, words=words)[0]
