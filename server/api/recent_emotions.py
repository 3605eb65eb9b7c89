"""`/api/class-sessions/…/emotions/recent`: the last minutes of all students, in one answer."""

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Query

from models.emotion import EmotionSet, labels_of
from server.api.dependencies import Services, ServicesDep
from server.api.ranges import lesson_range
from server.api.recent_emotions_schemas import RecentEmotions, RecentStep, StudentTrend
from server.http.openapi import problems
from server.http.parameters import ClassSessionId
from students_db.bucket_grid import BucketGrid
from students_db.class_sessions import ClassSessionRow
from students_db.history import HistoryQuery, StudentBucketRow

router = APIRouter(prefix="/api/class-sessions/{class_session_id}/emotions", tags=["Emotions"])

STEP_SECONDS: Final = 10

Minutes = Annotated[int, Query(ge=1, le=30, description="How far back.")]


@router.get("/recent", responses=problems("class_session_not_found", "invalid_request"))
def get_recent_emotions(
    class_session_id: ClassSessionId, services: ServicesDep, minutes: Minutes = 5
) -> RecentEmotions:
    """Read the last minutes of every student in a class session.

    In steps of ten seconds that begin as those of the history do, until now or until the class
    session ended: what a dashboard shows of each student after it was opened anew.
    """
    row = services.class_sessions.get(class_session_id)
    lesson = lesson_range(row, services.clock())
    end = lesson.end.replace(microsecond=0) + timedelta(seconds=1)
    start = max(end - timedelta(minutes=minutes), lesson.start)
    emotion_set = EmotionSet(row.emotion_set)
    return RecentEmotions(
        class_session_id=row.id,
        emotion_set=emotion_set,
        labels=list(labels_of(emotion_set)),
        step_seconds=STEP_SECONDS,
        start=start,
        end=end,
        students=_trends(services, row, start, end),
    )


def _trends(
    services: Services, row: ClassSessionRow, start: datetime, end: datetime
) -> list[StudentTrend]:
    first, last = int(start.timestamp()), int(end.timestamp())
    query = HistoryQuery(
        start=first,
        end=last,
        labels=labels_of(EmotionSet(row.emotion_set)),
        class_session_id=row.id,
    )
    grid = BucketGrid.even(width=STEP_SECONDS, start=first, end=last)
    rows = services.history.student_buckets(query, grid)
    return [
        StudentTrend(student_id=student_id, steps=[_step(one) for one in own])
        for student_id, own in groupby(rows, key=lambda row: row.student_id)
    ]


def _step(row: StudentBucketRow) -> RecentStep:
    return RecentStep(
        start=datetime.fromtimestamp(row.start, UTC),
        probabilities=[round(one, 4) for one in row.probabilities],
        seconds_observed=row.seconds_observed,
    )
