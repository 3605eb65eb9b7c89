"""What is stored, and how much room it takes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.faces import Faces
from students_db.observations import Observations
from students_db.storage import Storage
from students_db.students import Students
from tests.students_db.factories import (
    EMBEDDER,
    EPOCH_SECOND,
    NOW,
    database_path,
    make_face,
    make_observation,
    make_photo,
)


def observe(database: Database, *offsets: int) -> None:
    """A new student, seen in these seconds."""
    student_id = Students(database).create("Amara", now=NOW)
    seen = [make_observation(student_id, second=EPOCH_SECOND + offset) for offset in offsets]
    Observations(database).add(seen)


def test_empty_database_has_no_oldest_observation(database: Database) -> None:
    usage = Storage(database).usage()

    assert (usage.students, usage.observations, usage.observations_exact) == (0, 0, True)
    assert (usage.oldest_observation_at, usage.newest_observation_at) == (None, None)


def test_everything_stored_is_counted(database: Database) -> None:
    student_id = Students(database).create("Amara", now=NOW)
    faces = [make_face(1, 0, photo=make_photo(b"12345")), make_face(0, 1)]
    Faces(database).add(student_id, EMBEDDER, faces, now=NOW)
    ClassSessions(database).start("Biology 7b", emotion_set="wellbeing", now=NOW)

    usage = Storage(database).usage()

    assert (usage.students, usage.faces, usage.class_sessions) == (1, 2, 1)
    assert (usage.kept_photos, usage.kept_photo_bytes) == (1, 5)


def test_history_reaches_from_the_first_to_the_last_second_of_anybody(database: Database) -> None:
    observe(database, 50, 60)
    observe(database, 10, 55)
    observe(database)

    usage = Storage(database).usage()

    assert usage.oldest_observation_at == datetime.fromtimestamp(EPOCH_SECOND + 10, UTC)
    assert usage.newest_observation_at == datetime.fromtimestamp(EPOCH_SECOND + 60, UTC)


@pytest.mark.parametrize(("counted_up_to", "exact"), [(6, True), (5, True), (4, False)])
def test_long_history_is_told_without_counting_all_of_it(
    database: Database, counted_up_to: int, exact: bool
) -> None:
    observe(database, 1, 2, 3, 4, 5)

    usage = Storage(database, counted_up_to=counted_up_to).usage()

    assert (usage.observations, usage.observations_exact) == (5, exact)


def test_size_is_the_same_through_a_link(database: Database, tmp_path: Path) -> None:
    observe(database, *range(2000))
    link = tmp_path / "elsewhere" / "link.sqlite3"
    link.parent.mkdir()
    link.symlink_to(database_path(tmp_path))
    linked = Database(f"sqlite:///{link}")

    assert Storage(linked).usage().database_bytes == Storage(database).usage().database_bytes

    linked.close()


def test_size_includes_what_was_written_last(database: Database, tmp_path: Path) -> None:
    before = Storage(database).usage().database_bytes
    observe(database, *range(2000))

    after = Storage(database).usage().database_bytes

    assert before is not None
    assert after is not None
    assert after > before
    assert after >= database_path(tmp_path).stat().st_size
