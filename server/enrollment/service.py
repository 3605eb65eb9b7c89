"""Enrollment of a student by photos, judged in order, and kept only where the operator says so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from server.enrollment.comparison import KnownFaces
from server.enrollment.completeness import describe_photos
from server.enrollment.examination import Examined, PhotoExaminer
from server.enrollment.head_turn import require_head_turn
from server.enrollment.hints import Hint, best_hint
from server.enrollment.judgement import Judge, Verdict
from server.enrollment.kept_photo import cut_photo
from server.enrollment.reports import Measurements, Notice, PhotoReport, Reason, UploadReport
from server.gallery_loader import GalleryLoader, Shown
from students_db.faces import EmbedderKey, Faces, NewFace
from students_db.photos import NewPhoto


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo as it arrived."""

    filename: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class _Photo:
    """A photo that was looked at, and its face where photos are kept."""

    examined: Examined
    kept: NewPhoto | None


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """The verdict on a picture that is not stored."""

    reasons: Sequence[Reason]
    measurements: Measurements
    warnings: Sequence[Notice] = ()

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
        max_faces_per_student: int,
    ) -> None:
        self._faces = faces
        self._gallery_loader = gallery_loader
        self._examiner = examiner
        self._embedder = embedder
        self._max_faces = max_faces_per_student
        self._lock = Lock()
        self._check_lock = Lock()

    def enroll(
        self,
        student_id: int,
        uploads: Sequence[Upload],
        *,
        now: datetime,
        confirmed: Collection[int] = (),
        from_camera: bool = False,
    ) -> UploadReport:
        """Return a report for each photo, in order, after the good ones are stored.

        That the student looks like those of `confirmed` is no reason against a photo: a teacher
        knows that they are several people. The first photos of a student that come `from_camera`
        must show a head that turns; later ones must look like those.

        One upload at a time: photos of two students that arrive together are compared with each
        other, and enrollment leaves the other cores to the cameras. Cameras know the student when
        this returns. Raises StudentNotFoundError or HeadTurnNeededError.
        """
        with self._lock:
            photos = [self._examine(upload) for upload in uploads]
            shown = self._follow()
            judge = self._judge_beside(shown)
            known = KnownFaces.of(student_id, shown.gallery, confirmed)
            verdicts, known = judge.judge([photo.examined for photo in photos], known)
            if from_camera and not known.stored:
                _require_head_turn(photos, verdicts)
            accepted = {
                index: NewFace(photo.examined.embedding, photo.examined.quality, photo.kept)
                for index, (photo, verdict) in enumerate(zip(photos, verdicts, strict=True))
                if photo.examined.embedding is not None and not verdict.reasons
            }
            stored = self._faces.add(student_id, self._embedder, list(accepted.values()), now=now)
            if accepted:
                self._gallery_loader.follow()
        face_ids = dict(zip(accepted, stored, strict=True))
        reports = [
            PhotoReport(
                index,
                upload.filename,
                verdict.reasons,
                verdict.measurements,
                verdict.warnings,
                face_ids.get(index),
            )
            for index, (upload, verdict) in enumerate(zip(uploads, verdicts, strict=True))
        ]
        return UploadReport(reports, describe_photos(known, judge.thresholds))

    def check(
        self,
        picture: bytes,
        student_id: int | None = None,
        *,
        confirmed: Collection[int] = (),
    ) -> PictureCheck:
        """Return what `enroll` would say about a picture; nothing is stored.

        Compared with other photos only with a `student_id`. One picture at a time, beside the
        uploads of `enroll`.
        """
        with self._check_lock:
            examined = self._examiner.examine(picture)
            if student_id is None:
                return PictureCheck(examined.reasons, examined.measurements)
            shown = self._follow()
            known = KnownFaces.of(student_id, shown.gallery, confirmed)
            (verdict,), _known = self._judge_beside(shown).judge([examined], known)
        return PictureCheck(verdict.reasons, verdict.measurements, verdict.warnings)

    def _follow(self) -> Shown:
        """What cameras see, with every change that is stored by now."""
        self._gallery_loader.follow()
        return self._gallery_loader.shown

    def _judge_beside(self, shown: Shown) -> Judge:
        """Judge by the thresholds that were calibrated on these very students, as cameras do."""
        return Judge(shown.calibration.thresholds, self._max_faces)

    def _examine(self, upload: Upload) -> _Photo:
        """Look at a photo; of the picture itself no more is held than is kept."""
        examined = self._examiner.examine(upload.data)
        kept = None if examined.found is None else cut_photo(examined.found)
        return _Photo(replace(examined, found=None), kept)


def _require_head_turn(photos: Sequence[_Photo], verdicts: Sequence[Verdict]) -> None:
    """Without a good photo there is nothing to store, and each report says what to do."""
    views = [
        photo.examined.view
        for photo, verdict in zip(photos, verdicts, strict=True)
        if photo.examined.view is not None and not verdict.reasons
    ]
    if views:
        require_head_turn(views)
