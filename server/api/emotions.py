"""Emotion history of a student or of a class session, in buckets, as one summary or as a file."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from server.api.dependencies import Services, ServicesDep
from server.api.emotion_schemas import (
    EmotionHistory,
    EmotionSummary,
    HistoryQuery,
    HistoryRange,
)
from server.api.histories import (
    Subject,
    of_class_session,
    of_student,
    read_buckets,
    read_history,
    read_summary,
)
from server.api.ranges import MAX_FILE_BUCKETS, check_bucket_count
from server.api.students import read
from server.http.csv_files import Cell, csv_description, csv_response, file_name, time_cell
from server.http.openapi import problems
from server.http.parameters import ClassSessionId, StudentId

router = APIRouter(prefix="/api", tags=["Emotions"])

_RANGE_PROBLEMS = ("bad_range", "bad_bucket", "bad_time_zone", "too_many_buckets")
_CSV_HEADER: Final = ("start", "end", "seconds_observed", "coverage", "dominant")
_CSV_EXAMPLE: Final = (
    '"start","end","seconds_observed","coverage","dominant","angry","happy","neutral","sad",'
    '"tired"\r\n"2026-11-20T09:00:00+01:00","2026-11-20T09:01:00+01:00",54,0.9,"happy",'
    "0.03,0.41,0.38,0.06,0.12\r\n"
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
    return read_history(services, of_student(services, student_id, asked), asked)


@router.get(
    "/students/{student_id}/emotions.csv",
    response_class=StreamingResponse,
    responses={
        200: csv_description(_CSV_EXAMPLE),
        **problems("student_not_found", *_RANGE_PROBLEMS),
    },
)
def download_student_emotions(
    student_id: StudentId, asked: Annotated[HistoryQuery, Query()], services: ServicesDep
) -> StreamingResponse:
    """Download a student's emotion history as CSV (RFC 4180, UTF-8).

    The buckets that the history has, with times in the zone `tz` and their offset from UTC. It is
    sent while it is read, so it may have a hundred times as many buckets.
    """
    subject = of_student(services, student_id, asked)
    check_bucket_count(subject.time_range, asked.bucket, most=MAX_FILE_BUCKETS)
    first, last = subject.time_range.start, subject.time_range.end - timedelta(seconds=1)
    name = file_name("emotions", read(services, student_id).name, asked.zone, first, last)
    header = (*_CSV_HEADER, *subject.labels)
    rows = _csv_rows(services, subject, asked)
    return csv_response(name, header, rows)


@router.get("/students/{student_id}/summary", include_in_schema=False)
@router.get(
    "/students/{student_id}/emotions/summary",
    responses=problems("student_not_found", "bad_range"),
)
def get_student_summary(
    student_id: StudentId, asked: Annotated[HistoryRange, Query()], services: ServicesDep
) -> EmotionSummary:
    """Read a student's emotions over a whole range."""
    return read_summary(services, of_student(services, student_id, asked))


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

    Each student's second counts the same. Coverage is relative to the students of whom an emotion
    was read in the range.
    """
    return read_history(services, of_class_session(services, class_session_id, asked), asked)


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
    return read_summary(services, of_class_session(services, class_session_id, asked))


def _csv_rows(services: Services, subject: Subject, asked: HistoryQuery) -> Iterator[list[Cell]]:
    for bucket in read_buckets(services, subject, asked):
        yield [
            time_cell(bucket.start, asked.zone),
            time_cell(bucket.end, asked.zone),
            bucket.seconds_observed,
            round(bucket.coverage, 4),
            bucket.dominant,
            *(round(bucket.probabilities[label], 4) for label in subject.labels),
        ]
