"""Enrollment of a student by photos, judged in order, and kept only where the operator says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from models.embedder import IdentityThresholds
from server.enrollment.comparison import KnownFaces, compare, find_conflicts
from server.enrollment.examination import Examined, PhotoExaminer
from server.enrollment.hints import Hint, best_hint
from server.enrollment.kept_photo import cut_photo
from server.enrollment.reports import FaceRejection, Measurements, PhotoReport, Reason
from server.gallery_loader import GalleryLoader
from students_db.faces import EmbedderKey, Faces, NewFace


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo as it arrived."""

    filename: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """The verdict on a picture that is not stored."""

    reasons: Sequence[Reason]
    measurements: Measurements

    @property
    def acceptable(self) -> bool:
        return not self.reasons

    @property
    def hint(self) -> Hint | None:
        return best_hint(self.reasons, self.measurements)


class EnrollmentService:
    """Judges photos and stores the embeddings of the good ones."""

    def __init__(
        self,
        faces: Faces,
        gallery_loader: GalleryLoader,
        examiner: PhotoExaminer,
        *,
        embedder: EmbedderKey,
        thresholds: IdentityThresholds,
        max_faces_per_student: int,
    ) -> None:
        self._faces = faces
        self._gallery_loader = gallery_loader
        self._examiner = examiner
        self._embedder = embedder
        self._thresholds = thresholds
        self._max_faces = max_faces_per_student
        self._lock = Lock()
        self._check_lock = Lock()

    def enroll(
        self, student_id: int, uploads: Sequence[Upload], *, now: datetime
    ) -> list[PhotoReport]:
        """Return a report for each photo, in order, after the good ones are stored.

        One upload at a time: photos of two students that arrive together are compared with each
        other, and enrollment leaves the other cores to the cameras. Cameras know the student when
        this returns. Raises StudentNotFoundError.
        """
        with self._lock:
            known = KnownFaces.of(student_id, self._gallery_loader.follow())
            reports: list[PhotoReport] = []
            accepted: list[NewFace] = []
            for index, upload in enumerate(uploads):
                examined = self._compare(self._examiner.examine(upload.data), known)
                reports.append(
                    PhotoReport(index, upload.filename, examined.reasons, examined.measurements)
                )
                if examined.embedding is not None:
                    known = known.with_own(examined.embedding)
                    photo = None if examined.found is None else cut_photo(examined.found)
                    accepted.append(NewFace(examined.embedding, examined.quality, photo))
            self._faces.add(student_id, self._embedder, accepted, now=now)
            if accepted:
                self._gallery_loader.follow()
        return reports

    def check(self, picture: bytes, student_id: int | None = None) -> PictureCheck:
        """Return what `enroll` would say about a picture; nothing is stored.

        Compared with other photos only with a `student_id`. One picture at a time, beside the
        uploads of `enroll`.
        """
        with self._check_lock:
            examined = self._examiner.examine(picture)
            if student_id is not None:
                known = KnownFaces.of(student_id, self._gallery_loader.follow())
                examined = self._compare(examined, known)
        return PictureCheck(examined.reasons, examined.measurements)

    def _compare(self, examined: Examined, known: KnownFaces) -> Examined:
        if examined.embedding is None:
            return examined
        comparison = compare(examined.embedding, known)
        thresholds = self._thresholds.for_students(known.others)
        reasons = find_conflicts(comparison, thresholds)
        if len(known.own) >= self._max_faces:
            reasons.append(
                Reason(
                    FaceRejection.TOO_MANY_FACES_STORED,
                    f"This student has {self._max_faces} stored faces already, which is enough. "
                    "To take new ones, delete the stored faces first.",
                )
            )
        return Examined(
            measurements=replace(
                examined.measurements,
                similarity_to_own=comparison.similarity_to_own,
                similarity_to_others=comparison.similarity_to_others,
            ),
            reasons=tuple(reasons),
            embedding=None if reasons else examined.embedding,
            quality=examined.quality,
            found=examined.found,
        )
