"""A new photo beside those that are stored: the student's own, and everybody else's."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds, normalize
from server.enrollment.agreement import find_agreement, similarities_to_group
from server.enrollment.reports import FaceRejection, FaceWarning, Notice, Reason
from server.recognition.gallery import Gallery
from server.recognition.types import FloatArray

SAME_PHOTO: Final = 0.98
"""Cosine from which two photos are one: it would add nothing to what is known."""


@dataclass(frozen=True, slots=True)
class KnownFaces:
    """What a student's new photos are compared with.

    `own` is float32 (n, d): the student's embeddings, stored ones first; `stored` says how many of
    them are. `gallery` is what cameras compare with, the student included. The teacher knows that
    the student looks like those of `confirmed`.
    """

    student_id: int
    own: FloatArray
    stored: int
    gallery: Gallery
    confirmed: frozenset[int] = frozenset()

    @classmethod
    def of(cls, student_id: int, gallery: Gallery, confirmed: Collection[int] = ()) -> "KnownFaces":
        own = gallery.faces_of(student_id)
        return cls(student_id, own, len(own), gallery, frozenset(confirmed))

    def with_own(self, embedding: FloatArray) -> "KnownFaces":
        """Add a photo, float32 (d,), that was accepted."""
        own = np.vstack([self.own, embedding]) if len(self.own) else embedding[np.newaxis]
        return replace(self, own=own)

    @property
    def others(self) -> int:
        """How many other students there are."""
        return int((self.gallery.student_ids != self.student_id).sum())


@dataclass(frozen=True, slots=True)
class Comparison:
    """How like a photo is to the student's others, and to the nearest one of `others` students.

    `to_own` is the cosine to the mean of the photos that agree, `nearest_own` to the most similar
    one; `to_photo` is the cosine to the most similar stored photo of the nearest student. None
    where there is nothing to compare with.
    """

    to_own: float | None
    nearest_own: float | None
    others: int = 0
    to_others: float | None = None
    to_photo: float | None = None
    other_id: int | None = None
    other_name: str = ""


def similarities_to_own(new: FloatArray, known: KnownFaces, least: float) -> FloatArray:
    """Return how like each photo of an upload, float32 (k, d), is to the student's other photos.

    float32 (k,), the cosine to the mean of the stored photos that agree; where nothing is stored,
    to the mean of those of the upload that do, whichever came first. NaN for a first photo.
    """
    stored = known.own[: known.stored]
    if not len(stored):
        return similarities_to_group(new, find_agreement(new, least).same)
    mean = normalize(stored[find_agreement(stored, least).same].mean(axis=0, keepdims=True))
    return np.asarray(new @ mean[0], np.float32)


def compare(embedding: FloatArray, to_own: float | None, known: KnownFaces) -> Comparison:
    """Compare a photo's embedding, float32 (d,), whose similarity to its like is known."""
    nearest_own = float((known.own @ embedding).max()) if len(known.own) else None
    nearest = known.gallery.nearest(embedding[np.newaxis], count=2)
    of_others = np.flatnonzero(nearest.student_ids[0] != known.student_id)
    if not len(of_others):
        return Comparison(to_own, nearest_own)
    student_id = int(nearest.student_ids[0, of_others[0]])
    return Comparison(
        to_own,
        nearest_own,
        others=known.others,
        to_others=float(nearest.similarities[0, of_others[0]]),
        to_photo=float((known.gallery.faces_of(student_id) @ embedding).max()),
        other_id=student_id,
        other_name=known.gallery.names[student_id],
    )


def find_conflicts(
    comparison: Comparison, known: KnownFaces, thresholds: IdentityThresholds
) -> list[Reason]:
    """Return why the photo cannot be this student's, or adds nothing.

    A camera would take the face for another student from the threshold on that belongs to a gallery
    of this size, unless the face is nearer to the student's own photos by more than the margin.
    """
    reasons = []
    if (comparison.nearest_own or 0.0) >= SAME_PHOTO:
        reasons.append(
            Reason(
                FaceRejection.DUPLICATE_PHOTO,
                "This photo is stored already. Take another one, from a slightly other angle.",
            )
        )
    least = least_agreement(thresholds)
    if comparison.to_own is not None and comparison.to_own < least:
        reasons.append(_differs(comparison.to_own, known, least))
    if (comparison.to_photo or 0.0) >= SAME_PHOTO:
        reasons.append(
            Reason(
                FaceRejection.PHOTO_OF_ANOTHER_STUDENT,
                f"This very photo is stored for {comparison.other_name}. Take one of this student, "
                "or delete the other student's stored faces if they are the wrong ones.",
                student_id=comparison.other_id,
            )
        )
    elif _resembles_another(comparison, thresholds) and comparison.other_id not in known.confirmed:
        reasons.append(_resembles(comparison, thresholds))
    return reasons


def find_look_alikes(
    comparison: Comparison, known: KnownFaces, thresholds: IdentityThresholds
) -> list[Notice]:
    """Return whom else an accepted photo looks like: near the threshold, or confirmed above it.

    From the margin below the threshold on; one stranger in a hundred is that near to some student.
    """
    limits = thresholds.for_students(comparison.others)
    similarity = comparison.to_others or -1.0
    if similarity < limits.known - limits.margin:
        return []
    name, other = comparison.other_name, comparison.other_id
    if _resembles_another(comparison, thresholds) and other in known.confirmed:
        detail = (
            f"Taken although the face looks like {name} (similarity {similarity:.2f}), as was "
            "confirmed. A camera may call both unsure: take five photos or more of each, in the "
            "light and from the angles of the classroom."
        )
        return [Notice(FaceWarning.CONFIRMED_LOOK_ALIKE, detail, other)]
    detail = (
        f"The face looks somewhat like {name} (similarity {similarity:.2f}). At times a camera may "
        "call both unsure: take more photos of each, from several angles."
    )
    return [Notice(FaceWarning.LOOKS_LIKE_ANOTHER_STUDENT, detail, other)]


def least_agreement(thresholds: IdentityThresholds) -> float:
    """The cosine that a photo needs to the mean of the student's other ones.

    That which one stranger in a thousand reaches; none of the people's own photos was below it
    (`agreement` of `python -m scripts.evaluate enrollment`, docs/evaluation.md).
    """
    return thresholds.for_students(1).known


def _resembles_another(comparison: Comparison, thresholds: IdentityThresholds) -> bool:
    limits = thresholds.for_students(comparison.others)
    if comparison.to_others is None or comparison.to_others < limits.known:
        return False
    own = max(comparison.to_own or -1.0, comparison.nearest_own or -1.0)
    return own < comparison.to_others + limits.margin


def _resembles(comparison: Comparison, thresholds: IdentityThresholds) -> Reason:
    least = thresholds.for_students(comparison.others).known
    return Reason(
        FaceRejection.RESEMBLES_ANOTHER_STUDENT,
        f"The face looks like {comparison.other_name} (similarity {comparison.to_others:.2f}, "
        f"below {least:.2f} is needed). Is this the right student, or is the same person enrolled "
        "twice? If they are two people who look alike, confirm it: send the photo again with "
        f"confirm_look_alike={comparison.other_id}.",
        student_id=comparison.other_id,
    )


def _differs(similarity: float, known: KnownFaces, least: float) -> Reason:
    earlier = (
        "If the earlier photos are the wrong ones, delete them first."
        if known.stored
        else "Most of the photos that came with it agree with each other."
    )
    return Reason(
        FaceRejection.DIFFERS_FROM_OTHER_PHOTOS,
        f"The face does not look like this student's other photos (similarity {similarity:.2f}, "
        f"at least {least:.2f}). Is it the same person? {earlier}",
    )
