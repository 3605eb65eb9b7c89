"""Attendance: what was seen, what was corrected, and who belongs to a class session."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from students_db.attendance import AWAY_AFTER_SECONDS, Attendance, AttendanceRow, PresenceRow
from students_db.bucket_grid import BucketGrid, Stretch
from students_db.class_sessions import ClassSessions, CorrectedStatus
from students_db.corrections import BasedOn
from students_db.database import Database
from students_db.errors import (
    ClassSessionNotFoundError,
    CorrectedMeanwhileError,
    StudentNotFoundError,
)
from students_db.faces import Faces
from students_db.observations import NO_EMOTION, Observations
from students_db.students import Students
from tests.students_db.factories import (
    EMBEDDER,
    EPOCH_SECOND,
    NOW,
    make_face,
    make_observation,
    open_database,
)

LATER = NOW + timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class School:
    """Three students and a class session that has just started."""

    database: Database
    lesson: int
    amara: int
    bilal: int
    chiara: int

    @property
    def attendance(self) -> Attendance:
        return Attendance(self.database)

    def see(self, student_id: int, *seconds: int) -> None:
        """Recognise a student so many seconds after the start."""
        Observations(self.database).add(
            [
                make_observation(
                    student_id, class_session_id=self.lesson, second=EPOCH_SECOND + second
                )
                for second in seconds
            ]
        )

    def roll(self) -> dict[int, AttendanceRow]:
        return {row.student_id: row for row in self.attendance.roll(self.lesson, EMBEDDER)}

    def status_of(self, student_id: int) -> CorrectedStatus | None:
        corrected = self.roll()[student_id].corrected
        return None if corrected is None else corrected.status


def make_school(database: Database) -> School:
    students = Students(database)
    amara, bilal, chiara = (students.create(name, now=NOW) for name in ("Amara", "Bilal", "Chiara"))
    lesson = ClassSessions(database).start("Biology 7b", emotion_set="wellbeing", now=NOW)
    return School(database, lesson, amara, bilal, chiara)


@pytest.fixture
def school(database: Database) -> School:
    return make_school(database)


@contextmanager
def new_school() -> Iterator[School]:
    """One for each example of a property."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        yield make_school(database)


def moment(second: int) -> datetime:
    return datetime.fromtimestamp(EPOCH_SECOND + second, UTC)


def test_roll_tells_everybody_by_name_seen_or_not(school: School) -> None:
    school.see(school.bilal, 9, 2, 2)
    rows = school.attendance.roll(school.lesson, EMBEDDER)
    assert [(row.name, row.expected, row.seen is None) for row in rows] == [
        ("Amara", True, True),
        ("Bilal", True, False),
        ("Chiara", True, True),
    ]
    seen = rows[1].seen
    assert seen is not None
    assert (seen.first_seen_at, seen.last_seen_at) == (moment(2), moment(9))
    assert seen.seconds_seen == 2


def test_roll_is_in_the_order_of_names(school: School) -> None:
    for name in ("Zoe", "émile", "Abel"):
        Students(school.database).create(name, now=NOW)
    names = [row.name for row in school.attendance.roll(school.lesson, EMBEDDER)]
    assert names == ["Abel", "Amara", "Bilal", "Chiara", "émile", "Zoe"]


def test_roll_counts_who_was_recognised_without_an_emotion(school: School) -> None:
    Observations(school.database).add(
        [
            make_observation(
                school.amara, class_session_id=school.lesson, probabilities=NO_EMOTION, samples=0
            ),
            make_observation(school.bilal),  # while no class session ran
        ]
    )
    rows = school.roll()
    assert rows[school.amara].seen is not None
    assert rows[school.bilal].seen is None


def test_roll_tells_whom_no_camera_can_know(school: School) -> None:
    Faces(school.database).add(school.amara, EMBEDDER, [make_face()], now=NOW)
    rows = school.roll()
    assert not rows[school.amara].needs_enrollment
    assert rows[school.bilal].needs_enrollment


def test_roll_leaves_out_who_was_stored_after_the_end(school: School) -> None:
    ClassSessions(school.database).end(school.lesson, now=LATER)
    newcomer = Students(school.database).create("Dana", now=LATER + timedelta(days=1))
    assert newcomer not in school.roll()
    school.attendance.correct(school.lesson, newcomer, status=CorrectedStatus.PRESENT, now=LATER)
    assert not school.roll()[newcomer].expected


def test_list_narrows_the_roll_but_hides_nobody_who_was_seen(school: School) -> None:
    school.see(school.chiara, 5)
    school.attendance.set_list(school.lesson, [school.amara, school.amara])
    assert {row.name: row.expected for row in school.roll().values()} == {
        "Amara": True,
        "Chiara": False,
    }
    school.attendance.set_list(school.lesson, [])
    assert all(row.expected for row in school.roll().values())
    assert len(school.roll()) == 3


def test_list_with_an_unknown_student_changes_nothing(school: School) -> None:
    school.attendance.set_list(school.lesson, [school.amara])
    with pytest.raises(StudentNotFoundError, match="99"):
        school.attendance.set_list(school.lesson, [school.bilal, 99])
    assert list(school.roll()) == [school.amara]


def test_entry_is_the_row_of_the_roll(school: School) -> None:
    school.attendance.set_list(school.lesson, [school.amara, school.bilal])
    school.see(school.amara, 1, 2, 90)
    school.see(school.chiara, 5)  # a guest
    Faces(school.database).add(school.amara, EMBEDDER, [make_face()], now=NOW)
    school.attendance.correct(school.lesson, school.amara, status=CorrectedStatus.LATE, now=LATER)
    entries = {one: school.attendance.entry(school.lesson, one, EMBEDDER) for one in school.roll()}
    assert entries == school.roll()
    assert len(entries) == 3


def test_entry_of_who_is_not_on_the_roll_is_an_error(school: School) -> None:
    school.attendance.set_list(school.lesson, [school.amara])
    for student in (school.bilal, 99):
        with pytest.raises(StudentNotFoundError, match=str(student)):
            school.attendance.entry(school.lesson, student, EMBEDDER)
    with pytest.raises(ClassSessionNotFoundError):
        school.attendance.entry(99, school.amara, EMBEDDER)


def test_entry_is_no_more_work_when_others_were_seen(school: School) -> None:
    def read_entry() -> None:
        school.attendance.entry(school.lesson, school.amara, EMBEDDER)

    school.see(school.amara, 1, 2)
    alone = sqlite_steps(school.database, read_entry)
    school.see(school.bilal, *range(3000))
    assert sqlite_steps(school.database, read_entry) < 1.5 * alone
    everybody = sqlite_steps(school.database, school.roll)
    assert everybody > 20 * alone


def sqlite_steps(database: Database, act: Callable[[], object]) -> int:
    """How many instructions SQLite takes for it, about: unlike time, they are always the same."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    database.close()  # its next connection is the one that it goes on with
    with database.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(step, 10)
    act()
    database.close()
    return count


def test_correction_lies_beside_what_was_seen(school: School) -> None:
    school.see(school.amara, 700, 701)
    school.attendance.correct(
        school.lesson, school.amara, status=CorrectedStatus.LATE, note="Bus", now=LATER
    )
    row = school.roll()[school.amara]
    assert row.seen is not None
    assert row.seen.seconds_seen == 2
    assert row.corrected is not None
    assert (row.corrected.status, row.corrected.note, row.corrected.corrected_at) == (
        CorrectedStatus.LATE,
        "Bus",
        LATER,
    )


def test_correction_is_of_the_time_when_it_was_changed_last(school: School) -> None:
    for status, now in ((CorrectedStatus.LATE, NOW), (CorrectedStatus.ABSENT, LATER)):
        school.attendance.correct(school.lesson, school.amara, status=status, now=now)
    corrected = school.roll()[school.amara].corrected
    assert corrected is not None
    assert corrected.corrected_at == LATER


def test_undo_brings_back_what_was_seen(school: School) -> None:
    school.see(school.amara, 1)
    before = school.roll()
    school.attendance.correct(school.lesson, school.amara, status=CorrectedStatus.ABSENT, now=LATER)
    for _ in range(2):  # undoing it again changes nothing
        school.attendance.undo(school.lesson, school.amara)
        assert school.roll() == before


def test_correction_needs_a_student_and_a_class_session(school: School) -> None:
    attendance = school.attendance
    for lesson, student, error in (
        (99, school.amara, ClassSessionNotFoundError),
        (school.lesson, 99, StudentNotFoundError),
    ):
        with pytest.raises(error):
            attendance.correct(lesson, student, status=CorrectedStatus.PRESENT, now=LATER)
        with pytest.raises(error):
            attendance.undo(lesson, student)
    with pytest.raises(ClassSessionNotFoundError):
        attendance.roll(99, EMBEDDER)
    with pytest.raises(ClassSessionNotFoundError):
        attendance.set_list(99, [])


def test_correction_is_kept_when_the_student_is_enrolled_again(school: School) -> None:
    faces = Faces(school.database)
    faces.add(school.amara, EMBEDDER, [make_face()], now=NOW)
    school.attendance.correct(school.lesson, school.amara, status=CorrectedStatus.LATE, now=LATER)
    faces.delete(school.amara)
    faces.add(school.amara, EMBEDDER, [make_face(0.0, 1.0)], now=LATER)
    assert school.status_of(school.amara) is CorrectedStatus.LATE


def test_correction_and_place_on_the_list_go_with_the_student(school: School) -> None:
    school.attendance.set_list(school.lesson, [school.amara, school.bilal])
    for student in (school.amara, school.bilal):
        school.attendance.correct(school.lesson, student, status=CorrectedStatus.LATE, now=LATER)
    Students(school.database).delete(school.amara)
    contents = ClassSessions(school.database).contents(school.lesson)
    assert (contents.corrections, contents.students_listed) == (1, 1)
    assert list(school.roll()) == [school.bilal]


def test_corrections_at_once_leave_one_of_them(tmp_path: Path) -> None:
    with (
        open_database(tmp_path, busy_timeout_seconds=10) as database,
        ThreadPoolExecutor(8) as pool,
    ):
        school = make_school(database)
        wanted = [(student, status) for student in (1, 2) for status in CorrectedStatus] * 4

        def correct(part: tuple[int, CorrectedStatus]) -> None:
            student, status = part
            note = f"{status} it is"
            school.attendance.correct(school.lesson, student, status=status, note=note, now=LATER)

        list(pool.map(correct, wanted))
        rows = [school.roll()[student].corrected for student in (1, 2)]
    assert all(row is not None and row.note == f"{row.status} it is" for row in rows)


def test_corrections_at_once_that_know_of_none_leave_the_first(tmp_path: Path) -> None:
    with (
        open_database(tmp_path, busy_timeout_seconds=10) as database,
        ThreadPoolExecutor(8) as pool,
    ):
        school = make_school(database)

        def correct(note: str) -> bool:
            try:
                school.attendance.correct(
                    school.lesson,
                    school.amara,
                    status=CorrectedStatus.LATE,
                    note=note,
                    based_on=BasedOn(None),
                    now=LATER,
                )
            except CorrectedMeanwhileError:
                return False
            return True

        assert sum(pool.map(correct, (f"teacher {number}" for number in range(8)))) == 1


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3]), st.none() | st.sampled_from(list(CorrectedStatus))),
        max_size=12,
    )
)
def test_last_correction_of_each_student_counts(
    steps: list[tuple[int, CorrectedStatus | None]],
) -> None:
    with new_school() as school:
        for student, status in steps:  # None undoes
            if status is None:
                school.attendance.undo(school.lesson, student)
            else:
                school.attendance.correct(school.lesson, student, status=status, now=LATER)
        assert {one: school.status_of(one) for one in (1, 2, 3)} == {
            1: None,
            2: None,
            3: None,
            **dict(steps),
        }


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(0, 900)), max_size=40))
def test_spans_hold_every_second_and_part_at_absences(seen: list[tuple[int, int]]) -> None:
    with new_school() as school:
        for student, second in seen:
            school.see(student, second)
        rows = school.roll()
    for student in (1, 2):
        seconds = sorted({second for one, second in seen if one == student})
        expected: list[tuple[datetime, datetime]] = []
        for second in seconds:
            if expected and moment(second) - expected[-1][1] <= timedelta(
                seconds=AWAY_AFTER_SECONDS
            ):
                expected[-1] = (expected[-1][0], moment(second))
            else:
                expected.append((moment(second), moment(second)))
        found = rows[student].seen
        spans = () if found is None else found.spans
        assert [(span.first_seen_at, span.last_seen_at) for span in spans] == expected
        assert (found.seconds_seen if found else 0) == len(seconds)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from([1, 2, 3]), st.integers(-20, 300)), max_size=40),
    st.sampled_from([10, 60]),
)
def test_presence_counts_students_per_bucket_from_the_start(
    seen: list[tuple[int, int]], width: int
) -> None:
    with new_school() as school:
        for student, second in seen:
            school.see(student, second)
        grid = BucketGrid((Stretch(EPOCH_SECOND, EPOCH_SECOND + 240, width),))
        buckets = school.attendance.presence(school.lesson, grid)
    expected: dict[int, set[int]] = {}
    for student, second in seen:
        if 0 <= second < 240:
            expected.setdefault(EPOCH_SECOND + second // width * width, set()).add(student)
    assert list(buckets) == [
        PresenceRow(start, len(students)) for start, students in sorted(expected.items())
    ]
