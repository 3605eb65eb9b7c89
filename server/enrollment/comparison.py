"""A new photo beside those that are stored: the student's own, and everybody else's."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds
from server.enrollment.reports import FaceRejection, Reason
from server.recognition.gallery import Gallery
from server.recognition.types import FloatArray

_SAME_PHOTO: Final = 0.98
"""Cosine from which two photos are one: it would add nothing to what is known."""


@dataclass(frozen=True, slots=True)
class KnownFaces:
    """What a student's new photos are compared with.

    `own` is float32 (n, d), the student's embeddings; `gallery` is what cameras compare with, the
    student included.
    """

    student_id: int
    own: FloatArray
    gallery: Gallery

    @classmethod
    def of(cls, student_id: int, gallery: Gallery) -> "KnownFaces":
        return cls(student_id, gallery.faces_of(student_id), gallery)

    @property
    def others(self) -> int:
        """How many other students there are."""
        return int((self.gallery.student_ids != self.student_id).sum())

    def with_own(self, embedding: FloatArray) -> "KnownFaces":
        """Add a photo, float32 (d,), that was accepted."""
        own = np.vstack([self.own, embedding]) if len(self.own) else embedding[np.newaxis]
        return replace(self, own=own)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Highest cosine to the own photos, and to one of `others` students; None without any."""

    similarity_to_own: float | None
    similarity_to_others: float | None
    nearest_other: str
    others: int


def compare(embedding: FloatArray, known: KnownFaces) -> Comparison:
    """Compare a new photo's embedding, float32 (d,)."""
    own = float((known.own @ embedding).max()) if len(known.own) else None
    nearest = known.gallery.nearest(embedding[np.newaxis], count=2)
    of_others = np.flatnonzero(nearest.student_ids[0] != known.student_id)
    if not len(of_others):
        return Comparison(own, None, "", 0)
    student_id = int(nearest.student_ids[0, of_others[0]])
    similarity = float(nearest.similarities[0, of_others[0]])
    return Comparison(own, similarity, known.gallery.names[student_id], known.others)


def find_conflicts(comparison: Comparison, thresholds: IdentityThresholds) -> list[Reason]:
    """Return why the photo cannot be this student's, or adds nothing.

    A camera would take the face for another student from the threshold on that belongs to a gallery
    of this size.
    """
    known = thresholds.for_students(comparison.others).known
    own, others = comparison.similarity_to_own, comparison.similarity_to_others
    reasons = []
    if own is not None and own >= _SAME_PHOTO:
        reasons.append(
            Reason(
                FaceRejection.DUPLICATE_PHOTO,
                "This photo is stored already. Take another one, from a slightly other angle.",
            )
        )
    least = thresholds.for_students(1).unsure  # compared with one person only
    if own is not None and own < least:
        reasons.append(
            Reason(
                FaceRejection.DIFFERS_FROM_OTHER_PHOTOS,
                f"The face does not look like this student's other photos (similarity {own:.2f}, "
                f"at least {least:.2f}). Is it the same person? If the earlier photos "
                "are the wrong ones, delete them first.",
            )
        )
    if others is not None and others >= known:
        reasons.append(
            Reason(
                FaceRejection.RESEMBLES_ANOTHER_STUDENT,
                f"The face looks like {comparison.nearest_other} (similarity {others:.2f}, below "
                f"{known:.2f} is needed). Is this the right student, or is the same "
                "person enrolled twice?",
            )
        )
    return reasons
