"""Class sessions: start, end, list and attendance."""

from datetime import UTC, datetime, timedelta

import pytest

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.errors import ClassSessionEndedError, ClassSessionNotFoundError
from students_db.observations import NO_EMOTION, Observations
from students_db.students import Students
from tests.students_db.factories import EPOCH_SECOND, NOW, make_observation

LATER = NOW + timedelta(minutes=45)


@pytest.fixture
def class_sessions(database: Database) -> ClassSessions:
    return ClassSessions(database)


def start(class_sessions: ClassSessions, name: str = "Biology 7b") -> int:
    return class_sessions.start(name, emotion_set="wellbeing", now=NOW)


def test_start_keeps_what_was_given(class_sessions: ClassSessions) -> None:
    row = class_sessions.get(start(class_sessions))
    assert (row.name, row.emotion_set) == ("Biology 7b", "wellbeing")
    assert (row.started_at, row.ended_at, row.students_seen) == (NOW, None, 0)


def test_end_happens_once(class_sessions: ClassSessions) -> None:
    class_session_id = start(class_sessions)
    assert class_sessions.end(class_session_id, now=LATER)
    assert not class_sessions.end(class_session_id, now=LATER + timedelta(hours=1))
    assert class_sessions.get(class_session_id).ended_at == LATER


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


def test_newest_come_first_and_can_be_filtered(class_sessions: ClassSessions) -> None:
    ids = [start(class_sessions) for _ in range(3)]
    class_sessions.end(ids[1], now=LATER)
    assert [row.id for row in class_sessions.newest()[0]] == ids[::-1]
    assert [row.id for row in class_sessions.newest(running=True)[0]] == [ids[2], ids[0]]
    assert [row.id for row in class_sessions.newest(running=False)[0]] == [ids[1]]
    page, total = class_sessions.newest(limit=1, offset=1)
    assert ([row.id for row in page], total) == ([ids[1]], 3)


def test_attendance_counts_each_second_once(
    class_sessions: ClassSessions, database: Database
) -> None:
    students = Students(database)
    amara, bilal = (students.create(name, now=NOW) for name in ("Amara", "Bilal"))
    lesson, other = start(class_sessions), start(class_sessions)
    Observations(database).add(
        [
            make_observation(bilal, class_session_id=lesson, second=EPOCH_SECOND + 9),
            make_observation(bilal, class_session_id=lesson, second=EPOCH_SECOND + 2),
            make_observation(bilal, class_session_id=lesson, second=EPOCH_SECOND + 2),
            make_observation(amara, class_session_id=lesson, probabilities=NO_EMOTION, samples=0),
            make_observation(amara, class_session_id=other, second=EPOCH_SECOND + 1),
            make_observation(amara, second=EPOCH_SECOND + 2),
        ]
    )
    attendees = class_sessions.attendance(lesson)
    assert [(attendee.name, attendee.seconds_seen) for attendee in attendees] == [
        ("Amara", 1),  # recognised, though no emotion could be read
        ("Bilal", 2),
    ]
    assert attendees[1].first_seen_at == datetime.fromtimestamp(EPOCH_SECOND + 2, UTC)
    assert attendees[1].last_seen_at == datetime.fromtimestamp(EPOCH_SECOND + 9, UTC)
    assert class_sessions.get(lesson).students_seen == 2
