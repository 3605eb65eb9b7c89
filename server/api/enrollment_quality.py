"""`/api/students/{student_id}/enrollment`: how well cameras can know a student."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from fastapi import APIRouter

from models.embedder import IdentityThresholds
from server.api.dependencies import Services, ServicesDep
from server.api.enrollment_schemas import (
    EnrolledPhoto,
    EnrollmentQuality,
    EnrollmentWarning,
    StudentLookAlike,
)
from server.api.gallery import LOOK_ALIKE_ADVICE
from server.api.gallery_schemas import EnrolledStudent
from server.api.students import read
from server.enrollment.agreement import find_agreement
from server.enrollment.comparison import KnownFaces, least_agreement
from server.enrollment.completeness import ENOUGH_VIEWS, count_views, describe_photos
from server.http.openapi import problems
from server.http.parameters import StudentId
from server.recognition.gallery import Gallery
from server.recognition.review import StudentReview, review_student
from server.recognition.types import FloatArray

router = APIRouter(prefix="/api/students/{student_id}/enrollment", tags=["Students"])


@router.get("", responses=problems("student_not_found"))
def get_enrollment(student_id: StudentId, services: ServicesDep) -> EnrollmentQuality:
    """Read how well a student is enrolled.

    Told are the stored photos of the embedder in use, how like each is to the others, what is
    missing, and who looks alike. Without such a photo the lists are empty.
    """
    read(services, student_id)
    services.gallery_loader.follow()
    enrolled, defaults = services.live_gallery.enrolled, services.recognition.thresholds
    gallery = enrolled.gallery
    known = KnownFaces.of(student_id, gallery)
    thresholds = enrolled.thresholds_or(defaults)
    review = review_student(gallery, student_id, thresholds)
    warnings = describe_photos(known, thresholds)
    return EnrollmentQuality(
        photos=_photos(_stored(services, student_id, gallery), review, known, thresholds),
        views=count_views(known.own),
        enough_views=ENOUGH_VIEWS,
        warnings=[EnrollmentWarning.model_validate(warning) for warning in warnings],
        look_alikes=[
            StudentLookAlike(
                student=EnrolledStudent(id=pair.second, name=gallery.names.get(pair.second, "")),
                similarity=pair.similarity,
            )
            for pair in review.look_alikes
        ],
        look_alike_advice=LOOK_ALIKE_ADVICE if review.look_alikes else None,
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """The ids and qualities of a student's faces, in the order of enrollment."""

    face_ids: Sequence[int | None]
    qualities: FloatArray


def _stored(services: Services, student_id: int, gallery: Gallery) -> _Stored:
    """The gallery knows no ids: they are those of its faces unless these changed just now."""
    qualities = gallery.qualities_of(student_id)
    stored = services.faces.load(services.recognition.embedder, [student_id])
    usable = np.isfinite(stored.embeddings).all(axis=1)
    if not np.array_equal(stored.qualities[usable], qualities):
        return _Stored([None] * len(qualities), qualities)
    return _Stored(stored.face_ids[usable].tolist(), qualities)


def _photos(
    stored: _Stored,
    review: StudentReview,
    known: KnownFaces,
    thresholds: IdentityThresholds,
) -> list[EnrolledPhoto]:
    odd = set(find_agreement(known.own, least_agreement(thresholds)).odd)
    if (review.agreements < review.least_agreement).any():
        odd.add(int(np.argmin(review.agreements)))  # it lowers the others' agreement, too
    return [
        EnrolledPhoto(
            face_id=face_id,
            number=index + 1,
            quality=min(max(quality, 0.0), 1.0),
            agreement=None if math.isnan(agreement) else agreement,
            disagrees=index in odd,
        )
        for index, (face_id, quality, agreement) in enumerate(
            zip(
                stored.face_ids,
                stored.qualities.tolist(),
                review.agreements.tolist(),
                strict=True,
            )
        )
    ]
