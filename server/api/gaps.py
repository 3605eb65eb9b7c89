"""When a student was not seen, and what can be said of why."""

import math
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query

from server.api import ranges
from server.api.dependencies import Services, ServicesDep
from server.api.gap_schemas import GapClassSession, GapsQuery, HistoryGap, HistoryGaps
from server.errors import RangeError
from server.gaps import Evidence, Gap, Lesson, Lessons, explain
from server.http.openapi import problems
from server.http.parameters import StudentId
from students_db.presence import LessonRow

router = APIRouter(prefix="/api/students/{student_id}/gaps", tags=["Emotions"])

_FINEST_STEP_SECONDS: Final = 60
"""Others are looked for in steps of a minute, or of the shortest gap that is asked for."""

_MAX_STEPS: Final = 50_000
"""A month of minutes. Each step may cost a look into the index for each student."""


@router.get("", responses=problems("student_not_found", "bad_range"))
def get_student_gaps(
    student_id: StudentId, asked: Annotated[GapsQuery, Query()], services: ServicesDep
) -> HistoryGaps:
    """Read when a student was not recognised, the newest first.

    A gap is divided where its `reason` changes: others were recognised at the time, or nobody was.
    Whether a camera ran is not stored, so nothing more can be said.
    """
    time_range = _observable(services, student_id, asked)
    if time_range is None:
        now = services.clock()
        return HistoryGaps(start=now, end=now, min_seconds=asked.min_seconds, total=0, gaps=[])
    gaps = _find(services, student_id, time_range, at_least=asked.min_seconds)
    newest = list(reversed(gaps))[: asked.limit]
    return HistoryGaps(
        start=time_range.start,
        end=time_range.end,
        min_seconds=asked.min_seconds,
        total=len(gaps),
        gaps=[_to_schema(gap) for gap in newest],
    )


def _observable(services: Services, student_id: int, asked: GapsQuery) -> ranges.TimeRange | None:
    """The part of the range in which the student could have been seen, if there is one."""
    student = services.students.get(student_id, services.recognition.embedder)
    now = services.clock()
    time_range = ranges.resolve_range(asked, end=now)
    first = services.presence.first_second(student_id)
    known_since = student.created_at
    if first is not None:
        known_since = min(known_since, _moment(first))
    start, end = max(time_range.start, known_since), min(time_range.end, now)
    return ranges.TimeRange(start, end) if start < end else None


def _find(
    services: Services, student_id: int, time_range: ranges.TimeRange, *, at_least: int
) -> list[Gap]:
    start, end = time_range.first_second, time_range.end_second
    step = max(_FINEST_STEP_SECONDS, at_least)
    if end - start > _MAX_STEPS * step:
        raise RangeError(
            f"the range is too long for gaps of {at_least} seconds: "
            f"min_seconds={math.ceil((end - start) / _MAX_STEPS)} would do"
        )
    presence = services.presence
    absences = presence.absences(student_id, start=start, end=end, at_least=at_least)
    lessons = presence.lessons(student_id, start=time_range.start, end=time_range.end)
    evidence = Evidence(
        steps=presence.steps_with_others(student_id, start=start, end=end, step=step),
        step_seconds=step,
        lessons=Lessons.of(_lesson(row, end) for row in lessons),
    )
    return [
        gap
        for absence in absences
        for gap in explain(absence.start, absence.end, evidence, at_least=at_least)
    ]


def _lesson(row: LessonRow, now: int) -> Lesson:
    end = now if row.ended_at is None else math.ceil(row.ended_at.timestamp())
    return Lesson(row.id, row.name, int(row.started_at.timestamp()), end, row.attended)


def _to_schema(gap: Gap) -> HistoryGap:
    lesson = gap.lesson and GapClassSession(id=gap.lesson.id, name=gap.lesson.name)
    return HistoryGap(
        start=_moment(gap.start),
        end=_moment(gap.end),
        seconds=gap.end - gap.start,
        reason=gap.reason,
        class_session=lesson,
    )


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
