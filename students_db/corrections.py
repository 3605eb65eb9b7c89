"""What teachers say of attendance: one correction of each student in a class session.

Each change is one statement, for SQLite and PostgreSQL, so that two who correct at once cannot get
into each other's way.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    TextClause,
    bindparam,
    delete,
    select,
    text,
    update,
)

from students_db.class_sessions import CorrectedStatus
from students_db.errors import CorrectedMeanwhileError
from students_db.schema import UtcDateTime, attendance_corrections


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    status: CorrectedStatus
    note: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class BasedOn:
    """What a teacher knew who corrects: the time of the correction that was there, None of none."""

    corrected_at: datetime | None


def store_correction(
    connection: Connection,
    class_session_id: int,
    student_id: int,
    correction: CorrectionRow,
    *,
    based_on: BasedOn | None,
) -> None:
    """Put a correction in the place of the one that it is based on, or of any where that is None.

    One that says the same is as good. Raises CorrectedMeanwhileError.
    """
    key = {"class_session_id": class_session_id, "student_id": student_id}
    values = {
        "status": correction.status,
        "note": correction.note,
        "corrected_at": correction.corrected_at,
    }
    statement: Executable
    if based_on is None:
        statement = _UPSERT.bindparams(**key, **values)
    elif based_on.corrected_at is None:
        statement = _INSERT.bindparams(**key, **values)
    else:
        own = (*_own(class_session_id, student_id), _is(based_on))
        statement = update(attendance_corrections).where(*own).values(values)
    if connection.execute(statement).rowcount == 0:
        stored = _stored(connection, class_session_id, student_id)
        said = stored and (stored.status, stored.note)
        if said != (correction.status, correction.note):
            raise CorrectedMeanwhileError(_meanwhile(stored))


def remove_correction(
    connection: Connection, class_session_id: int, student_id: int, *, based_on: BasedOn | None
) -> None:
    """Remove the correction, or no other than the one that is known; none is as good.

    Raises CorrectedMeanwhileError.
    """
    removal = delete(attendance_corrections).where(*_own(class_session_id, student_id))
    if based_on is None:
        connection.execute(removal)
    elif connection.execute(removal.where(_is(based_on))).rowcount == 0:
        stored = _stored(connection, class_session_id, student_id)
        if stored is not None:
            raise CorrectedMeanwhileError(_meanwhile(stored))


def _own(class_session_id: int, student_id: int) -> tuple[ColumnElement[bool], ...]:
    table = attendance_corrections.c
    return (table.class_session_id == class_session_id, table.student_id == student_id)


def _is(based_on: BasedOn) -> ColumnElement[bool]:
    return attendance_corrections.c.corrected_at == based_on.corrected_at


def _stored(connection: Connection, class_session_id: int, student_id: int) -> CorrectionRow | None:
    table = attendance_corrections.c
    query = select(table.status, table.note, table.corrected_at)
    row = connection.execute(query.where(*_own(class_session_id, student_id))).one_or_none()
    return row and CorrectionRow(CorrectedStatus(row.status), row.note, row.corrected_at)


def _meanwhile(stored: CorrectionRow | None) -> str:
    if stored is None:
        return "the correction was undone meanwhile; read the attendance again, then decide"
    note = f", with the note {stored.note!r}" if stored.note else ""
    return (
        f"the attendance was corrected meanwhile, at {stored.corrected_at:%Y-%m-%dT%H:%M:%SZ}, to "
        f"{stored.status}{note}; read it again, then decide"
    )


def _insertion(on_conflict: str) -> TextClause:
    statement = f"""
        INSERT INTO attendance_corrections
            (class_session_id, student_id, status, note, corrected_at)
        VALUES (:class_session_id, :student_id, :status, :note, :corrected_at)
        ON CONFLICT (class_session_id, student_id) {on_conflict}
        """
    return text(statement).bindparams(bindparam("corrected_at", type_=UtcDateTime))


_INSERT: Final = _insertion("DO NOTHING")
_UPSERT: Final = _insertion(
    """DO UPDATE SET
        status = excluded.status, note = excluded.note, corrected_at = excluded.corrected_at"""
)
