"""`/api/students`: who can be recognised."""

from http import HTTPStatus
from typing import Annotated, cast

from fastapi import APIRouter, Query, Response

from server.api.dependencies import Services, ServicesDep
from server.api.enrollment_memory import RememberedDep
from server.api.student_schemas import (
    Student,
    StudentContents,
    StudentCreate,
    StudentPage,
    StudentUpdate,
)
from server.enrollment.completeness import ENOUGH_VIEWS, count_views
from server.http.openapi import problems
from server.http.parameters import Limit, Offset, SearchWords, StudentId
from server.recognition.gallery import Gallery
from students_db.students import StudentChanges, StudentOrder, StudentRow

router = APIRouter(prefix="/api/students", tags=["Students"])


@router.post(
    "", status_code=HTTPStatus.CREATED, responses=problems("external_id_taken", "invalid_request")
)
def create_student(student: StudentCreate, response: Response, services: ServicesDep) -> Student:
    """Create a student.

    The student can be recognised after photos were added under `/faces`.
    """
    student_id = services.students.create(
        student.name, external_id=student.external_id, note=student.note, now=services.clock()
    )
    response.headers["Location"] = f"/api/students/{student_id}"
    return read(services, student_id)


@router.get("", responses=problems("invalid_request"))
def list_students(
    services: ServicesDep,
    search: SearchWords = "",
    order: Annotated[StudentOrder, Query(description="What comes first.")] = StudentOrder.NAME,
    needs_enrollment: Annotated[
        bool | None,
        Query(description="Only students whom cameras cannot know yet, or only those they can."),
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> StudentPage:
    """List students, page by page.

    A student is found when every word of `search` occurs in the name or the external id; case and
    accents do not matter.
    """
    rows, total = services.students.search(
        services.recognition.embedder,
        words=search,
        order=order,
        needs_enrollment=needs_enrollment,
        limit=limit,
        offset=offset,
    )
    gallery = services.live_gallery.current
    return StudentPage(
        items=[_to_schema(row, gallery) for row in rows], total=total, limit=limit, offset=offset
    )


@router.get("/{student_id}", responses=problems("student_not_found"))
def get_student(student_id: StudentId, services: ServicesDep) -> Student:
    """Read a student."""
    return read(services, student_id)


@router.patch(
    "/{student_id}",
    responses=problems(
        "student_not_found", "external_id_taken", "note_changed_meanwhile", "invalid_request"
    ),
)
def update_student(student_id: StudentId, update: StudentUpdate, services: ServicesDep) -> Student:
    """Change a student.

    Fields left out stay as they are. Cameras show a new name within a second. With `known_note` a
    note that somebody else has changed meanwhile is not replaced.
    """
    changes = update.model_dump(exclude_unset=True, exclude={"known_note"})
    given = {
        field: value
        for field, value in changes.items()
        if value is not None or field == "external_id"
    }
    services.students.update(
        student_id,
        cast("StudentChanges", given),
        now=services.clock(),
        known_note=update.known_note,
    )
    services.gallery_loader.follow()
    return read(services, student_id)


@router.get("/{student_id}/contents", responses=problems("student_not_found"))
def get_student_contents(student_id: StudentId, services: ServicesDep) -> StudentContents:
    """Count what is stored of a student.

    That is what deleting the student removes.
    """
    return StudentContents.model_validate(services.students.contents(student_id))


@router.delete(
    "/{student_id}", status_code=HTTPStatus.NO_CONTENT, responses=problems("student_not_found")
)
def delete_student(student_id: StudentId, services: ServicesDep, remembered: RememberedDep) -> None:
    """Delete a student.

    Face embeddings and kept photos go first, and cameras forget the student within a second. The
    whole emotion history follows, which may take a while; then the student is gone. Should that be
    interrupted, the student is still listed, without photos: delete again. This cannot be undone.
    """

    def forget() -> None:
        remembered.forget(student_id)
        services.gallery_loader.follow()

    services.students.delete(student_id, on_forgotten=forget)
    forget()  # somebody may have added a photo meanwhile


def read(services: Services, student_id: int) -> Student:
    row = services.students.get(student_id, services.recognition.embedder)
    return _to_schema(row, services.live_gallery.current)


def _to_schema(row: StudentRow, gallery: Gallery) -> Student:
    views = count_views(gallery.faces_of(row.id))
    return Student(
        id=row.id,
        name=row.name,
        external_id=row.external_id,
        note=row.note,
        created_at=row.created_at,
        updated_at=row.updated_at,
        faces=row.faces,
        views=views,
        few_views=0 < views < ENOUGH_VIEWS,
        needs_enrollment=row.faces == 0,
        other_faces=row.other_faces,
        kept_photos=row.kept_photos,
        last_seen_at=row.last_seen_at,
    )
