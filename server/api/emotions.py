"""Emotion history of a student or of a class session, in buckets or as one summary."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from models.emotion import EmotionSet, labels_of
from server.api import ranges
from server.api.bucket_grids import lay_out
from server.api.dependencies import Services, ServicesDep
from server.api.emotion_schemas import (
    EmotionBucket,
    EmotionHistory,
    EmotionSummary,
    HistoryQuery,
    HistoryRange,
)
from server.api.openapi import problems
from server.api.parameters import ClassSessionId, StudentId
from students_db import history

router = APIRouter(prefix="/api", tags=["Emotions"])

_RANGE_PROBLEMS = ("bad_range", "bad_bucket", "bad_time_zone", "too_many_buckets")


@dataclass(frozen=True, slots=True)
class _Subject:
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


@router.get(
    "/students/{student_id}/emotions", responses=problems("student_not_found", *_RANGE_PROBLEMS)
)
def get_student_emotions(
    student_id: StudentId, asked: Annotated[HistoryQuery, Query()], services: ServicesDep
) -> EmotionHistory:
    """Read a student's emotion history.

    Means are over the seconds in which an emotion was read; each second counts the same. Buckets
    without one are left out. Days and hours are those of the time zone `tz`: where clocks are
    changed, a day has 23 or 25 hours.
    """
    return _history(services, _student(services, student_id, asked), asked)


@router.get("/students/{student_id}/summary", include_in_schema=False)
@router.get(
    "/students/{student_id}/emotions/summary",
    responses=problems("student_not_found", "bad_range"),
)
def get_student_summary(
    student_id: StudentId, asked: Annotated[HistoryRange, Query()], services: ServicesDep
) -> EmotionSummary:
    """Read a student's emotions over a whole range."""
    return _summary(services, _student(services, student_id, asked))


@router.get(
    "/class-sessions/{class_session_id}/emotions",
    responses=problems("class_session_not_found", *_RANGE_PROBLEMS),
)
def get_class_session_emotions(
    class_session_id: ClassSessionId,
    asked: Annotated[HistoryQuery, Query()],
    services: ServicesDep,
) -> EmotionHistory:
    """Read the emotion history of a whole class session.

    Each student's second counts the same. Coverage is relative to the students seen in the range.
    """
    return _history(services, _class_session(services, class_session_id, asked), asked)


@router.get("/class-sessions/{class_session_id}/summary", include_in_schema=False)
@router.get(
    "/class-sessions/{class_session_id}/emotions/summary",
    responses=problems("class_session_not_found", "bad_range"),
)
def get_class_session_summary(
    class_session_id: ClassSessionId,
    asked: Annotated[HistoryRange, Query()],
    services: ServicesDep,
) -> EmotionSummary:
    """Read the emotions of a whole class session as one summary."""
    return _summary(services, _class_session(services, class_session_id, asked))


def _student(services: Services, student_id: int, asked: HistoryRange) -> _Subject:
    services.students.get(student_id, services.recognition.embedder)
    return _Subject(
        ranges.resolve_range(asked, end=services.clock()),
        asked.emotion_set or services.settings.emotion.emotion_set,
        student_id=student_id,
    )


def _class_session(services: Services, class_session_id: int, asked: HistoryRange) -> _Subject:
    row = services.class_sessions.get(class_session_id)
    # Whole seconds: what was seen in the second of the start belongs to the lesson.
    start = row.started_at.replace(microsecond=0)
    end = max(row.ended_at or services.clock(), start + timedelta(seconds=1))
    return _Subject(
        ranges.resolve_range(asked, start=start, end=end),
        asked.emotion_set or EmotionSet(row.emotion_set),
        class_session_id=class_session_id,
    )


def _history(services: Services, subject: _Subject, asked: HistoryQuery) -> EmotionHistory:
    ranges.check_bucket_count(subject.time_range, asked.bucket)
    grid = lay_out(subject.time_range, asked.bucket, asked.zone)
    rows = services.history.buckets(subject.query(), grid)
    students = _student_count(services, subject)
    now = services.clock()
    return EmotionHistory(
        emotion_set=subject.emotion_set,
        bucket=asked.bucket,
        tz=asked.tz,
        start=subject.time_range.start,
        end=subject.time_range.end,
        labels=list(subject.labels),
        buckets=[_bucket(row, subject, students=students, now=now) for row in rows],
    )


def _student_count(services: Services, subject: _Subject) -> int:
    if subject.student_id is not None:
        return 1
    return services.history.student_count(subject.query())


def _bucket(
    row: history.BucketRow, subject: _Subject, *, students: int, now: datetime
) -> EmotionBucket:
    bucket = (row.start, row.end)
    possible = ranges.observable_seconds(subject.time_range, now, bucket=bucket)
    return EmotionBucket(
        start=datetime.fromtimestamp(row.start, UTC),
        end=datetime.fromtimestamp(row.end, UTC),
        probabilities=dict(zip(subject.labels, row.probabilities, strict=True)),
        dominant=_strongest(subject.labels, row.probabilities),
        seconds_observed=row.seconds_observed,
        coverage=_coverage(row.seconds_observed, possible * students),
    )


def _summary(services: Services, subject: _Subject) -> EmotionSummary:
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
