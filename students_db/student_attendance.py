"""The class sessions of one student: seen or not, and what a teacher says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    distinct,
    func,
    or_,
    select,
)

from students_db.class_sessions import CorrectedStatus, is_expected
from students_db.corrections import CorrectionRow
from students_db.database import Database
from students_db.schema import attendance_corrections, class_sessions, observations, students


@dataclass(frozen=True, slots=True)
class SeenInClassRow:
    """What cameras saw, with or without an emotion; each second counts once."""

    first_seen_at: datetime
    last_seen_at: datetime
    seconds_seen: int


@dataclass(frozen=True, slots=True)
class AttendedClassRow:
    """A class session that the student belongs to, was seen in, or has a correction in.

    `ended_at` is None while it runs.
    """

    class_session_id: int
    name: str
    started_at: datetime
    ended_at: datetime | None
    expected: bool
    seen: SeenInClassRow | None
    corrected: CorrectionRow | None


@dataclass(frozen=True, slots=True)
class AttendanceTotals:
    """`attended`: seen there, or said to have been; a correction counts more than a camera."""

    class_sessions: int
    attended: int


class StudentAttendance:
    """Reads where the students of one database were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(
        self,
        student_id: int,
        *,
        limit: int = 50,
        offset: int = 0,
        before_id: int | None = None,
    ) -> tuple[Sequence[AttendedClassRow], AttendanceTotals]:
        """Return one page, the newest first, and how many there are in all.

        With `before_id` the page is of class sessions before that one: nothing that starts or is
        deleted meanwhile moves it.
        """
        query = _select_rows(student_id).order_by(class_sessions.c.id.desc())
        if before_id is not None:
            query = query.where(class_sessions.c.id < before_id)
        with self._database.read() as connection:
            totals = connection.execute(_select_totals(student_id)).one()
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return [_row(row) for row in rows], AttendanceTotals(totals[0], totals[1] or 0)


def _select_rows(student_id: int) -> Select[Any]:
    """What was seen is looked up by the index, for the rows of the page alone."""
    second = observations.c.second
    correction = attendance_corrections.c
    return _of_student(
        student_id,
        class_sessions.c.id,
        class_sessions.c.name,
        class_sessions.c.started_at,
        class_sessions.c.ended_at,
        is_expected().label("expected"),
        _of_seconds(student_id, func.min(second)),
        _of_seconds(student_id, func.max(second)),
        _of_seconds(student_id, func.count(distinct(second))),
        correction.status,
        correction.note,
        correction.corrected_at,
    )


def _select_totals(student_id: int) -> Select[Any]:
    status = attendance_corrections.c.status
    there = [one for one in CorrectedStatus if one.was_there]
    was_there = case((status.is_(None), _was_seen(student_id)), else_=status.in_(there))
    return _of_student(student_id, func.count(), func.sum(case((was_there, 1), else_=0)))


def _of_student(student_id: int, *columns: ColumnElement[Any]) -> Select[Any]:
    corrections = and_(
        attendance_corrections.c.class_session_id == class_sessions.c.id,
        attendance_corrections.c.student_id == student_id,
    )
    belongs = or_(
        is_expected(),
        _was_seen(student_id),
        attendance_corrections.c.status.is_not(None),
    )
    return (
        select(*columns)
        .select_from(class_sessions)
        .join(students, students.c.id == student_id)
        .outerjoin(attendance_corrections, corrections)
        .where(belongs)
    )


def _was_seen(student_id: int) -> ColumnElement[bool]:
    return _seconds(student_id).correlate(class_sessions).exists()


def _of_seconds(student_id: int, column: ColumnElement[Any]) -> ColumnElement[Any]:
    return (
        _seconds(student_id).with_only_columns(column).correlate(class_sessions).scalar_subquery()
    )


def _seconds(student_id: int) -> Select[Any]:
    table = observations.c
    own = (table.class_session_id == class_sessions.c.id, table.student_id == student_id)
    return select(table.second).where(*own)


def _row(row: Row[Any]) -> AttendedClassRow:
    values: tuple[Any, ...] = tuple(row)
    class_session_id, name, started_at, ended_at, expected = values[:5]
    first, last, seconds, status, note, corrected_at = values[5:]
    return AttendedClassRow(
        class_session_id=class_session_id,
        name=name,
        started_at=started_at,
        ended_at=ended_at,
        expected=bool(expected),
        seen=None if first is None else SeenInClassRow(_moment(first), _moment(last), seconds),
        corrected=status and CorrectionRow(CorrectedStatus(status), note, corrected_at),
    )


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
