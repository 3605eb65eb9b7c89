"""What in a gallery deserves a second look: people who look alike, photos that do not agree."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds, normalize
from server.recognition.gallery import Gallery
from server.recognition.rows import GroupedRows
from server.recognition.types import FloatArray

MAX_LISTED: Final = 20
"""So many of each kind are told, the worst first; the others are counted."""

ENOUGH_PHOTOS: Final = 3
"""With fewer, a template keeps what is odd about a single photo."""

_BLOCK: Final = 512


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Two students whose mean faces have this cosine."""

    first: int
    second: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A student with a photo that has only this cosine to the mean of the others."""

    student_id: int
    agreement: float


@dataclass(frozen=True, slots=True)
class GalleryReview:
    """The worst of each kind, and how many there are. `few_photos` are student ids."""

    look_alikes: tuple[LookAlikes, ...]
    look_alike_count: int
    disagreements: tuple[Disagreement, ...]
    disagreement_count: int
    few_photos: tuple[int, ...]
    few_photos_count: int


@dataclass(frozen=True, slots=True)
class StudentReview:
    """One student: `look_alikes`, the most alike first, have the student as `first`.

    `agreements`, float32 (n,), is the cosine of each photo to the mean of the others, NaN for a
    single one; below `least_agreement` a photo may show somebody else.
    """

    look_alikes: tuple[LookAlikes, ...]
    agreements: FloatArray
    least_agreement: float


def review_gallery(gallery: Gallery, thresholds: IdentityThresholds) -> GalleryReview:
    """Look through a gallery; `thresholds` are those of this gallery.

    Two students look alike from the `known` threshold on: a camera could name one after the other.
    A student's photos disagree when one of them resembles the others less than one stranger in
    twenty would resemble this one student.
    """
    pairs, pair_count = _look_alikes(gallery, thresholds.known)
    doubtful, doubtful_count = _disagreements(gallery, thresholds.for_students(1).unsure)
    few = gallery.student_ids[gallery.faces.counts < ENOUGH_PHOTOS]
    return GalleryReview(
        look_alikes=tuple(pairs),
        look_alike_count=pair_count,
        disagreements=tuple(doubtful),
        disagreement_count=doubtful_count,
        few_photos=tuple(few[:MAX_LISTED].tolist()),
        few_photos_count=len(few),
    )


def review_student(
    gallery: Gallery, student_id: int, thresholds: IdentityThresholds
) -> StudentReview:
    """Look through one student's photos, by the rules of `review_gallery`."""
    own = gallery.faces_of(student_id)
    least = thresholds.for_students(1).unsure
    if not len(own):
        return StudentReview((), np.zeros(0, np.float32), least)
    mean = normalize(own.sum(axis=0, keepdims=True))[0]
    cosines = normalize(_sums(gallery.faces)) @ mean
    cosines[gallery.student_ids == student_id] = -np.inf
    alike = np.flatnonzero(cosines >= thresholds.known)
    worst = alike[np.argsort(-cosines[alike], kind="stable")][:MAX_LISTED]
    pairs = (
        LookAlikes(student_id, int(gallery.student_ids[row]), float(cosines[row])) for row in worst
    )
    return StudentReview(tuple(pairs), similarities_to_others(own), least)


def similarities_to_others(photos: FloatArray) -> FloatArray:
    """The cosine, float32 (n,), of each photo to the mean of the others; NaN for a single one."""
    if len(photos) < 2:
        return np.full(len(photos), np.nan, np.float32)
    others = normalize(np.asarray(photos.sum(axis=0) - photos, np.float32))
    return np.asarray(np.einsum("nd,nd->n", photos, others), np.float32)


def _look_alikes(gallery: Gallery, least: float) -> tuple[list[LookAlikes], int]:
    """The most alike pairs with a cosine of `least` or more, and how many there are.

    All pairs are compared, in blocks: 10,000 students take about a quarter of a second.
    """
    means = normalize(_sums(gallery.faces))
    found: list[LookAlikes] = []
    count = 0
    for start in range(0, len(means), _BLOCK):
        block = means[start : start + _BLOCK] @ means[start:].T
        block[np.tril_indices(len(block), m=block.shape[1])] = -np.inf  # each pair once
        rows, columns = np.nonzero(block >= least)
        count += len(rows)
        worst = np.argsort(-block[rows, columns], kind="stable")[:MAX_LISTED]
        for row, column in zip(rows[worst], columns[worst], strict=True):
            first, second = gallery.student_ids[[start + row, start + column]].tolist()
            found.append(LookAlikes(first, second, float(block[row, column])))
    found.sort(key=lambda pair: -pair.similarity)
    return found[:MAX_LISTED], count


def _disagreements(gallery: Gallery, least: float) -> tuple[list[Disagreement], int]:
    """The students with a photo that is less than `least` like the mean of their others."""
    faces = gallery.faces
    if not len(faces):
        return [], 0
    owners = faces.owners
    others = normalize(np.asarray(_sums(faces)[owners] - faces.values, np.float32))
    agreement = np.einsum("nd,nd->n", faces.values, others)
    agreement[faces.counts[owners] < 2] = 1.0  # a single photo contradicts nobody
    lowest = np.minimum.reduceat(agreement, faces.offsets[:-1])
    doubtful = np.flatnonzero(lowest < least)
    worst = doubtful[np.argsort(lowest[doubtful], kind="stable")][:MAX_LISTED]
    listed = [Disagreement(int(gallery.student_ids[row]), float(lowest[row])) for row in worst]
    return listed, len(doubtful)


def _sums(faces: GroupedRows) -> FloatArray:
    """The sum of each group's rows, float32 (m, d); a group has one row or more."""
    if not len(faces):
        return np.zeros((0, faces.values.shape[1]), np.float32)
    return np.asarray(np.add.reduceat(faces.values, faces.offsets[:-1], axis=0), np.float32)
