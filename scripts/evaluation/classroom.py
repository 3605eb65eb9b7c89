"""A throw-away school: a database in memory's place, filled through the product's enrollment."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.evaluation.errors import EvaluationError
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

_PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


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
            GalleryLoader(faces, key, self.gallery),
            PhotoExaminer(
                networks.detector,
                embedder,
                rules=QualityRules(min_face_px=settings.enrollment.min_face_px),
                limits=ImageLimits(
                    settings.limits.max_image_bytes, settings.limits.max_image_pixels
                ),
            ),
            embedder=key,
            thresholds=networks.thresholds,
            max_faces_per_student=settings.enrollment.max_faces_per_student,
        )

    def enroll(self, name: str, photos: Sequence[Path]) -> list[PhotoReport]:
        """Create a student and judge the photos as the server does."""
        now = datetime.now(UTC)
        student_id = self._students.create(name, now=now)
        uploads = [Upload(photo.name, photo.read_bytes()) for photo in photos]
        return self._enrollment.enroll(student_id, uploads, now=now)


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


def photos_by_name(folder: Path) -> Mapping[str, Sequence[Path]]:
    """Find FOLDER/NAME/*.jpg (or jpeg, png, webp), in order of names.

    Raises EvaluationError where there are none.
    """
    if not folder.is_dir():
        raise EvaluationError(f"there is no folder {folder}")
    people = {}
    for person in sorted(path for path in folder.iterdir() if path.is_dir()):
        photos = [path for path in person.iterdir() if path.suffix.lower() in _PHOTO_ENDINGS]
        if photos:
            people[person.name] = sorted(photos)
    if not people:
        raise EvaluationError(f"{folder} has no photos; put them into {folder}/NAME/*.jpg")
    return people
