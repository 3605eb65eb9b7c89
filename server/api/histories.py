"""Reads emotion histories: of a student or of a class session, in buckets or as one summary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from models.emotion import EmotionSet, labels_of
from server.api import ranges
from server.api.bucket_grids import lay_out
from server.api.dependencies import Services
from server.api.emotion_schemas import (
    EmotionBucket,
    EmotionHistory,
    EmotionSummary,
    HistoryQuery,
    HistoryRange,
)
from students_db import history

_BUCKETS_AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history, over which time, in which labels."""

    time_range: ranges.TimeRange
    emotion_set: EmotionSet
    student_id: int | None = None
    class_session_id: int | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return labels_of(self.emotion_set)

    def query(self) -> history.HistoryQuery:
        return history.HistoryQuery(
            start=self.time_range.first_second,
            end=self.time_range.end_second,
            labels=self.labels,
            student_id=self.student_id,
            class_session_id=self.class_session_id,
        )

    def between(self, start: int, end: int) -> "Subject":
        """The part of it from one second to another one, which is not included."""
        first, last = self.time_range.start, self.time_range.end
        part = ranges.TimeRange(max(first, _moment(start)), min(last, _moment(end)))
        return replace(self, time_range=part)


def of_student(services: Services, student_id: int, asked: HistoryRange) -> Subject:
    services.students.get(student_id, services.recognition.embedder)
    return Subject(
        ranges.resolve_range(asked, end=services.clock()),
        asked.emotion_set or services.settings.emotion.emotion_set,
        student_id=student_id,
    )


def of_class_session(services: Services, class_session_id: int, asked: HistoryRange) -> Subject:
    row = services.class_sessions.get(class_session_id)
    lesson = ranges.lesson_range(row, services.clock())
    return Subject(
        ranges.resolve_range(asked, start=lesson.start, end=lesson.end),
        asked.emotion_set or EmotionSet(row.emotion_set),
        class_session_id=class_session_id,
    )


def read_history(services: Services, subject: Subject, asked: HistoryQuery) -> EmotionHistory:
    ranges.check_bucket_count(subject.time_range, asked.bucket)
    grid = lay_out(subject.time_range, asked.bucket, asked.zone)
    rows = services.history.buckets(subject.query(), grid)
    return EmotionHistory(
        emotion_set=subject.emotion_set,
        bucket=asked.bucket,
        tz=asked.tz,
        start=subject.time_range.start,
        end=subject.time_range.end,
        labels=list(subject.labels),
        buckets=_to_schemas(services, subject, rows),
    )


def read_buckets(
    services: Services, subject: Subject, asked: HistoryQuery
) -> Iterator[EmotionBucket]:
    """Read a history bit by bit, however long it is; students are counted for each bit."""
    grid = lay_out(subject.time_range, asked.bucket, asked.zone)
    start = grid.start
    while start < grid.end:
        last = min(start + _BUCKETS_AT_ONCE * asked.bucket.seconds, grid.end) - 1
        _, end = grid.bucket_at(last)
        bit = subject.between(start, end)
        yield from _to_schemas(services, bit, services.history.buckets(bit.query(), grid))
        start = end


def _to_schemas(
    services: Services, subject: Subject, rows: Sequence[history.BucketRow]
) -> list[EmotionBucket]:
    students, now = _student_count(services, subject), services.clock()
    return [_bucket(row, subject, students=students, now=now) for row in rows]


def _student_count(services: Services, subject: Subject) -> int:
    if subject.student_id is not None:
        return 1
    return services.history.student_count(subject.query())


def _bucket(
    row: history.BucketRow, subject: Subject, *, students: int, now: datetime
) -> EmotionBucket:
    bucket = (row.start, row.end)
    possible = ranges.observable_seconds(subject.time_range, now, bucket=bucket)
    return EmotionBucket(
        start=_moment(row.start),
        end=_moment(row.end),
        probabilities=dict(zip(subject.labels, row.probabilities, strict=True)),
        dominant=_strongest(subject.labels, row.probabilities),
        seconds_observed=row.seconds_observed,
        coverage=_coverage(row.seconds_observed, possible * students),
    )


def read_summary(services: Services, subject: Subject) -> EmotionSummary:
    row = services.history.summary(subject.query())
    possible = ranges.observable_seconds(subject.time_range, services.clock())
    seen = row.seconds_observed > 0
    return EmotionSummary(
        emotion_set=subject.emotion_set,
        start=subject.time_range.start,
        end=subject.time_range.end,
        labels=list(subject.labels),
        probabilities=dict(zip(subject.labels, row.probabilities, strict=True)) if seen else {},
        dominant=_strongest(subject.labels, row.probabilities) if seen else None,
        dominant_seconds=dict(zip(subject.labels, row.dominant_seconds, strict=True)),
        seconds_observed=row.seconds_observed,
        coverage=_coverage(row.seconds_observed, possible * row.students),
        first_observed_at=row.first_observed_at,
        last_observed_at=row.last_observed_at,
    )


def _strongest(labels: tuple[str, ...], probabilities: tuple[float, ...]) -> str:
    return max(zip(probabilities, labels, strict=True), key=lambda pair: pair[0])[1]


def _coverage(observed: int, possible: int) -> float:
    """A camera's clock may run ahead of the server's by a second, hence the limit."""
    return min(1.0, observed / possible) if possible else 0.0


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
