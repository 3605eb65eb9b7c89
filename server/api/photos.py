"""`/api/students/{student_id}/photos`: enrollment photos, where the operator keeps them."""

from http import HTTPStatus

from fastapi import APIRouter

from server.api.dependencies import ServicesDep
from server.http.openapi import problems
from server.http.parameters import StudentId

router = APIRouter(prefix="/api/students/{student_id}/photos", tags=["Students"])


@router.delete("", status_code=HTTPStatus.NO_CONTENT, responses=problems("student_not_found"))
def delete_photos(student_id: StudentId, services: ServicesDep) -> None:
    """Delete a student's kept photos.

    The face embeddings stay, so cameras still recognise the student; after a change of the
    embedder the student must be enrolled again. No address answers with a kept photo.
    """
    services.photos.delete(student_id)
