"""Observations: what was seen of a student in one second."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import Connection, TextClause, delete, select, text

from students_db.database import Database
from students_db.schema import EMOTION_LABELS, observations

NO_EMOTION: Final = (0.0,) * len(EMOTION_LABELS)
_SUM_TOLERANCE: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Observation:
    """The mean of `samples` frames of one student in one second (since the Unix epoch).

    `probabilities` are six, in the order of EMOTION_LABELS, and sum to 1. A student who was
    recognised while no emotion could be read has 0 samples and NO_EMOTION: it counts for
    attendance and for no mean.
    """

    student_id: int
    class_session_id: int | None
    second: int
    probabilities: tuple[float, ...]
    samples: int

    def __post_init__(self) -> None:
        if len(self.probabilities) != len(EMOTION_LABELS):
            raise ValueError(f"expected six probabilities, got {len(self.probabilities)}")
        if self.samples < 0:
            raise ValueError(f"samples must not be negative, got {self.samples}")
        expected = 1.0 if self.samples else 0.0
        total = sum(self.probabilities)
        if not math.isclose(total, expected, abs_tol=_SUM_TOLERANCE):
            raise ValueError(f"probabilities must sum to {expected}, got {total}")
        if min(self.probabilities) < 0:
            raise ValueError("probabilities must not be negative")


@dataclass(frozen=True, slots=True)
class StudentSpan:
    """Seconds of one student in one class session, both ends included, since the Unix epoch."""

    student_id: int
    class_session_id: int | None
    first_second: int
    last_second: int


class Observations:
    """Writes observations, and takes them back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, batch: Sequence[Observation]) -> int:
        """Store a batch in one transaction; return how many rows were written.

        A later observation of the same student, second and class session is merged: the mean is
        weighted by samples. Observations of a student or a class session that was deleted
        meanwhile are left out.
        """
        if not batch:
            return 0
        with self._database.write() as connection:
            written = connection.execute(_UPSERT, [_values(observation) for observation in batch])
        return written.rowcount

    def withdraw(self, spans: Sequence[StudentSpan]) -> int:
        """Delete what was observed in these spans, in one transaction; return how many rows."""
        if not spans:
            return 0
        with self._database.write() as connection:
            deleted = connection.execute(_WITHDRAW, [asdict(span) for span in spans])
        return deleted.rowcount


def delete_observations_of(connection: Connection, student_id: int, *, at_most: int) -> int:
    """Delete the oldest of a student within a transaction; return how many rows."""
    oldest = (
        select(observations.c.id)
        .where(observations.c.student_id == student_id)
        .order_by(observations.c.second)
        .limit(at_most)
    )
    deleted = connection.execute(delete(observations).where(observations.c.id.in_(oldest)))
    return deleted.rowcount


def _values(observation: Observation) -> Mapping[str, float | None]:
    named = zip(_COLUMNS, observation.probabilities, strict=True)
    return {
        "student_id": observation.student_id,
        "class_session_id": observation.class_session_id,
        "second": observation.second,
        "samples": observation.samples,
        **dict(named),
    }


def _upsert() -> TextClause:
    """One statement for SQLite and PostgreSQL.

    Sums of no samples at all stay 0, hence NULLIF and COALESCE around the division.
    """
    columns = ", ".join(_COLUMNS)
    merged = ",\n".join(
        f"{column} = coalesce((observations.{column} * observations.samples"
        f" + excluded.{column} * excluded.samples)"
        f" / nullif(observations.samples + excluded.samples, 0), 0)"
        for column in _COLUMNS
    )
    return text(
        f"""
        INSERT INTO observations (student_id, class_session_id, second, samples, {columns})
        SELECT :student_id, :class_session_id, :second, :samples,
               {", ".join(f":{column}" for column in _COLUMNS)}
        WHERE EXISTS (SELECT 1 FROM students WHERE id = :student_id)
          AND (:class_session_id IS NULL
               OR EXISTS (SELECT 1 FROM class_sessions WHERE id = :class_session_id))
        ON CONFLICT (student_id, second, coalesce(class_session_id, 0)) DO UPDATE SET
            {merged},
            samples = observations.samples + excluded.samples
        """
    )


_WITHDRAW: Final = text(
    """
    DELETE FROM observations
    WHERE student_id = :student_id AND second BETWEEN :first_second AND :last_second
      AND coalesce(class_session_id, 0) = coalesce(:class_session_id, 0)
    """
)

_COLUMNS: Final = tuple(f"p_{label}" for label in EMOTION_LABELS)
_UPSERT: Final = _upsert()
