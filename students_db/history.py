"""Emotion history: means over time, of one student or of a whole class session.

A mean gives each second the same weight, however many frames it had, so that a fast camera counts
no more than a slow one. Within each second the six stored probabilities are reduced to the chosen
labels and scaled to sum to 1 again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Row, and_, case, distinct, func, literal, select

from students_db.bucket_grid import BucketGrid
from students_db.database import Database
from students_db.schema import EMOTION_LABELS, observations

_NOTHING: Final = 1e-9
"""A second whose chosen labels sum to less says nothing about them and is left out."""


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Whose seconds to look at: `start` <= second < `end`, in whole seconds of the Unix epoch.

    Either `student_id` or `class_session_id` is given. `labels` are some of EMOTION_LABELS.
    """

    start: int
    end: int
    labels: tuple[str, ...]
    student_id: int | None = None
    class_session_id: int | None = None

    def __post_init__(self) -> None:
        unknown = set(self.labels) - set(EMOTION_LABELS)
        if unknown or not self.labels:
            raise ValueError(f"labels must be some of {EMOTION_LABELS}, got {self.labels}")
        if (self.student_id is None) == (self.class_session_id is None):
            raise ValueError("a history is of one student or of one class session")


@dataclass(frozen=True, slots=True)
class BucketRow:
    """The seconds from `start` to `end`, not included; several students add up.

    `probabilities` has one mean per label of the query.
    """

    start: int
    end: int
    seconds_observed: int
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StudentBucketRow:
    """What was read of one student in the bucket that begins at `start`."""

    student_id: int
    start: int
    seconds_observed: int
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The whole range. `dominant_seconds` has, per label, the seconds it was the strongest in."""

    seconds_observed: int
    students: int
    probabilities: tuple[float, ...]
    dominant_seconds: tuple[int, ...]
    first_observed_at: datetime | None
    last_observed_at: datetime | None


class History:
    """Reads the emotion history of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def buckets(self, query: HistoryQuery, grid: BucketGrid) -> Sequence[BucketRow]:
        """Return the means per bucket in order of time; empty buckets are left out.

        The grid covers the range of the query.
        """
        seconds = _seconds(query)
        start = grid.start_of(seconds.c.second)
        means = [func.avg(seconds.c[label]) for label in query.labels]
        columns = [start.label("start"), func.count(), *means]
        statement = select(*columns).group_by("start").order_by("start")
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return [BucketRow(*grid.bucket_at(row[0]), row[1], tuple(row[2:])) for row in rows]

    def student_buckets(self, query: HistoryQuery, grid: BucketGrid) -> Sequence[StudentBucketRow]:
        """Return each student's means per bucket, by student and in order of time.

        Empty buckets are left out. The grid covers the range of the query.
        """
        seconds = _seconds(query)
        student, start = seconds.c.student_id, grid.start_of(seconds.c.second).label("start")
        means = [func.avg(seconds.c[label]) for label in query.labels]
        statement = (
            select(student, start, func.count(), *means)
            .group_by(student, "start")
            .order_by(student, "start")
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return [StudentBucketRow(row[0], row[1], row[2], tuple(row[3:])) for row in rows]

    def student_count(self, query: HistoryQuery) -> int:
        """Return how many students an emotion was read of."""
        count = select(func.count(distinct(observations.c.student_id)))
        with self._database.read() as connection:
            return connection.scalar(count.where(*_conditions(query))) or 0

    def summary(self, query: HistoryQuery) -> SummaryRow:
        """Return the means over the whole range; without an observation they are all 0."""
        seconds = _seconds(query)
        means = [func.coalesce(func.avg(seconds.c[label]), 0.0) for label in query.labels]
        dominant = _dominant(seconds, query.labels)
        wins = [func.count(case((dominant == label, 1))) for label in query.labels]
        statement = select(
            func.count(),
            func.count(distinct(seconds.c.student_id)),
            func.min(seconds.c.second),
            func.max(seconds.c.second),
            *means,
            *wins,
        )
        with self._database.read() as connection:
            row = connection.execute(statement).one()
        return _summary_row(row, len(query.labels))


def _seconds(query: HistoryQuery) -> CTE:
    """One row per student and second with the chosen labels, scaled to sum to 1.

    A student who was seen by two cameras in one second has several rows; they are merged by
    their samples first.
    """
    table = observations.c
    sums = [func.sum(table[f"p_{label}"] * table.samples).label(label) for label in query.labels]
    raw = (
        select(table.student_id, table.second, *sums)
        .where(*_conditions(query))
        .group_by(table.student_id, table.second)
        .cte("raw")
    )
    total = sum((raw.c[label] for label in query.labels), start=literal(0.0))
    scaled = [(raw.c[label] / total).label(label) for label in query.labels]
    seconds = select(raw.c.student_id, raw.c.second, *scaled).where(total > _NOTHING)
    # Else SQLite computes the division anew wherever a column is used.
    return seconds.cte("seconds").prefix_with("MATERIALIZED")


def _conditions(query: HistoryQuery) -> Sequence[ColumnElement[bool]]:
    table = observations.c
    owner = (
        table.student_id == query.student_id
        if query.student_id is not None
        else table.class_session_id == query.class_session_id
    )
    return (owner, table.second >= query.start, table.second < query.end, table.samples > 0)


def _dominant(seconds: CTE, labels: Sequence[str]) -> ColumnElement[str]:
    """The strongest label of each second; of equal ones the first."""
    strongest = [
        (and_(*(seconds.c[label] >= seconds.c[other] for other in labels)), literal(label))
        for label in labels
    ]
    return case(*strongest)


def _summary_row(row: Row[Any], count: int) -> SummaryRow:
    seconds, students, first, last, *values = tuple(row)
    return SummaryRow(
        seconds_observed=seconds,
        students=students,
        probabilities=tuple(values[:count]),
        dominant_seconds=tuple(values[count:]),
        first_observed_at=None if first is None else datetime.fromtimestamp(first, UTC),
        last_observed_at=None if last is None else datetime.fromtimestamp(last, UTC),
    )
