"""`/api/students/{student_id}/faces`: enrollment by photos."""

import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter

from server.api.dependencies import Services, ServicesDep
from server.api.enrollment_memory import RememberedDep
from server.api.enrollment_schemas import EnrollmentReport, EnrollmentWarning, FaceReport
from server.api.students import read
from server.api.uploads import IMAGES_FIELD, PhotosDep
from server.enrollment.service import Upload
from server.http.idempotency import IdempotencyKey, RequestKey
from server.http.openapi import problems
from server.http.parameters import ConfirmedLookAlikes, FaceId, PhotoSource, StudentId

router = APIRouter(prefix="/api/students/{student_id}/faces", tags=["Students"])

# The photos are read by hand, so that they stay in memory; OpenAPI is told of them by hand too.
_MULTIPART: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [IMAGES_FIELD],
                    "properties": {
                        IMAGES_FIELD: {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                            "description": "JPEG, PNG or WebP photos of this student alone.",
                        }
                    },
                },
                "example": {IMAGES_FIELD: ["front.jpg", "left.jpg", "right.jpg"]},
            }
        },
    }
}


@router.post(
    "",
    openapi_extra=_MULTIPART,
    responses=problems(
        "not_multipart",
        "student_not_found",
        "invalid_request",
        "head_turn_needed",
        "idempotency_key_reused",
    ),
)
def add_faces(  # noqa: PLR0913 - what a request is made of
    student_id: StudentId,
    services: ServicesDep,
    photos: PhotosDep,
    remembered: RememberedDep,
    *,
    confirm_look_alike: ConfirmedLookAlikes = (),
    source: PhotoSource = PhotoSource.FILES,
    idempotency_key: IdempotencyKey = None,
) -> EnrollmentReport:
    """Enrol a student by photos.

    Each photo is accepted, or rejected with all reasons and with what was measured; the answer is
    200 even when all are rejected. Photos are looked at in order and compared with those stored and
    with each other. A photo that looks like another student is refused, unless you confirm that
    they are two people: `confirm_look_alike` with the `student_id` of the reason, one for each
    look-alike. `warnings` tell what to know of accepted photos, and of all photos of the student
    together. Only an embedding of each accepted face is kept, unless the operator chose to keep the
    faces themselves: `keeps_photos` of `/api/about` tells. Three to five photos from slightly
    different angles are best. With `source=camera` the first photos of a student must show a head
    that turns, as a flat picture held into the camera does not: else none is stored, and the answer
    is `head_turn_needed`. A request whose answer got lost can be sent again with the same
    `Idempotency-Key`: photos stored by the first are then answered as such, not as duplicates.
    """
    read(services, student_id)

    def enroll() -> EnrollmentReport:
        return _enroll(services, student_id, photos, confirmed=confirm_look_alike, source=source)

    if idempotency_key is None:
        return enroll()
    digest = _digest(photos, repr((sorted(confirm_look_alike), source)))
    return remembered.once(RequestKey(student_id, idempotency_key), digest, enroll)


def _enroll(
    services: Services,
    student_id: int,
    photos: Sequence[Upload],
    *,
    confirmed: Sequence[int],
    source: PhotoSource,
) -> EnrollmentReport:
    report = services.enrollment.enroll(
        student_id,
        photos,
        now=services.clock(),
        confirmed=confirmed,
        from_camera=source is PhotoSource.CAMERA,
    )
    accepted = sum(photo.accepted for photo in report.photos)
    return EnrollmentReport(
        student=read(services, student_id),
        accepted=accepted,
        rejected=len(report.photos) - accepted,
        results=[FaceReport.model_validate(photo) for photo in report.photos],
        warnings=[EnrollmentWarning.model_validate(warning) for warning in report.warnings],
    )


def _digest(photos: Sequence[Upload], options: str) -> bytes:
    """Return what tells one upload from another."""
    digest = hashlib.sha256(options.encode())
    for photo in photos:
        digest.update(hashlib.sha256(photo.data).digest())
    return digest.digest()


@router.delete("", status_code=HTTPStatus.NO_CONTENT, responses=problems("student_not_found"))
def delete_faces(student_id: StudentId, services: ServicesDep, remembered: RememberedDep) -> None:
    """Delete a student's face embeddings and kept photos.

    The student and the emotion history stay; cameras no longer recognise the student.
    """
    services.faces.delete(student_id)
    remembered.forget(student_id)
    services.gallery_loader.follow()


@router.delete(
    "/{face_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems("student_not_found", "face_not_found"),
)
def delete_face(
    student_id: StudentId, face_id: FaceId, services: ServicesDep, remembered: RememberedDep
) -> None:
    """Delete what is stored of one photo: its embedding, and the photo itself where it is kept.

    `face_id` is in the answer of the enrollment and in `/enrollment`. The student's other photos
    stay; cameras know the student by these alone.
    """
    services.faces.delete_one(student_id, face_id)
    remembered.forget(student_id)
    services.gallery_loader.follow()
