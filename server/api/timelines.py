"""`/api/class-sessions/…/timeline`: how a lesson went, counted from its own start."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from models.emotion import EmotionSet, labels_of
from server.api.dependencies import Services, ServicesDep
from server.api.ranges import check_bucket_count, lesson_range
from server.api.timeline_schemas import (
    Timeline,
    TimelineBucket,
    TimelineCsvQuery,
    TimelineQuery,
)
from server.http.csv_files import Cell, csv_description, csv_response, file_name, time_cell
from server.http.openapi import problems
from server.http.parameters import ClassSessionId
from students_db.attendance import PresenceRow
from students_db.bucket_grid import BucketGrid, Stretch
from students_db.class_sessions import ClassSessionRow
from students_db.history import BucketRow, HistoryQuery

router = APIRouter(prefix="/api/class-sessions/{class_session_id}", tags=["Class sessions"])

_PROBLEMS: Final = ("class_session_not_found", "bad_bucket", "too_many_buckets")
_CSV_HEADER: Final = ("start", "minutes_since_start", "students_seen", "seconds_observed")
_CSV_EXAMPLE: Final = (
    '"start","minutes_since_start","students_seen","seconds_observed","angry","happy","neutral",'
    '"sad","tired"\r\n'
    '"2026-11-20T09:00:00+01:00",0.0,22,1187,0.03,0.41,0.38,0.06,0.12\r\n'
)


@router.get("/timeline", responses=problems(*_PROBLEMS))
def get_timeline(
    class_session_id: ClassSessionId,
    asked: Annotated[TimelineQuery, Query()],
    services: ServicesDep,
) -> Timeline:
    """Read how many students were recognised over the lesson, and their emotions.

    Buckets are counted from the start of the class session, so that two can be laid side by side.
    Those in which nobody was recognised are left out.
    """
    return _read(services, services.class_sessions.get(class_session_id), asked)


@router.get(
    "/timeline.csv",
    response_class=StreamingResponse,
    responses={200: csv_description(_CSV_EXAMPLE), **problems(*_PROBLEMS, "bad_time_zone")},
)
def download_timeline(
    class_session_id: ClassSessionId,
    asked: Annotated[TimelineCsvQuery, Query()],
    services: ServicesDep,
) -> StreamingResponse:
    """Download the timeline as CSV (RFC 4180, UTF-8).

    One row for each bucket in which somebody was recognised. Times are those of the zone, with
    their offset from UTC. Where no emotion could be read, the emotions' cells are empty.
    """
    row = services.class_sessions.get(class_session_id)
    zone = ZoneInfo(asked.tz)
    timeline = _read(services, row, asked)
    name = file_name("timeline", row.name, zone, row.started_at)
    return csv_response(name, (*_CSV_HEADER, *timeline.labels), _csv_rows(timeline, zone))


def _read(services: Services, row: ClassSessionRow, asked: TimelineQuery) -> Timeline:
    time_range = lesson_range(row, services.clock())
    check_bucket_count(time_range, asked.bucket)
    emotion_set = asked.emotion_set or EmotionSet(row.emotion_set)
    labels = labels_of(emotion_set)
    first, end = time_range.first_second, time_range.end_second
    grid = BucketGrid((Stretch(first, end, asked.bucket.seconds),))
    presence = services.attendance.presence(row.id, grid)
    emotions = services.history.buckets(
        HistoryQuery(start=first, end=end, labels=labels, class_session_id=row.id), grid
    )
    by_start = {bucket.start: bucket for bucket in emotions}
    return Timeline(
        class_session_id=row.id,
        emotion_set=emotion_set,
        bucket=asked.bucket,
        start=time_range.start,
        end=time_range.end,
        labels=list(labels),
        buckets=[_bucket(one, by_start.get(one.start), labels) for one in presence],
    )


def _bucket(
    presence: PresenceRow, emotions: BucketRow | None, labels: tuple[str, ...]
) -> TimelineBucket:
    means = () if emotions is None else zip(labels, emotions.probabilities, strict=True)
    return TimelineBucket(
        start=datetime.fromtimestamp(presence.start, UTC),
        students_seen=presence.students,
        seconds_observed=0 if emotions is None else emotions.seconds_observed,
        probabilities=dict(means),
    )


def _csv_rows(timeline: Timeline, zone: ZoneInfo) -> Iterator[list[Cell]]:
    for bucket in timeline.buckets:
        minutes = (bucket.start - timeline.start).total_seconds() / 60
        means = [bucket.probabilities.get(label) for label in timeline.labels]
        yield [
            time_cell(bucket.start, zone),
            round(minutes, 2),
            bucket.students_seen,
            bucket.seconds_observed,
            *(None if mean is None else round(mean, 4) for mean in means),
        ]
