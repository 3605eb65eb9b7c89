"""Attendance: what cameras saw of each student in a class session, and what teachers say of it.

A correction lies beside the observations and changes none of them, so it can be undone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from students_db.bucket_grid import BucketGrid
from students_db.class_sessions import CorrectedStatus, check_class_session, is_expected
from students_db.corrections import (
    BasedOn,
    CorrectionRow,
    remove_correction,
    store_correction,
)
from students_db.database import Database
from students_db.errors import StudentNotFoundError
from students_db.faces import EmbedderKey, made_by
from students_db.schema import (
    attendance_corrections,
    class_session_students,
    class_sessions,
    faces,
    observations,
    students,
)

AWAY_AFTER_SECONDS: Final = 60
"""A student who is not recognised for longer was away. Shorter gaps are heads that were turned,
bent over a desk or behind somebody else's."""


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A time in which a student was seen again and again; both ends were seen."""

    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SeenRow:
    """What cameras saw, with or without an emotion; each second counts once."""

    first_seen_at: datetime
    last_seen_at: datetime
    seconds_seen: int
    spans: tuple[SpanRow, ...]


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A student on the roll, seen or not. `needs_enrollment`: no camera can know the student."""

    student_id: int
    name: str
    external_id: str | None
    expected: bool
    needs_enrollment: bool
    seen: SeenRow | None
    corrected: CorrectionRow | None


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """How many students were recognised in the bucket that begins at `start`."""

    start: int
    students: int


class Attendance:
    """The attendance of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def roll(self, class_session_id: int, embedder: EmbedderKey) -> Sequence[AttendanceRow]:
        """Return everybody who was expected, was seen or has a correction, ordered by name.

        Raises ClassSessionNotFoundError.
        """
        with self._database.read() as connection:
            check_class_session(connection, class_session_id)
            seen = _seen(connection, observations.c.class_session_id == class_session_id)
            rows = connection.execute(_select_roll(class_session_id, embedder)).all()
        return [_attendance_row(row, seen) for row in rows]

    def entry(self, class_session_id: int, student_id: int, embedder: EmbedderKey) -> AttendanceRow:
        """Return one row of the roll, and read what was seen of that student alone.

        Raises ClassSessionNotFoundError, and StudentNotFoundError for who is not on the roll.
        """
        table = observations.c
        own = (table.class_session_id == class_session_id, table.student_id == student_id)
        query = _select_roll(class_session_id, embedder).where(students.c.id == student_id)
        with self._database.read() as connection:
            check_class_session(connection, class_session_id)
            seen = _seen(connection, *own)
            row = connection.execute(query).one_or_none()
        if row is None:
            raise StudentNotFoundError(student_id)
        return _attendance_row(row, seen)

    def presence(self, class_session_id: int, grid: BucketGrid) -> Sequence[PresenceRow]:
        """Return how many were recognised in each bucket of the grid, in order of time.

        Buckets in which nobody was are left out.
        """
        second = observations.c.second
        start = grid.start_of(second).label("start")
        own = observations.c.class_session_id == class_session_id
        query = (
            select(start, func.count(observations.c.student_id.distinct()))
            .where(own, second >= grid.start, second < grid.end)
            .group_by("start")
            .order_by("start")
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [PresenceRow(*row) for row in rows]

    def correct(
        self,
        class_session_id: int,
        student_id: int,
        *,
        status: CorrectedStatus,
        note: str = "",
        based_on: BasedOn | None = None,
        now: datetime,
    ) -> None:
        """Say how it was; the last one to say so counts.

        With `based_on` that is so only while the stored correction is still that one, or says the
        same. Raises ClassSessionNotFoundError, StudentNotFoundError and CorrectedMeanwhileError.
        """
        correction = CorrectionRow(status, note, now)
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            _check_students(connection, [student_id])
            store_correction(
                connection, class_session_id, student_id, correction, based_on=based_on
            )
        self._database.checkpoint_soon()

    def undo(
        self, class_session_id: int, student_id: int, *, based_on: BasedOn | None = None
    ) -> None:
        """Let what the cameras saw count again; without a correction it does already.

        With `based_on` no other correction than that one is undone. Raises
        ClassSessionNotFoundError, StudentNotFoundError and CorrectedMeanwhileError.
        """
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            _check_students(connection, [student_id])
            remove_correction(connection, class_session_id, student_id, based_on=based_on)
        self._database.checkpoint_soon()

    def set_list(self, class_session_id: int, student_ids: Sequence[int]) -> None:
        """Say who belongs to a class session; nobody at all means everybody who is stored.

        Raises ClassSessionNotFoundError and StudentNotFoundError.
        """
        table = class_session_students
        wanted = sorted(set(student_ids))
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            _check_students(connection, wanted)
            connection.execute(delete(table).where(table.c.class_session_id == class_session_id))
            rows = [{"class_session_id": class_session_id, "student_id": one} for one in wanted]
            if rows:
                connection.execute(insert(table), rows)
            own = class_sessions.c.id == class_session_id
            connection.execute(update(class_sessions).where(own).values(has_list=bool(rows)))

    def has_list(self, class_session_id: int) -> bool:
        """Whether somebody said who belongs to the class session, be they deleted meanwhile."""
        query = select(class_sessions.c.has_list).where(class_sessions.c.id == class_session_id)
        with self._database.read() as connection:
            return bool(connection.scalar(query))


def _check_students(connection: Connection, student_ids: Sequence[int]) -> None:
    stored = set(connection.scalars(select(students.c.id).where(students.c.id.in_(student_ids))))
    for student_id in student_ids:
        if student_id not in stored:
            raise StudentNotFoundError(student_id)


def _seen(connection: Connection, *own: ColumnElement[bool]) -> Mapping[int, SeenRow]:
    """What the observations that meet all conditions say of each student."""
    spans: dict[int, list[SpanRow]] = defaultdict(list)
    seconds: dict[int, int] = defaultdict(int)
    for student_id, first, last, count in connection.execute(_select_spans(*own)).all():
        spans[student_id].append(SpanRow(_moment(first), _moment(last)))
        seconds[student_id] += count
    return {
        student_id: SeenRow(
            first_seen_at=own[0].first_seen_at,
            last_seen_at=own[-1].last_seen_at,
            seconds_seen=seconds[student_id],
            spans=tuple(own),
        )
        for student_id, own in spans.items()
    }


def _select_spans(*own: ColumnElement[bool]) -> Select[Any]:
    """Gaps and islands: a second that comes late after the one before begins a new span."""
    table = observations.c
    before = func.lag(table.second).over(partition_by=table.student_id, order_by=table.second)
    begins = case((table.second - before > AWAY_AFTER_SECONDS, 1), else_=0).label("begins")
    seconds = select(table.student_id, table.second, begins).where(*own).subquery()
    number = func.sum(seconds.c.begins).over(
        partition_by=seconds.c.student_id, order_by=seconds.c.second
    )
    numbered = select(seconds.c.student_id, seconds.c.second, number.label("span")).subquery()
    second = numbered.c.second
    return (
        select(numbered.c.student_id, func.min(second), func.max(second), func.count())
        .group_by(numbered.c.student_id, numbered.c.span)
        .order_by(numbered.c.student_id, numbered.c.span)
    )


def _select_roll(class_session_id: int, embedder: EmbedderKey) -> Select[Any]:
    table = attendance_corrections.c
    was_seen = exists().where(
        observations.c.class_session_id == class_session_id,
        observations.c.student_id == students.c.id,
    )
    can_be_known = exists().where(faces.c.student_id == students.c.id, *made_by(embedder))
    corrections = and_(
        table.class_session_id == class_sessions.c.id, table.student_id == students.c.id
    )
    expected = is_expected()
    return (
        select(
            students.c.id,
            students.c.name,
            students.c.external_id,
            expected.label("expected"),
            (~can_be_known).label("needs_enrollment"),
            table.status,
            table.note,
            table.corrected_at,
        )
        .select_from(
            students.join(class_sessions, class_sessions.c.id == class_session_id).outerjoin(
                attendance_corrections, corrections
            )
        )
        .where(or_(expected, was_seen, table.status.is_not(None)))
        .order_by(students.c.search_key, students.c.id)
    )


def _attendance_row(row: Row[Any], seen: Mapping[int, SeenRow]) -> AttendanceRow:
    student_id, name, external_id, expected, needs_enrollment, status, note, corrected_at = tuple(
        row
    )
    corrected = status and CorrectionRow(CorrectedStatus(status), note, corrected_at)
    return AttendanceRow(
        student_id=student_id,
        name=name,
        external_id=external_id,
        expected=bool(expected),
        needs_enrollment=bool(needs_enrollment),
        seen=seen.get(student_id),
        corrected=corrected,
    )


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
