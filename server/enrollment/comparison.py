"""A new photo beside those that are stored: the student's own, and everybody else's."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds
from server.enrollment.reports import FaceRejection, Reason
from server.recognition.gallery import Gallery
from server.recognition.types import FloatArray
from students_db.faces import StoredFaces

_SAME_PHOTO: Final = 0.98
"""Cosine from which two photos are one: it would add nothing to what is known."""


@dataclass(frozen=True, slots=True)
class KnownFaces:
    """What a student's new photos are compared with.

    `own` is float32 (n, d), the student's embeddings; `others` are the other students as a camera
    would compare them.
    """

    own: FloatArray
    others: Gallery

    @classmethod
    def of(cls, student_id: int, stored: StoredFaces) -> "KnownFaces":
        is_own = stored.student_ids == student_id
        others = Gallery.build(
            stored.student_ids[~is_own], stored.embeddings[~is_own], stored.names
        )
        return cls(stored.embeddings[is_own], others)

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
    nearest = known.others.nearest(embedding[np.newaxis], count=1)
    if not nearest.student_ids.size:
        return Comparison(own, None, "", 0)
    name = known.others.names[int(nearest.student_ids[0, 0])]
    return Comparison(own, float(nearest.similarities[0, 0]), name, len(known.others))


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
