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
class OtherStudent:
    """Another student and how like a photo is: `similarity` is what a camera would see, `to_photo`
    the cosine to the most similar one of the stored photos.
    """

    student_id: int
    name: str
    similarity: float
    to_photo: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How like a photo is to the student's others, and to the nearest ones of `others` students.

    `to_own` is the cosine to the mean of the photos that agree, `nearest_own` to the most similar
    one; None where there is nothing to compare with. `nearest` are other students, the most alike
    first: so many that an unconfirmed one is among them, where there is one.
    """

    to_own: float | None
    nearest_own: float | None
    others: int = 0
    nearest: tuple[OtherStudent, ...] = ()

    @property
    def to_others(self) -> float | None:
        """How like the photo is to the most alike other student; None where there is none."""
        return self.nearest[0].similarity if self.nearest else None


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
    return Comparison(to_own, nearest_own, known.others, _nearest_others(embedding, known))


def find_conflicts(
    comparison: Comparison, known: KnownFaces, thresholds: IdentityThresholds
) -> list[Reason]:
    """Return why the photo cannot be this student's, or adds nothing.

    A camera would take the face for another student from the threshold on that belongs to a gallery
    of this size, unless the face is nearer to the student's own photos by more than the margin. Of
    several such students whom nobody confirmed the nearest is told: each is a question of its own.
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
    of_photo = [other for other in comparison.nearest if other.to_photo >= SAME_PHOTO]
    resembled = [
        other
        for other in comparison.nearest
        if other.student_id not in known.confirmed and _resembles(other, comparison, thresholds)
    ]
    if of_photo:
        reasons.append(_is_photo_of(max(of_photo, key=lambda other: other.to_photo)))
    elif resembled:
        least = thresholds.for_students(comparison.others).known
        reasons.append(_resembles_another(resembled[0], known, least))
    return reasons


def find_look_alikes(
    comparison: Comparison, known: KnownFaces, thresholds: IdentityThresholds
) -> list[Notice]:
    """Return whom else an accepted photo looks like: those confirmed above the threshold, and the
    nearest of the others near it.

    From the margin below the threshold on; one stranger in a hundred is that near to some student.
    """
    limits = thresholds.for_students(comparison.others)
    near = [one for one in comparison.nearest if one.similarity >= limits.known - limits.margin]
    confirmed = [
        other
        for other in near
        if other.student_id in known.confirmed and _resembles(other, comparison, thresholds)
    ]
    rest = [other for other in near if other not in confirmed]
    return [*map(_is_confirmed, confirmed), *map(_is_somewhat_like, rest[:1])]


def least_agreement(thresholds: IdentityThresholds) -> float:
    """The cosine that a photo needs to the mean of the student's other ones.

    That which one stranger in a thousand reaches; none of the people's own photos was below it
    (`agreement` of `python -m scripts.evaluate enrollment`, docs/evaluation.md).
    """
    return thresholds.for_students(1).known


def _nearest_others(embedding: FloatArray, known: KnownFaces) -> tuple[OtherStudent, ...]:
    """The most alike other students: one more than are confirmed."""
    wanted = 1 + len(known.confirmed)
    nearest = known.gallery.nearest(embedding[np.newaxis], count=1 + wanted)
    ranked = zip(nearest.student_ids[0].tolist(), nearest.similarities[0].tolist(), strict=True)
    others = [(number, cosine) for number, cosine in ranked if number != known.student_id]
    return tuple(
        OtherStudent(
            student_id,
            known.gallery.names[student_id],
            similarity,
            to_photo=float((known.gallery.faces_of(student_id) @ embedding).max()),
        )
        for student_id, similarity in others[:wanted]
    )


def _resembles(other: OtherStudent, comparison: Comparison, thresholds: IdentityThresholds) -> bool:
    limits = thresholds.for_students(comparison.others)
    own = max(comparison.to_own or -1.0, comparison.nearest_own or -1.0)
    return other.similarity >= limits.known and own < other.similarity + limits.margin


def _is_photo_of(other: OtherStudent) -> Reason:
    return Reason(
        FaceRejection.PHOTO_OF_ANOTHER_STUDENT,
        f"This very photo is stored for {other.name}. Take one of this student, or delete the "
        "other student's stored faces if they are the wrong ones.",
        student_id=other.student_id,
    )


def _resembles_another(other: OtherStudent, known: KnownFaces, least: float) -> Reason:
    confirmed = [*sorted(known.confirmed), other.student_id]
    query = "&".join(f"confirm_look_alike={student_id}" for student_id in confirmed)
    return Reason(
        FaceRejection.RESEMBLES_ANOTHER_STUDENT,
        f"The face looks like {other.name} (similarity {other.similarity:.2f}, below {least:.2f} "
        "is needed). Is this the right student, or is the same person enrolled twice? If they are "
        f"two people who look alike, confirm it: send the photo again with {query}.",
        student_id=other.student_id,
    )


def _is_confirmed(other: OtherStudent) -> Notice:
    return Notice(
        FaceWarning.CONFIRMED_LOOK_ALIKE,
        f"Taken although the face looks like {other.name} (similarity {other.similarity:.2f}), as "
        "was confirmed. A camera may call both unsure: take five photos or more of each, in the "
        "light and from the angles of the classroom.",
        other.student_id,
    )


def _is_somewhat_like(other: OtherStudent) -> Notice:
    return Notice(
        FaceWarning.LOOKS_LIKE_ANOTHER_STUDENT,
        f"The face looks somewhat like {other.name} (similarity {other.similarity:.2f}). At times "
        "a camera may call both unsure: take more photos of each, from several angles.",
        other.student_id,
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
