"""`/api/class-sessions`: lessons."""

from http import HTTPStatus
from typing import Annotated, cast

from fastapi import APIRouter, Query, Response

from models.emotion import EmotionSet
from server.api.class_session_schemas import (
    ClassSession,
    ClassSessionContents,
    ClassSessionCreate,
    ClassSessionPage,
    ClassSessionUpdate,
)
from server.api.dependencies import Services, ServicesDep
from server.http.openapi import problems
from server.http.parameters import ClassSessionId, Limit, Offset
from students_db.class_sessions import (
    ClassSessionChanges,
    ClassSessionFilter,
    ClassSessionRow,
    Environment,
)

router = APIRouter(prefix="/api/class-sessions", tags=["Class sessions"])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems("invalid_request"))
def start_class_session(
    class_session: ClassSessionCreate, response: Response, services: ServicesDep
) -> ClassSession:
    """Start a class session.

    A camera joins it by giving the id in its `start` message. Several may run at once. The list of
    its students is that of the last class session with this name, if it had one.
    """
    class_session_id = services.class_sessions.start(
        class_session.name,
        environment=class_session.environment,
        emotion_set=class_session.emotion_set or services.settings.emotion.emotion_set,
        now=services.clock(),
    )
    response.headers["Location"] = f"/api/class-sessions/{class_session_id}"
    return _read(services, class_session_id)


@router.get("", responses=problems("invalid_request"))
def list_class_sessions(
    services: ServicesDep,
    search: Annotated[str, Query(max_length=200, examples=["biology"])] = "",
    running: Annotated[
        bool | None, Query(description="Only those that run (true) or have ended (false).")
    ] = None,
    environment: Annotated[
        Environment | None, Query(description="Only those of this environment.")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ClassSessionPage:
    """List class sessions, the newest first.

    One is found when every word of `search` occurs in its name; case and accents do not matter.
    """
    wanted = ClassSessionFilter(words=search, running=running, environment=environment)
    rows, total = services.class_sessions.newest(wanted, limit=limit, offset=offset)
    return ClassSessionPage(
        items=[to_schema(row) for row in rows], total=total, limit=limit, offset=offset
    )


@router.get("/{class_session_id}", responses=problems("class_session_not_found"))
def get_class_session(class_session_id: ClassSessionId, services: ServicesDep) -> ClassSession:
    """Read a class session."""
    return _read(services, class_session_id)


@router.patch(
    "/{class_session_id}",
    responses=problems("class_session_not_found", "note_changed_meanwhile", "invalid_request"),
)
def update_class_session(
    class_session_id: ClassSessionId, update: ClassSessionUpdate, services: ServicesDep
) -> ClassSession:
    """Change a class session's name, environment or note.

    Fields left out stay as they are. It may be running or have ended. With `known_note` a note
    replaces only the one that you know.
    """
    changes = update.model_dump(exclude_none=True, exclude={"known_note"})
    services.class_sessions.update(
        class_session_id, cast("ClassSessionChanges", changes), known_note=update.known_note
    )
    return _read(services, class_session_id)


@router.post("/{class_session_id}/end", responses=problems("class_session_not_found"))
def end_class_session(class_session_id: ClassSessionId, services: ServicesDep) -> ClassSession:
    """End a class session.

    Its cameras are told, and stop. Ending it again changes nothing.
    """
    if services.class_sessions.end(class_session_id, now=services.clock()):
        services.on_class_session_ended(class_session_id)
    return _read(services, class_session_id)


@router.get("/{class_session_id}/contents", responses=problems("class_session_not_found"))
def get_class_session_contents(
    class_session_id: ClassSessionId, services: ServicesDep
) -> ClassSessionContents:
    """Count what is stored of a class session.

    That is what deleting it removes.
    """
    return ClassSessionContents.model_validate(services.class_sessions.contents(class_session_id))


@router.delete(
    "/{class_session_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems("class_session_not_found", "class_session_running"),
)
def delete_class_session(class_session_id: ClassSessionId, services: ServicesDep) -> None:
    """Delete a class session.

    Attendance, corrections and the emotions observed in it go with it, in one transaction; the
    students stay. It must have ended. This cannot be undone.
    """
    services.class_sessions.delete(class_session_id)


def to_schema(row: ClassSessionRow) -> ClassSession:
    return ClassSession(
        id=row.id,
        name=row.name,
        environment=row.environment,
        emotion_set=EmotionSet(row.emotion_set),
        note=row.note,
        started_at=row.started_at,
        ended_at=row.ended_at,
        students_seen=row.students_seen,
        students_present=row.students_present,
        students_expected=row.students_expected,
    )


def _read(services: Services, class_session_id: int) -> ClassSession:
    return to_schema(services.class_sessions.get(class_session_id))
