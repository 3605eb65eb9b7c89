"""When a student was not seen, and when others were."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.observations import NO_EMOTION, Observations
from students_db.presence import Absence, Presence
from students_db.students import Students
from tests.students_db.factories import NOW, make_observation, open_database


def add_students(database: Database, *names: str) -> list[int]:
    return [Students(database).create(name, now=NOW) for name in names]


def observe(database: Database, student_id: int, seconds: Sequence[int]) -> None:
    batch = [make_observation(student_id, second=second) for second in seconds]
    Observations(database).add(batch)


def test_absences_are_the_times_between(database: Database) -> None:
    (amara,) = add_students(database, "Amara")
    observe(database, amara, [10, 11, 12, 40, 41, 95])
    absences = Presence(database).absences(amara, start=0, end=100, at_least=10)
    assert absences == [Absence(0, 10), Absence(13, 40), Absence(42, 95)]


def test_absence_of_somebody_who_was_never_seen_is_the_range(database: Database) -> None:
    amara, bilal = add_students(database, "Amara", "Bilal")
    observe(database, bilal, range(50))
    presence = Presence(database)
    assert presence.absences(amara, start=0, end=100, at_least=10) == [Absence(0, 100)]
    assert presence.first_second(amara) is None
    assert presence.first_second(bilal) == 0


def test_second_without_an_emotion_is_presence(database: Database) -> None:
    (amara,) = add_students(database, "Amara")
    seen_only = make_observation(amara, second=20, probabilities=NO_EMOTION, samples=0)
    Observations(database).add([seen_only])
    absences = Presence(database).absences(amara, start=0, end=40, at_least=5)
    assert absences == [Absence(0, 20), Absence(21, 40)]


@settings(max_examples=30, deadline=None)
@given(
    own=st.sets(st.integers(0, 300)),
    others=st.sets(st.tuples(st.integers(2, 3), st.integers(0, 300))),
    start=st.integers(0, 200),
    length=st.integers(1, 200),
    step=st.sampled_from([1, 7, 60]),
)
def test_steps_with_others_are_those_in_which_anybody_else_was_seen(
    own: set[int], others: set[tuple[int, int]], start: int, length: int, step: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        add_students(database, "Amara", "Bilal", "Chidi")
        observe(database, 1, sorted(own))
        for student_id, second in others:
            observe(database, student_id, [second])
        end = start + length
        steps = Presence(database).steps_with_others(1, start=start, end=end, step=step)
        absences = Presence(database).absences(1, start=start, end=end, at_least=1)
    seen = {second for _student, second in others if start <= second < end}
    assert list(steps) == sorted({second - second % step for second in seen})
    absent = {second for one in absences for second in range(one.start, one.end)}
    assert absent == set(range(start, end)) - own


def test_lessons_say_whether_the_student_was_there(database: Database) -> None:
    amara, bilal = add_students(database, "Amara", "Bilal")
    lessons = ClassSessions(database)
    hour = timedelta(hours=1)
    early, attended, running = (
        lessons.start(name, emotion_set="wellbeing", now=NOW + offset)
        for name, offset in (("Art", -5 * hour), ("Biology", -hour), ("Chemistry", hour))
    )
    lessons.end(early, now=NOW - 4 * hour)
    lessons.end(attended, now=NOW)
    second = int(NOW.timestamp()) - 60
    Observations(database).add(
        [
            make_observation(amara, class_session_id=attended, second=second),
            make_observation(bilal, class_session_id=running, second=second),
        ]
    )
    found = Presence(database).lessons(amara, start=NOW - 2 * hour, end=NOW + 2 * hour)
    assert [(row.id, row.name, row.attended) for row in found] == [
        (attended, "Biology", True),
        (running, "Chemistry", False),
    ]
    assert found[0].started_at == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    assert found[1].ended_at is None
