"""How a student's face reads at rest, as far as it was learned, and who does not want that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from students_db.database import Database
from students_db.errors import StudentNotFoundError
from students_db.schema import emotion_baselines, students


@dataclass(frozen=True, slots=True)
class RestingRow:
    """`angry` and `sad` are log-odds against neutral, as `network_sha256` reads this face at rest.

    They come from `minutes` of `days` days, the last of them `last_day`, days since the Unix epoch.
    """

    network_sha256: str
    angry: float
    sad: float
    minutes: int
    days: int
    last_day: int


@dataclass(frozen=True, slots=True)
class BaselineState:
    """What is kept for a student. `resting` is None where nothing was learned, or was forgotten."""

    refused: bool = False
    resting: RestingRow | None = None
    updated_at: datetime | None = None


class EmotionBaselines:
    """The baselines of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, network_sha256: str) -> dict[int, RestingRow]:
        """Return what was learned with this network, by student."""
        of_network = emotion_baselines.c.network_sha256 == network_sha256
        with self._database.read() as connection:
            rows = connection.execute(select(emotion_baselines).where(of_network)).all()
        return {row.student_id: resting for row in rows if (resting := _resting(row)) is not None}

    def refused(self) -> frozenset[int]:
        """Return the students of whom nothing may be learned."""
        query = select(emotion_baselines.c.student_id).where(emotion_baselines.c.refused)
        with self._database.read() as connection:
            return frozenset(connection.scalars(query))

    def get(self, student_id: int) -> BaselineState:
        """Raises StudentNotFoundError."""
        query = select(emotion_baselines).where(_of(student_id))
        with self._database.read() as connection:
            _require_student(connection, student_id)
            row = connection.execute(query).one_or_none()
        if row is None:
            return BaselineState()
        return BaselineState(row.refused, _resting(row), row.updated_at)

    def learn(
        self,
        student_ids: Iterable[int],
        change: Callable[[int, RestingRow | None], RestingRow],
        *,
        now: datetime,
    ) -> None:
        """Replace what is known of these students by what `change` makes of it.

        Those who were deleted or have refused meanwhile are left out.
        """
        with self._database.write() as connection:
            for student_id in student_ids:
                query = select(emotion_baselines).where(_of(student_id))
                row = connection.execute(query).one_or_none()
                if not _exists(connection, student_id) or (row is not None and row.refused):
                    continue
                resting = change(student_id, None if row is None else _resting(row))
                _put(connection, student_id, refused=False, resting=resting, now=now)

    def forget(self, student_id: int) -> None:
        """Remove what was learned of a student; a refusal stays. Raises StudentNotFoundError."""
        with self._database.write() as connection:
            _require_student(connection, student_id)
            connection.execute(
                delete(emotion_baselines).where(_of(student_id), ~emotion_baselines.c.refused)
            )
        self._database.checkpoint()

    def set_refused(self, student_id: int, *, refused: bool, now: datetime) -> None:
        """Learn nothing more of a student, and forget what was learned; or allow it again.

        Raises StudentNotFoundError.
        """
        with self._database.write() as connection:
            _require_student(connection, student_id)
            if refused:
                _put(connection, student_id, refused=True, resting=None, now=now)
            else:
                connection.execute(
                    delete(emotion_baselines).where(_of(student_id), emotion_baselines.c.refused)
                )
        self._database.checkpoint()

    def forget_unused(self, *, before: datetime) -> int:
        """Remove what was learned of students who were last seen before; return how many."""
        old = emotion_baselines.c.updated_at < before
        with self._database.write() as connection:
            removed = connection.execute(
                delete(emotion_baselines).where(old, ~emotion_baselines.c.refused)
            )
        if removed.rowcount:
            self._database.checkpoint_soon()
        return removed.rowcount


def _of(student_id: int) -> ColumnElement[bool]:
    return emotion_baselines.c.student_id == student_id


def _put(
    connection: Connection,
    student_id: int,
    *,
    refused: bool,
    resting: RestingRow | None,
    now: datetime,
) -> None:
    values: dict[str, object] = dict.fromkeys(_RESTING_COLUMNS)
    if resting is not None:
        values = {column: getattr(resting, column) for column in _RESTING_COLUMNS}
    values |= {"refused": refused, "updated_at": now}
    changed = connection.execute(update(emotion_baselines).where(_of(student_id)).values(values))
    if not changed.rowcount:
        connection.execute(insert(emotion_baselines).values(student_id=student_id, **values))


def _resting(row: Row[Any]) -> RestingRow | None:
    if row.network_sha256 is None:
        return None
    return RestingRow(**{column: getattr(row, column) for column in _RESTING_COLUMNS})


def _exists(connection: Connection, student_id: int) -> bool:
    query = select(students.c.id).where(students.c.id == student_id)
    return connection.scalar(query) is not None


def _require_student(connection: Connection, student_id: int) -> None:
    if not _exists(connection, student_id):
        raise StudentNotFoundError(student_id)


_RESTING_COLUMNS: Final = tuple(field.name for field in fields(RestingRow))
