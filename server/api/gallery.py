"""`/api/gallery`: who can be recognised, and by which rule."""

from fastapi import APIRouter

from server.api.dependencies import ServicesDep
from server.api.schemas import GalleryInfo

router = APIRouter(prefix="/api/gallery", tags=["Server"])


@router.get("")
def get_gallery(services: ServicesDep) -> GalleryInfo:
    """Read the gallery.

    A face is named from `known_threshold` (cosine similarity) on; from `unsure_threshold` on it
    is shown as unsure. Students who need enrollment have no photo, or photos of another embedder.
    """
    embedder = services.recognition.embedder
    students, faces = services.faces.count(embedder)
    thresholds = services.recognition.thresholds.for_students(students)
    return GalleryInfo(
        embedder=embedder.name,
        weights_sha256=embedder.weights_sha256,
        students=students,
        faces=faces,
        known_threshold=thresholds.known,
        unsure_threshold=thresholds.unsure,
        students_who_need_enrollment=services.faces.students_without(embedder),
    )
