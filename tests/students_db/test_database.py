"""Opening, migrating and failing."""

import contextlib
import hashlib
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, delete, exc, insert, text

import students_db
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions, CorrectedStatus
from students_db.database import HEAD_REVISION, Database, without_password
from students_db.emotion_baselines import EmotionBaselines, RestingRow
from students_db.errors import (
    DatabaseAddressError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseReadOnlyError,
    DatabaseTooNewError,
)
from students_db.faces import Faces
from students_db.schema import class_sessions, metadata
from students_db.schema import students as students_table
from students_db.students import StudentChanges, Students
from tests.students_db.factories import (
    EMBEDDER,
    NOW,
    database_path,
    database_url,
    make_face,
    make_photo,
    open_database,
)

LATER = NOW + timedelta(days=1)
STUDENTS = 400
MIGRATIONS_DIR = Path(students_db.__file__).parent / "migrations"


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the write lock, as another program would."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def fill_up(database: Database) -> None:
    """Let the pool's next connections have no page to grow into."""
    with database.read() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def names(students: Students) -> list[str]:
    return [row.name for row in students.search(EMBEDDER)[0]]


def test_migrate_creates_the_folder_and_reaches_the_head(tmp_path: Path) -> None:
    database = Database(database_url(tmp_path / "not" / "there"))
    with contextlib.closing(database):
        database.migrate()
        assert database.revision() == HEAD_REVISION
        database.check()


def test_file_that_is_renamed_while_in_use_is_said_so(tmp_path: Path, database: Database) -> None:
    """Else rows would go into a file that nobody finds again, and an empty one take its place."""
    database.migrate()
    students = Students(database)
    students.create("Amara", now=NOW)
    file = database_path(tmp_path)
    file.rename(tmp_path / "moved")
    for use in (database.check, lambda: students.create("Bilal", now=NOW)):
        with pytest.raises(DatabaseError, match="removed, renamed or replaced"):
            use()
    assert not file.exists()
    shutil.copy(tmp_path / "moved", file)
    with pytest.raises(DatabaseError, match="restart the server"):
        database.check()
    (tmp_path / "moved").replace(file)
    students.create("Chloe", now=NOW)
    assert names(students) == ["Amara", "Chloe"]


def test_backup_put_in_place_as_the_message_says_is_what_the_next_start_has(
    tmp_path: Path, database: Database
) -> None:
    """SQLite replays the log that lies beside a file, whatever file that is."""
    database.migrate()
    students = Students(database)
    students.create("Amara", now=NOW)
    file, backup = back_up(tmp_path, database)
    for number in range(100):
        students.create(f"Later {number}", note="note" * 100, now=NOW)
    backup.replace(file)
    with pytest.raises(DatabaseError, match="replaced") as told:
        database.check()
    database.close()
    clear_away(told.value)
    with open_database(tmp_path) as restored:
        assert names(Students(restored)) == ["Amara"]


def test_backup_put_in_place_of_a_damaged_file_is_what_the_next_start_has(
    tmp_path: Path, database: Database
) -> None:
    database.migrate()
    students = Students(database)
    students.create("Amara", now=NOW)
    _, backup = back_up(tmp_path, database)
    students.create("Later", now=NOW)
    killed = tmp_path / "killed"
    killed.mkdir()
    file = database_path(killed)
    shutil.copy(f"{database_path(tmp_path)}-wal", f"{file}-wal")
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(DatabaseDamagedError) as told, open_database(killed) as damaged:
        damaged.check()
    clear_away(told.value)
    backup.replace(file)
    with open_database(killed) as restored:
        assert names(Students(restored)) == ["Amara"]


def back_up(folder: Path, database: Database) -> tuple[Path, Path]:
    """The file, and a copy of it that holds all."""
    file, backup = database_path(folder), folder / "backup"
    database.checkpoint()
    shutil.copy(file, backup)
    return file, backup


def clear_away(error: DatabaseError) -> None:
    """Do with SQLite's files what the message says."""
    for path in re.findall(r"\S+-(?:wal|shm)", error.detail):
        Path(path).unlink(missing_ok=True)


def test_head_revision_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS_DIR)).get_current_head() == HEAD_REVISION


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_migrations_build_what_the_schema_says(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrations_build_the_indexes_of_the_schema(database: Database) -> None:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    direct = create_engine("sqlite://")
    with database.read() as migrated, direct.connect() as connection:
        metadata.create_all(connection)
        assert set(migrated.execute(query)) == set(connection.execute(query))
    direct.dispose()


def test_migrate_at_head_does_not_import_alembic(tmp_path: Path) -> None:
    with open_database(tmp_path):
        pass
    program = (
        "import sys\nfrom students_db.database import Database\n"
        f"Database({database_url(tmp_path)!r}).migrate()\nassert 'alembic' not in sys.modules"
    )
    root = Path(students_db.__file__).parent.parent
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True)


def test_check_refuses_a_database_that_was_never_migrated(tmp_path: Path) -> None:
    database = Database(database_url(tmp_path))
    with contextlib.closing(database), pytest.raises(DatabaseError, match=f"needs {HEAD_REVISION}"):
        database.check()


def test_migrate_refuses_a_newer_schema(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNewError, match="newer version"):
        database.migrate()
    assert database.revision() == "9999"


def test_open_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    database_path(tmp_path).write_bytes(b"this is a letter, not a database" * 100)
    database = Database(database_url(tmp_path))
    with contextlib.closing(database), pytest.raises(DatabaseDamagedError) as caught:
        database.migrate()
    assert caught.value.code == "database_damaged"
    assert isinstance(caught.value.__cause__, Exception)


def test_open_refuses_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    database_path(tmp_path).mkdir()
    database = Database(database_url(tmp_path))
    with contextlib.closing(database), pytest.raises(DatabaseError):
        database.migrate()


@pytest.mark.parametrize(
    "url", ["/data/homeroom.sqlite3", "sqllite:///a.sqlite3", "mysql+nodriver://localhost/a"]
)
def test_address_of_no_database_is_said(url: str) -> None:
    with pytest.raises(DatabaseAddressError, match=r"sqlite:////data/homeroom\.sqlite3"):
        Database(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_address_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseAddressError, match="it names no file"):
        Database(url)


@pytest.mark.parametrize("host", ["db.example:port", "word@db.example"])
def test_address_without_a_port_is_said_without_its_password(host: str) -> None:
    with pytest.raises(DatabaseAddressError, match="port is no number") as caught:
        Database(f"postgresql://homeroom:pass@secret:{host}/school")

    assert "secret" not in str(caught.value)


def test_address_with_options_that_cannot_be_is_said() -> None:
    with pytest.raises(DatabaseAddressError, match=r"what follows its \? is not understood"):
        Database("sqlite:///a.sqlite3?timeout=long")


def test_address_is_shown_without_its_password() -> None:
    shown = without_password("postgresql://homeroom:secret@db.example/school")

    assert shown == "postgresql://homeroom:***@db.example/school"
    assert without_password("sqlite:////data/a.sqlite3") == "sqlite:////data/a.sqlite3"


def test_write_raises_locked_and_loses_nothing(tmp_path: Path, database: Database) -> None:
    students = Students(database)
    students.create("Amara", now=NOW)
    with locked(database_path(tmp_path)), pytest.raises(DatabaseLockedError) as caught:
        students.create("Bilal", now=NOW)
    assert caught.value.code == "database_locked"
    students.create("Chiara", now=NOW)
    assert names(students) == ["Amara", "Chiara"]


def test_read_goes_on_while_another_program_writes(tmp_path: Path, database: Database) -> None:
    students = Students(database)
    students.create("Amara", now=NOW)
    with locked(database_path(tmp_path)):
        assert names(students) == ["Amara"]


def test_write_raises_full_and_loses_nothing(database: Database) -> None:
    students = Students(database)
    students.create("Amara", now=NOW)
    fill_up(database)
    with pytest.raises(DatabaseFullError) as caught:
        students.create("Bilal", note="x" * 100_000, now=NOW)
    assert caught.value.code == "database_full"
    assert names(students) == ["Amara"]


def test_full_disk_is_told_from_a_broken_one(tmp_path: Path) -> None:
    """At the start there may be no room even for the index of the log."""
    no_room = sqlite3.OperationalError("disk I/O error")
    no_room.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    database = Database(database_url(tmp_path))

    with pytest.raises(DatabaseFullError), database.read():
        raise exc.OperationalError("PRAGMA", None, no_room)


def test_database_that_cannot_be_opened_says_what_to_check(tmp_path: Path) -> None:
    database_path(tmp_path).mkdir()

    with pytest.raises(DatabaseError, match="permissions of the file and of its folder"):
        Database(database_url(tmp_path)).migrate()


def test_write_raises_read_only(database: Database) -> None:
    with database.read() as connection:  # the pool hands the same connection out again
        connection.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(DatabaseReadOnlyError):
        Students(database).create("Amara", now=NOW)


def test_write_rolls_back_when_the_block_fails(database: Database) -> None:
    with contextlib.suppress(ZeroDivisionError), database.write() as connection:
        started = {"name": "a", "emotion_set": "b", "started_at": NOW}
        lost = {**started, "search_key": "a", "environment": "c", "note": ""}
        connection.execute(insert(class_sessions).values(lost))
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM class_sessions")) == 0


def test_deleted_data_is_not_left_in_the_files(tmp_path: Path, database: Database) -> None:
    deleted = delete_every_other(Students(database))
    assert left_in_files(tmp_path, deleted) == set()


def test_erasing_leaves_a_large_file_as_it_is(tmp_path: Path, database: Database) -> None:
    delete_every_other(Students(database))
    with database.write() as connection:
        connection.execute(text("DELETE FROM students"))
    database.checkpoint()
    size = database_path(tmp_path).stat().st_size
    database.erase_deleted(small_file_bytes=size - 1)
    assert database_path(tmp_path).stat().st_size == size
    database.erase_deleted(small_file_bytes=size)
    assert database_path(tmp_path).stat().st_size < size


def test_erasing_does_nothing_while_another_program_writes(
    tmp_path: Path, database: Database
) -> None:
    Students(database).create("Amara", now=NOW)
    with locked(database_path(tmp_path)):
        database.erase_deleted()
    assert names(Students(database)) == ["Amara"]


def test_erasing_leaves_connections_as_they_were(database: Database) -> None:
    database.erase_deleted()
    with database.read() as connection:
        assert connection.scalar(text("PRAGMA temp_store")) == 0
        assert connection.scalar(text("PRAGMA secure_delete")) == 1


def test_what_is_deleted_while_somebody_reads_is_gone_soon_after(
    tmp_path: Path, database: Database
) -> None:
    secret = store_face(database)
    with reading(database):
        Faces(database).delete(1)
        database.settle()
        assert left_in_files(tmp_path, [secret]) == {secret}
    database.settle()
    assert left_in_files(tmp_path, [secret]) == set()


def test_what_a_killed_program_owed_is_made_good_by_the_next(
    tmp_path: Path, database: Database
) -> None:
    secret = store_face(database)
    with reading(database):
        Faces(database).delete(1)
        shutil.copytree(tmp_path, tmp_path / "found")
    with open_database(tmp_path / "found") as found:
        found.settle()
        assert left_in_files(tmp_path / "found", [secret]) == set()


@pytest.mark.parametrize(
    ("secret", "operation"),
    [
        ("Zebrafish", lambda it: Students(it).update(1, {"name": "Amara"}, now=NOW)),
        ("Axolotl", lambda it: Students(it).update(1, {"note": ""}, now=NOW)),
        ("Narwhal", lambda it: ClassSessions(it).update(1, {"name": "Biology"})),
        ("Okapi", lambda it: ClassSessions(it).update(1, {"note": ""})),
        ("Okapi", lambda it: ClassSessions(it).delete(1)),
        (
            "Tapir",
            lambda it: Attendance(it).correct(1, 1, status=CorrectedStatus.LATE, now=NOW),
        ),
        ("Tapir", lambda it: Attendance(it).undo(1, 1)),
        ("Platypus", lambda it: Faces(it).delete_one(1, 1)),
        ("Kangaroo", lambda it: EmotionBaselines(it).forget(1)),
        ("Kangaroo", lambda it: EmotionBaselines(it).set_refused(1, refused=True, now=NOW)),
        ("Kangaroo", lambda it: EmotionBaselines(it).forget_unused(before=LATER)),
    ],
    ids=[
        "a student's name",
        "a student's note",
        "a class's name",
        "a class's note",
        "a class",
        "a correction replaced",
        "a correction undone",
        "a photo",
        "a resting face",
        "a resting face refused",
        "a resting face unused",
    ],
)
def test_what_was_replaced_or_taken_back_is_gone_soon_after(
    tmp_path: Path, database: Database, secret: str, operation: Callable[[Database], object]
) -> None:
    store_something_everywhere(database)
    database.settle()
    assert left_in_files(tmp_path, [secret]) == {secret}

    operation(database)
    database.settle()

    assert left_in_files(tmp_path, [secret]) == set()


def store_something_everywhere(database: Database) -> None:
    """Of one student and one class session, with an animal in each column that says something."""
    amara = Students(database).create("Zebrafish", note="Axolotl", now=NOW)
    lessons = ClassSessions(database)
    lesson = lessons.start("Narwhal", emotion_set="wellbeing", now=NOW)
    lessons.update(lesson, {"note": "Okapi"})
    lessons.end(lesson, now=NOW)
    corrected = CorrectedStatus.LATE
    Attendance(database).correct(lesson, amara, status=corrected, note="Tapir", now=NOW)
    embedding = np.frombuffer(b"Platypus", np.float32)
    Faces(database).add(amara, EMBEDDER, [make_face(*embedding)], now=NOW)
    (angry,) = struct.unpack(">d", b"Kangaroo")  # as SQLite writes it
    resting = RestingRow("c" * 64, angry=angry, sad=0.0, minutes=1, days=1, last_day=1)
    EmotionBaselines(database).learn([amara], lambda _id, _before: resting, now=NOW)


def test_names_that_were_replaced_are_gone_soon_after(tmp_path: Path, database: Database) -> None:
    replaced = rename_every_other_student(Students(database))
    database.settle()
    assert left_in_files(tmp_path, replaced) == set()


def test_names_of_classes_that_were_replaced_are_gone_soon_after(
    tmp_path: Path, database: Database
) -> None:
    replaced = rename_every_other_class(ClassSessions(database))
    database.settle()
    assert left_in_files(tmp_path, replaced) == set()


def test_names_that_were_replaced_last_are_gone_when_the_program_ends(
    tmp_path: Path, database: Database
) -> None:
    replaced = rename_every_other_student(Students(database))
    database.close()
    assert left_in_files(tmp_path, replaced) == set()


def test_settling_rebuilds_the_file_for_names_alone(tmp_path: Path, database: Database) -> None:
    students, file = Students(database), database_path(tmp_path)
    with database.read(), database.read():
        pass  # several connections, as a server has: the last that is closed would empty the log
    amara = students.create("Amara", external_id="7b-1", now=NOW)
    students.update(amara, {"name": "Amara N"}, now=NOW)
    database.settle()
    size = leave_room_in(file, database)

    students.update(amara, {"name": "Amara N", "external_id": "7b-1", "note": "new"}, now=NOW)
    database.settle()
    assert file.stat().st_size == size

    for external_id in ("7B-1", "7B-2"):
        students.update(amara, {"external_id": external_id}, now=NOW)
        database.checkpoint()  # as a deletion makes meanwhile
        assert file.stat().st_size == size
    database.settle()
    assert file.stat().st_size < size


def leave_room_in(file: Path, database: Database) -> int:
    """Store much and delete it; return the file's size, which stays until it is rebuilt."""
    much = Students(database).create("Bilal", note="x" * 100_000, now=NOW)
    with database.write() as connection:
        connection.execute(delete(students_table).where(students_table.c.id == much))
    database.checkpoint()
    return file.stat().st_size


def test_settling_leaves_connections_as_they_were(database: Database) -> None:
    Students(database).create("Amara", now=NOW)
    database.settle()
    with database.read() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == 50  # as `open_database` sets it


def test_settling_does_nothing_when_nothing_is_owed(tmp_path: Path, database: Database) -> None:
    database.settle()
    Students(database).create("Amara", now=NOW)
    log = Path(f"{database_path(tmp_path)}-wal")
    written = log.stat().st_size
    database.settle()
    assert log.stat().st_size == written > 0


def store_face(database: Database) -> str:
    """Enrol the first student with a kept photo, and return what is in it."""
    secret = hashlib.sha256(b"a photo").hexdigest()
    amara = Students(database).create("Amara", now=NOW)
    photo = make_photo(secret.encode())
    Faces(database).add(amara, EMBEDDER, [make_face(photo=photo)], now=NOW)
    database.checkpoint()
    return secret


@contextlib.contextmanager
def reading(database: Database) -> Iterator[None]:
    """Look at the database as it is now, as a long query does."""
    with database.read() as connection:
        connection.execute(text("SELECT count(*) FROM students")).all()
        yield


def delete_every_other(students: Students) -> list[str]:
    """Return what was deleted."""
    secrets = store_many(students)
    deleted = [student_id for student_id in secrets if student_id % 2]
    for student_id in deleted:
        students.delete(student_id)
    return [secret for student_id in deleted for secret in secrets[student_id]]


def rename_every_other_student(students: Students) -> list[str]:
    """Return the names and numbers that were replaced."""
    secrets = store_many(students)
    renamed = [student_id for student_id in secrets if student_id % 2]
    for student_id in renamed:
        changes: StudentChanges = {"name": f"bilal {student_id}", "external_id": f"{student_id}"}
        students.update(student_id, changes, now=NOW)
    return [secret for student_id in renamed for secret in secrets[student_id][:2]]


def rename_every_other_class(lessons: ClassSessions) -> list[str]:
    """Return the names that were replaced."""
    names = {}
    for number in range(STUDENTS):
        name = f"tutor {hashlib.sha256(str(number).encode()).hexdigest()[:30]}"
        names[lessons.start(name, emotion_set="wellbeing", now=NOW)] = name
    renamed = [lesson for lesson in names if lesson % 2]
    for lesson in renamed:
        lessons.update(lesson, {"name": f"art {lesson}"})
    return [names[lesson] for lesson in renamed]


def store_many(students: Students) -> dict[int, tuple[str, str, str]]:
    """So many that SQLite moves index entries about; return each name, number and note."""
    secrets = {}
    for number in range(STUDENTS):
        tag = hashlib.sha256(str(number).encode()).hexdigest()
        name, external_id, note = f"amara {tag[:20]}", f"nr-{tag[20:40]}", f"note {tag[40:]}"
        student_id = students.create(name, external_id=external_id, note=note, now=NOW)
        secrets[student_id] = (name, external_id, note)
    return secrets


def left_in_files(folder: Path, secrets: list[str]) -> set[str]:
    files = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
    return {secret for secret in secrets if any(secret.encode() in content for content in files)}
