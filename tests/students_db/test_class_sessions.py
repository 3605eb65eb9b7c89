"""Class sessions: start, end, list, change and delete."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from students_db.attendance import Attendance
from students_db.class_sessions import (
    ClassSessionContents,
    ClassSessionFilter,
    ClassSessions,
    CorrectedStatus,
    Environment,
)
from students_db.database import Database
from students_db.errors import (
    ClassSessionEndedError,
    ClassSessionNotFoundError,
    ClassSessionRunningError,
    NoteChangedMeanwhileError,
)
from students_db.observations import Observations
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, EPOCH_SECOND, NOW, make_observation, open_database

LATER = NOW + timedelta(minutes=45)


@pytest.fixture
def class_sessions(database: Database) -> ClassSessions:
    return ClassSessions(database)


def start(
    class_sessions: ClassSessions,
    name: str = "Biology 7b",
    *,
    environment: Environment = Environment.CLASSROOM,
) -> int:
    return class_sessions.start(name, emotion_set="wellbeing", environment=environment, now=NOW)


def test_start_keeps_what_was_given(class_sessions: ClassSessions) -> None:
    row = class_sessions.get(start(class_sessions))
    assert (row.name, row.emotion_set) == ("Biology 7b", "wellbeing")
    assert (row.started_at, row.ended_at, row.students_seen) == (NOW, None, 0)


def test_end_happens_once(class_sessions: ClassSessions) -> None:
    class_session_id = start(class_sessions)
    assert class_sessions.end(class_session_id, now=LATER)
    assert not class_sessions.end(class_session_id, now=LATER + timedelta(hours=1))
    assert class_sessions.get(class_session_id).ended_at == LATER


@pytest.mark.parametrize(("last_seen", "end"), [(600, 601), (None, 1)])
def test_end_lies_after_what_was_seen_also_when_the_clock_was_set_back(
    database: Database, class_sessions: ClassSessions, last_seen: int | None, end: int
) -> None:
    class_session_id = start(class_sessions)
    if last_seen is not None:
        amara, second = Students(database).create("Amara", now=NOW), EPOCH_SECOND + last_seen
        Observations(database).add(
            [make_observation(amara, class_session_id=class_session_id, second=second)]
        )

    class_sessions.end(class_session_id, now=NOW - timedelta(hours=1))

    assert class_sessions.get(class_session_id).ended_at == NOW + timedelta(seconds=end)


def test_get_running_refuses_one_that_has_ended(class_sessions: ClassSessions) -> None:
    class_session_id = start(class_sessions)
    assert class_sessions.get_running(class_session_id).id == class_session_id
    class_sessions.end(class_session_id, now=LATER)
    with pytest.raises(ClassSessionEndedError):
        class_sessions.get_running(class_session_id)


def test_unknown_class_session_is_said_so(class_sessions: ClassSessions) -> None:
    with pytest.raises(ClassSessionNotFoundError, match="99"):
        class_sessions.get(99)
    with pytest.raises(ClassSessionNotFoundError):
        class_sessions.end(99, now=NOW)


def test_newest_come_first_page_by_page(class_sessions: ClassSessions) -> None:
    ids = [start(class_sessions) for _ in range(3)]
    assert [row.id for row in class_sessions.newest()[0]] == ids[::-1]
    page, total = class_sessions.newest(limit=1, offset=1)
    assert ([row.id for row in page], total) == ([ids[1]], 3)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ClassSessionFilter(), ["Café", "Physics 8a", "Physics 7b"]),
        (ClassSessionFilter(words="7B phys"), ["Physics 7b"]),
        (ClassSessionFilter(words="cafe"), ["Café"]),
        (ClassSessionFilter(words="100%"), []),  # no wildcard
        (ClassSessionFilter(running=True), ["Café", "Physics 7b"]),
        (ClassSessionFilter(running=False), ["Physics 8a"]),
        (ClassSessionFilter(environment=Environment.SEMINAR), ["Café"]),
        (ClassSessionFilter(words="physics", running=True), ["Physics 7b"]),
    ],
)
def test_newest_narrows_to_what_is_wanted(
    class_sessions: ClassSessions, wanted: ClassSessionFilter, names: list[str]
) -> None:
    start(class_sessions, "Physics 7b")
    class_sessions.end(start(class_sessions, "Physics 8a"), now=LATER)
    start(class_sessions, "Café", environment=Environment.SEMINAR)
    rows, total = class_sessions.newest(wanted)
    assert ([row.name for row in rows], total) == (names, len(names))


def test_update_changes_what_is_given_and_is_found_by_the_new_name(
    class_sessions: ClassSessions,
) -> None:
    class_session_id = start(class_sessions)
    class_sessions.update(class_session_id, {"name": "Chemistry", "note": "Projector broken"})
    class_sessions.update(class_session_id, {"environment": Environment.PRODUCT_DEMO})
    class_sessions.update(class_session_id, {})
    (row,), _total = class_sessions.newest(ClassSessionFilter(words="chem"))
    assert (row.name, row.note, row.environment) == (
        "Chemistry",
        "Projector broken",
        Environment.PRODUCT_DEMO,
    )
    assert class_sessions.newest(ClassSessionFilter(words="biology"))[1] == 0
    with pytest.raises(ClassSessionNotFoundError):
        class_sessions.update(99, {"name": "Nothing"})


def test_notes_at_once_that_know_of_none_leave_the_first(tmp_path: Path) -> None:
    with (
        open_database(tmp_path, busy_timeout_seconds=10) as database,
        ThreadPoolExecutor(8) as pool,
    ):
        class_sessions = ClassSessions(database)
        class_session_id = start(class_sessions)

        def write(note: str) -> bool:
            try:
                class_sessions.update(class_session_id, {"note": note}, known_note="")
            except NoteChangedMeanwhileError:
                return False
            return True

        assert sum(pool.map(write, (f"teacher {number}" for number in range(8)))) == 1


@pytest.mark.parametrize("away", [CorrectedStatus.ABSENT, CorrectedStatus.EXCUSED])
def test_students_are_counted_as_seen_present_and_expected(
    class_sessions: ClassSessions, database: Database, away: CorrectedStatus
) -> None:
    students, attendance = Students(database), Attendance(database)
    seen, late, missing = (students.create(name, now=NOW) for name in ("Amara", "Bilal", "Chiara"))
    lesson = start(class_sessions)
    students.create("Came to the school later", now=LATER + timedelta(days=1))
    Observations(database).add(
        [make_observation(student, class_session_id=lesson) for student in (seen, late)]
    )
    class_sessions.end(lesson, now=LATER)
    attendance.correct(lesson, seen, status=away, now=LATER)
    attendance.correct(lesson, late, status=CorrectedStatus.LATE, now=LATER)
    attendance.correct(lesson, missing, status=CorrectedStatus.PRESENT, now=LATER)
    row = class_sessions.get(lesson)
    assert (row.students_seen, row.students_present, row.students_expected) == (2, 2, 3)
    attendance.set_list(lesson, [missing])
    assert class_sessions.get(lesson).students_expected == 1
    other = class_sessions.get(start(class_sessions, "Physics"))
    assert (other.students_seen, other.students_present, other.students_expected) == (0, 0, 4)


def test_start_takes_the_list_of_the_last_class_session_of_this_name(
    class_sessions: ClassSessions, database: Database
) -> None:
    attendance = Attendance(database)
    amara = Students(database).create("Amara", now=NOW)
    bilal = Students(database).create("Bilal", now=NOW)
    for listed in ([amara, bilal], [amara]):
        attendance.set_list(start(class_sessions, "Biology 7b"), listed)
    again, other = start(class_sessions, "biology 7B"), start(class_sessions, "Biology 7c")
    assert class_sessions.get(again).students_expected == 1
    assert class_sessions.get(other).students_expected == 2
    assert not attendance.has_list(other)


def test_list_whose_students_are_all_deleted_is_an_empty_list(
    class_sessions: ClassSessions, database: Database
) -> None:
    students, attendance = Students(database), Attendance(database)
    amara = students.create("Amara", now=NOW)
    bilal = students.create("Bilal", now=NOW)
    lesson = start(class_sessions, "Biology 7b")
    attendance.set_list(lesson, [amara])

    students.delete(amara)
    again = start(class_sessions, "Biology 7b")

    for class_session_id in (lesson, again):
        assert attendance.has_list(class_session_id)
        assert class_sessions.get(class_session_id).students_expected == 0
    attendance.set_list(again, [])
    assert not attendance.has_list(again)
    assert class_sessions.get(again).students_expected == 1
    assert students.get(bilal, EMBEDDER).name == "Bilal"


def test_delete_removes_what_contents_tells_and_nothing_else(
    class_sessions: ClassSessions, database: Database
) -> None:
    students, attendance = Students(database), Attendance(database)
    amara, bilal = (students.create(name, now=NOW) for name in ("Amara", "Bilal"))
    lesson, other = start(class_sessions), start(class_sessions, "Physics")
    for class_session_id in (lesson, other):
        Observations(database).add(
            [
                make_observation(student, class_session_id=class_session_id, second=second)
                for student in (amara, bilal)
                for second in range(EPOCH_SECOND, EPOCH_SECOND + 5)
            ]
        )
        attendance.correct(class_session_id, amara, status=CorrectedStatus.LATE, now=NOW)
        attendance.set_list(class_session_id, [amara, bilal])
    assert class_sessions.contents(lesson) == ClassSessionContents(10, 2, 1, 2)
    class_sessions.end(lesson, now=LATER)
    class_sessions.delete(lesson)
    with pytest.raises(ClassSessionNotFoundError):
        class_sessions.contents(lesson)
    assert class_sessions.contents(other) == ClassSessionContents(10, 2, 1, 2)
    assert students.get(amara, EMBEDDER).name == "Amara"
    assert start(class_sessions) > other  # no id is used twice: a camera may still hold it


def test_delete_refuses_a_running_class_session(class_sessions: ClassSessions) -> None:
    lesson = start(class_sessions)
    with pytest.raises(ClassSessionRunningError, match="end it first"):
        class_sessions.delete(lesson)
    assert class_sessions.get(lesson).id == lesson
