"""`/api/gallery`: who can be recognised, by which rule, and what to look at."""

from collections.abc import Mapping

from fastapi import APIRouter

from server.api.dependencies import ServicesDep
from server.api.gallery_schemas import (
    CalibrationInfo,
    DisagreeingStudent,
    EnrolledStudent,
    GalleryInfo,
    GalleryReviewInfo,
    LookAlikePair,
    SimilarityFigures,
)
from server.http.openapi import problems
from server.recognition.calibration import PRIOR_PEOPLE, Calibration, Comparisons
from server.recognition.review import ENOUGH_PHOTOS, GalleryReview

router = APIRouter(prefix="/api/gallery", tags=["Server"])

LOOK_ALIKE_ADVICE = (
    "Is this one person enrolled twice? Then delete one of the two. If they are two people, such "
    "as twins, cameras often call them unsure; more photos of both, taken like the camera sees "
    "them, help."
)
_DISAGREEMENT_ADVICE = (
    "One of the photos hardly resembles the others. If it may show somebody else, delete the "
    "student's faces and enrol the student again with new photos."
)
_FEW_PHOTOS_ADVICE = (
    f"Fewer than {ENOUGH_PHOTOS} photos: add some, from slightly different angles and in other "
    "light, and cameras will be sure more often."
)


@router.get("", responses=problems())
def get_gallery(services: ServicesDep) -> GalleryInfo:
    """Read the gallery.

    A face is named from `known_threshold` (cosine similarity) on; from `unsure_threshold` on it
    is shown as unsure. Both are calibrated on the gallery whenever a student changes, so that the
    share of strangers who are named is the target; `calibration` tells from what. `review` lists
    students who look alike, whose photos do not agree or are few, and what to do. Students who
    need enrollment have no photo, or photos of another embedder.
    """
    embedder = services.recognition.embedder
    enrolled, review = services.gallery_loader.review()
    gallery, calibration = enrolled.gallery, enrolled.calibration
    return GalleryInfo(
        embedder=embedder.name,
        weights_sha256=embedder.weights_sha256,
        students=len(gallery),
        faces=len(gallery.faces.values),
        known_threshold=calibration.thresholds.known,
        unsure_threshold=calibration.thresholds.unsure,
        target_false_accept_rate=calibration.thresholds.false_accept_rate,
        expected_false_accept_rate=calibration.expected_false_accept_rate,
        calibration=_explain(calibration),
        review=_describe(review, gallery.names),
        students_who_need_enrollment=services.faces.students_without(embedder),
    )


def _explain(calibration: Calibration) -> CalibrationInfo:
    used, public = calibration.thresholds.impostors, calibration.prior
    return CalibrationInfo(
        fixed_by_operator=calibration.thresholds.fixed,
        mean=used and used.mean,
        deviation=used and used.deviation,
        tail=used and used.tail,
        public_mean=public and public.mean,
        public_deviation=public and public.deviation,
        public_weight=PRIOR_PEOPLE,
        gallery=_figures(calibration.own),
        left_out=calibration.left_out,
        cohort=_figures(calibration.cohort),
    )


def _figures(compared: Comparisons | None) -> SimilarityFigures | None:
    if compared is None:
        return None
    return SimilarityFigures(
        comparisons=compared.count,
        mean=compared.mean,
        deviation=compared.deviation,
        highest=compared.highest,
    )


def _describe(review: GalleryReview, names: Mapping[int, str]) -> GalleryReviewInfo:
    def student(student_id: int) -> EnrolledStudent:
        return EnrolledStudent(id=student_id, name=names.get(student_id, ""))

    return GalleryReviewInfo(
        look_alikes=[
            LookAlikePair(
                students=[student(pair.first), student(pair.second)],
                similarity=pair.similarity,
                advice=LOOK_ALIKE_ADVICE,
            )
            for pair in review.look_alikes
        ],
        look_alike_count=review.look_alike_count,
        disagreeing=[
            DisagreeingStudent(
                student=student(found.student_id),
                agreement=found.agreement,
                advice=_DISAGREEMENT_ADVICE,
            )
            for found in review.disagreements
        ],
        disagreeing_count=review.disagreement_count,
        few_photos=[student(student_id) for student_id in review.few_photos],
        few_photos_count=review.few_photos_count,
        few_photos_advice=_FEW_PHOTOS_ADVICE if review.few_photos else None,
    )
