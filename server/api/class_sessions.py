"""`/api/class-sessions`: lessons, and who was there."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response

from models.emotion import EmotionSet
from server.api.class_session_schemas import (
    Attendance,
    Attendee,
    ClassSession,
    ClassSessionCreate,
    ClassSessionPage,
)
from server.api.dependencies import ServicesDep
from server.api.openapi import problems
from server.api.parameters import ClassSessionId, Limit, Offset
from students_db.class_sessions import ClassSessionRow

router = APIRouter(prefix="/api/class-sessions", tags=["Class sessions"])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems("invalid_request"))
def start_class_session(
    class_session: ClassSessionCreate, response: Response, services: ServicesDep
) -> ClassSession:
    """Start a class session.

    A camera joins it by giving the id in its `start` message. Several may run at once.
    """
    class_session_id = services.class_sessions.start(
        class_session.name, emotion_set=class_session.emotion_set, now=services.clock()
    )
    response.headers["Location"] = f"/api/class-sessions/{class_session_id}"
    return to_schema(services.class_sessions.get(class_session_id))


@router.get("", responses=problems("invalid_request"))
def list_class_sessions(
    services: ServicesDep,
    running: Annotated[
        bool | None, Query(description="Only those that run (true) or have ended (false).")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ClassSessionPage:
    """List class sessions, the newest first."""
    rows, total = services.class_sessions.newest(running=running, limit=limit, offset=offset)
    return ClassSessionPage(
        items=[to_schema(row) for row in rows], total=total, limit=limit, offset=offset
    )


@router.get("/{class_session_id}", responses=problems("class_session_not_found"))
def get_class_session(class_session_id: ClassSessionId, services: ServicesDep) -> ClassSession:
    """Read a class session."""
    return to_schema(services.class_sessions.get(class_session_id))


@router.post("/{class_session_id}/end", responses=problems("class_session_not_found"))
def end_class_session(class_session_id: ClassSessionId, services: ServicesDep) -> ClassSession:
    """End a class session.

    Its cameras are told, and stop. Ending it again changes nothing.
    """
    if services.class_sessions.end(class_session_id, now=services.clock()):
        services.on_class_session_ended(class_session_id)
    return to_schema(services.class_sessions.get(class_session_id))


@router.get("/{class_session_id}/attendance", responses=problems("class_session_not_found"))
def get_attendance(class_session_id: ClassSessionId, services: ServicesDep) -> Attendance:
    """Read who was seen, ordered by name.

    A second counts once for a student, however many cameras saw it.
    """
    row = services.class_sessions.get(class_session_id)
    attendees = services.class_sessions.attendance(class_session_id)
    return Attendance(
        class_session_id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        attendees=[Attendee.model_validate(attendee) for attendee in attendees],
    )


def to_schema(row: ClassSessionRow) -> ClassSession:
    return ClassSession(
        id=row.id,
        name=row.name,
        emotion_set=EmotionSet(row.emotion_set),
        started_at=row.started_at,
        ended_at=row.ended_at,
        students_seen=row.students_seen,
    )
