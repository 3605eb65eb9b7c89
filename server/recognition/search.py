"""Exact search for the nearest students: every template is compared with every face.

Nothing is left out by an index of approximate neighbours, nor by bounds: embeddings fill their 128
dimensions so evenly that neither the triangle inequality around a student's mean nor a projection
on principal axes excludes anybody (SFace needs 64 axes for 70 % of the energy of real faces).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from server.recognition.rows import GroupedRows, IntArray
from server.recognition.types import FloatArray

_BLOCK: Final = 64
"""Faces that are compared at once: bounds the memory, 10,000 students take 5 MB."""


@dataclass(frozen=True, slots=True)
class TemplateSearch:
    """Templates in the order in which one matrix product after the other reads them.

    The first layer holds the first template of every student, the second one the second template of
    those who have two, and so on; students with more templates come first, so each layer is the
    maximum over a slice: a plain vectorised operation, in contrast to `np.maximum.reduceat`, which
    takes longer than the products themselves. `order` is int64 (m,), the students' row numbers;
    a layer is float32 (d, m_j), so that the product need not turn it round.
    """

    order: IntArray
    layers: tuple[FloatArray, ...]

    @classmethod
    def of(cls, templates: GroupedRows) -> "TemplateSearch":
        """Prepare templates with rows of length 1; every group has one or more."""
        counts = templates.counts
        order = np.argsort(-counts, kind="stable")
        starts = templates.offsets[order]
        depth = int(counts.max(initial=0))
        layers = tuple(
            np.ascontiguousarray(templates.values[starts[: (counts > layer).sum()] + layer].T)
            for layer in range(depth)
        )
        return cls(order, layers)

    def nearest(self, faces: FloatArray, count: int) -> tuple[IntArray, FloatArray]:
        """Return the `count` nearest students of each face, nearest first.

        `faces` is float32 (n, d); students are row numbers, int64 (n, k), similarities float32
        (n, k), k <= count. Of students who are equally near the one with the lower number comes
        first. A face with a number that is not finite resembles nobody: its similarities are 0.
        """
        k = min(count, len(self.order))
        students, similarities = (
            np.zeros((len(faces), k), np.int64),
            np.zeros((len(faces), k), np.float32),
        )
        if k == 0:
            return students, similarities
        finite = np.where(np.isfinite(faces).all(axis=1, keepdims=True), faces, 0.0)
        for start in range(0, len(faces), _BLOCK):
            block = slice(start, start + _BLOCK)
            compared = self._compare(np.asarray(finite[block], np.float32))
            students[block], similarities[block] = _highest(compared, self.order, k)
        return students, similarities

    def similarities(self, faces: FloatArray) -> FloatArray:
        """The similarity of each face to each student, float32 (n, m), in the students' order.

        All at once, so for small n or m only.
        """
        similarities = np.zeros((len(faces), len(self.order)), np.float32)
        if self.layers:
            similarities[:, self.order] = self._compare(faces)
        return similarities

    def _compare(self, faces: FloatArray) -> FloatArray:
        """The highest cosine over each student's templates, float32 (n, m), in `order`."""
        highest = faces @ self.layers[0]
        for layer in self.layers[1:]:
            part = highest[:, : layer.shape[1]]
            np.maximum(part, faces @ layer, out=part)
        return np.asarray(highest, np.float32)


def _highest(
    values: FloatArray, numbers: IntArray, k: int
) -> tuple[npt.NDArray[np.int64], FloatArray]:
    """The k highest of each row of float32 (n, m) and the numbers, int64 (m,), of their columns."""
    width = values.shape[1]
    least = np.partition(values, width - k, axis=1)[:, width - k]
    rows, columns = np.nonzero(values >= least[:, np.newaxis])
    found, candidates = values[rows, columns], numbers[columns]
    ranked = np.lexsort((candidates, -found, rows))
    first = np.searchsorted(rows, np.arange(len(values)))
    chosen = ranked[first[:, np.newaxis] + np.arange(k)]
    return candidates[chosen], found[chosen]
