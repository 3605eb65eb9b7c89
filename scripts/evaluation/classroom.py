"""A throw-away school, filled through the product's own enrollment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.evaluation.networks import Networks
from server.enrollment.examination import ImageLimits, PhotoExaminer
from server.enrollment.quality import QualityRules
from server.enrollment.reports import PhotoReport
from server.enrollment.service import EnrollmentService, Upload
from server.gallery_loader import GalleryLoader
from server.recognition.gallery import LiveGallery
from students_db.database import Database
from students_db.faces import EmbedderKey, Faces
from students_db.students import Students


class Classroom:
    """Students enrolled in a database that lives as long as the evaluation."""

    def __init__(self, database: Database, networks: Networks) -> None:
        settings, embedder = networks.settings, networks.embedder
        key = EmbedderKey(embedder.name, embedder.weights_sha256)
        faces = Faces(database)
        self.gallery = LiveGallery()
        self._students = Students(database)
        self._enrollment = EnrollmentService(
            faces,
            GalleryLoader(faces, key, self.gallery, networks.calibrator),
            PhotoExaminer(
                networks.detector,
                embedder,
                rules=QualityRules(min_face_px=settings.enrollment.min_face_px),
                limits=ImageLimits(
                    settings.limits.max_image_bytes, settings.limits.max_image_pixels
                ),
                occlusion=networks.occlusion,
            ),
            embedder=key,
            max_faces_per_student=settings.enrollment.max_faces_per_student,
        )

    def enroll(self, name: str, photos: Sequence[Path]) -> list[PhotoReport]:
        """Create a student and judge the photos as the server does."""
        now = datetime.now(UTC)
        student_id = self._students.create(name, now=now)
        uploads = [Upload(photo.name, photo.read_bytes()) for photo in photos]
        return list(self._enrollment.enroll(student_id, uploads, now=now).photos)


@contextmanager
def open_classroom(networks: Networks) -> Iterator[Classroom]:
    """An empty class whose database is deleted at the end."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'class.sqlite3'}")
        try:
            database.migrate()
            yield Classroom(database, networks)
        finally:
            database.close()
