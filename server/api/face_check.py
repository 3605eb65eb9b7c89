"""`/api/faces/check`: what enrollment would say about one picture, without storing anything."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from server.api.dependencies import ServicesDep
from server.api.enrollment_schemas import FaceCheck
from server.api.students import read
from server.api.uploads import IMAGE_FIELD, PictureDep
from server.http.openapi import problems
from server.http.parameters import LARGEST_ID, ConfirmedLookAlikes

router = APIRouter(prefix="/api/faces", tags=["Students"])

_PICTURE: Final[dict[str, Any]] = {"type": "string", "format": "binary"}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "image/jpeg": {"schema": _PICTURE, "example": "(the bytes of a JPEG picture)"},
            "image/png": {"schema": _PICTURE, "example": "(the bytes of a PNG picture)"},
            "image/webp": {"schema": _PICTURE, "example": "(the bytes of a WebP picture)"},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [IMAGE_FIELD],
                    "properties": {IMAGE_FIELD: _PICTURE},
                },
                "example": {IMAGE_FIELD: "frame.jpg"},
            },
        },
    }
}


@router.post(
    "/check",
    openapi_extra=_BODY,
    responses=problems("not_multipart", "student_not_found", "invalid_request"),
)
def check_face(
    services: ServicesDep,
    picture: PictureDep,
    student_id: Annotated[
        int | None,
        Query(ge=1, le=LARGEST_ID, description="Compare with this student's photos, too."),
    ] = None,
    confirm_look_alike: ConfirmedLookAlikes = (),
) -> FaceCheck:
    """Look at one picture as enrollment would, and store nothing.

    For a camera that guides somebody: send a frame a few times a second, show `hint`, and take the
    photo when `acceptable` is true. With `student_id` the face is compared with that student's
    photos and with everybody else's; the size, sharpness, light and pose are checked without, too.
    """
    if student_id is not None:
        read(services, student_id)
    return FaceCheck.model_validate(
        services.enrollment.check(picture, student_id, confirmed=confirm_look_alike)
    )
