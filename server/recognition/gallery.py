"""The enrolled students as one matrix: exact search for the nearest of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from models.embedder import IdentityThresholds, normalize
from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The k nearest students of n faces, nearest first.

    `student_ids` is int64 (n, k), `similarities` float32 (n, k) cosine. k is smaller than asked
    for in a gallery with fewer students.
    """

    student_ids: IntArray
    similarities: FloatArray


@dataclass(frozen=True, slots=True)
class Gallery:
    """Students and their templates, immutable: a change makes a new gallery.

    A template is the normalised mean of a student's embeddings, which averages out what is odd
    about each single photo. `student_ids` is int64 (m,), sorted; `templates` float32 (m, d), rows
    of length 1.
    """

    student_ids: IntArray
    templates: FloatArray
    names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> Self:
        return cls(np.zeros(0, np.int64), np.zeros((0, 0), np.float32))

    @classmethod
    def build(cls, student_ids: IntArray, embeddings: FloatArray, names: Mapping[int, str]) -> Self:
        """Average the embeddings of each student.

        `student_ids` is int64 (m,), the student of each row of `embeddings`, float32 (m, d) with
        rows of length 1 from one embedder. Raises ValueError when the lengths differ.
        """
        if len(student_ids) != len(embeddings):
            raise ValueError(f"{len(student_ids)} student ids for {len(embeddings)} embeddings")
        if not len(student_ids):
            return cls.empty()
        students, owners = np.unique(student_ids, return_inverse=True)
        sums = np.zeros((len(students), embeddings.shape[1]), np.float32)
        np.add.at(sums, owners, embeddings)
        return cls(students, normalize(sums), dict(names))

    def __len__(self) -> int:
        return len(self.student_ids)

    def nearest(self, embeddings: FloatArray, count: int = 5) -> Candidates:
        """Find the `count` nearest students of `embeddings`, float32 (n, d) with unit rows."""
        k = min(count, len(self))
        if k == 0 or len(embeddings) == 0:
            shape = (len(embeddings), k)
            return Candidates(np.zeros(shape, np.int64), np.zeros(shape, np.float32))
        similarities = embeddings @ self.templates.T
        top = np.argpartition(similarities, -k, axis=1)[:, -k:]
        order = np.argsort(-np.take_along_axis(similarities, top, axis=1), axis=1, kind="stable")
        nearest = np.take_along_axis(top, order, axis=1)
        return Candidates(
            self.student_ids[nearest], np.take_along_axis(similarities, nearest, axis=1)
        )


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A gallery and the thresholds that were calibrated on it, if they were."""

    gallery: Gallery
    thresholds: IdentityThresholds | None = None

    def thresholds_or(self, defaults: IdentityThresholds) -> IdentityThresholds:
        """The gallery's own thresholds, else the embedder's for a gallery of this size."""
        return self.thresholds or defaults.for_students(len(self.gallery))


class LiveGallery:
    """The gallery that all cameras look at; replaced as a whole when a student changes.

    Reading and replacing a reference is atomic, so no reader needs a lock.
    """

    def __init__(
        self, gallery: Gallery | None = None, thresholds: IdentityThresholds | None = None
    ) -> None:
        self._enrolled = Enrolled(gallery or Gallery.empty(), thresholds)

    @property
    def current(self) -> Gallery:
        return self._enrolled.gallery

    @property
    def enrolled(self) -> Enrolled:
        """The gallery together with its thresholds, as one consistent state."""
        return self._enrolled

    def replace(self, gallery: Gallery, thresholds: IdentityThresholds | None = None) -> None:
        self._enrolled = Enrolled(gallery, thresholds)
