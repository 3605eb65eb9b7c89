"""Exact search for the nearest students: every template is compared with every face.

Nothing is left out by an index of approximate neighbours, nor by bounds: embeddings fill their 128
dimensions so evenly that neither the triangle inequality around a student's mean nor a projection
on principal axes excludes anybody (SFace needs 64 axes for 70 % of the energy of real faces).

`python -m scripts.evaluate search` times it.
"""

from collections import deque
from dataclasses import dataclass
from threading import Thread
from typing import Final

import numpy as np
import numpy.typing as npt

from server.recognition.rows import GroupedRows, IntArray
from server.recognition.types import FloatArray

_FACES_AT_ONCE: Final = 32

_PRODUCT: Final = 1 << 18
"""Multiplications of one small matrix product. OpenBLAS, which NumPy brings, keeps products up to
this size on the caller's thread. Its own threads wait for each other in a loop: where the networks
use every core, as in a lesson, a search by them took ten times as long."""

_MIN_WIDTH: Final = 4

_CHUNK: Final = 16
"""Blocks that a thread takes at once: a third of a millisecond with five templates a student."""

_SHARED_FROM: Final = 3 * _CHUNK
"""Small products from which a second thread is worth its start, a tenth of a millisecond."""


@dataclass(frozen=True, slots=True)
class TemplateSearch:
    """Templates in the order in which one small matrix product after the other reads them.

    The first layer holds the first template of every student, the second one the second template of
    those who have two, and so on; students with more templates come first. So a student's maximum
    is one over layers: a plain vectorised operation, in contrast to `np.maximum.reduceat`, which
    takes longer than the products themselves. `order` is int64 (m,), the students' row numbers. A
    layer is float32 (blocks, d, width), `width` students a block; what is left of its last block
    repeats their first templates, which changes no maximum.
    """

    order: IntArray
    layers: tuple[FloatArray, ...]

    @classmethod
    def of(cls, templates: GroupedRows) -> "TemplateSearch":
        """Prepare templates with rows of length 1; every group has one or more."""
        counts = templates.counts
        order = np.argsort(-counts, kind="stable")
        starts, having = templates.offsets[order], counts[order]
        width = max(_MIN_WIDTH, _PRODUCT // (_FACES_AT_ONCE * max(templates.values.shape[1], 1)))
        layers = []
        for depth in range(int(counts.max(initial=0))):
            blocks = -(-int((having > depth).sum()) // width)
            students = np.minimum(np.arange(blocks * width), len(order) - 1)
            rows = starts[students] + np.where(having[students] > depth, depth, 0)
            chosen = templates.values[rows].reshape(blocks, width, -1)
            layers.append(np.ascontiguousarray(chosen.transpose(0, 2, 1)))
        return cls(order, tuple(layers))

    def nearest(self, faces: FloatArray, count: int) -> tuple[IntArray, FloatArray]:
        """Return the `count` nearest students of each face, nearest first.

        `faces` is float32 (n, d); students are row numbers, int64 (n, k), similarities float32
        (n, k), k <= count. Of students who are equally near the one with the lower number comes
        first. A face with a number that is not finite resembles nobody: its similarities are 0.
        """
        k = min(count, len(self.order))
        students = np.zeros((len(faces), k), np.int64)
        similarities = np.zeros((len(faces), k), np.float32)
        if k == 0:
            return students, similarities
        finite = np.where(np.isfinite(faces).all(axis=1, keepdims=True), faces, 0.0)
        for start in range(0, len(faces), _FACES_AT_ONCE):
            block = slice(start, start + _FACES_AT_ONCE)
            compared = self._compare(np.asarray(finite[block], np.float32))
            students[block], similarities[block] = _highest(compared, self.order, k)
        return students, similarities

    def similarities(self, faces: FloatArray) -> FloatArray:
        """The similarity of each face to each student, float32 (n, m), in the students' order."""
        similarities = np.zeros((len(faces), len(self.order)), np.float32)
        if self.layers:
            for start in range(0, len(faces), _FACES_AT_ONCE):
                block = slice(start, start + _FACES_AT_ONCE)
                similarities[block, self.order] = self._compare(faces[block])
        return similarities

    def _compare(self, faces: FloatArray) -> FloatArray:
        """The highest cosine over each student's templates, float32 (n, m), in `order`.

        A second thread takes chunks, too, and nobody waits for one that gets no core.
        """
        blocks, _, width = self.layers[0].shape
        highest = np.empty((blocks, len(faces), width), np.float32)
        chunks = [slice(start, start + _CHUNK) for start in range(0, blocks, _CHUNK)]
        waiting, done = deque(chunks), deque[slice]()

        def work() -> None:
            while waiting:
                try:
                    chunk = waiting.popleft()
                except IndexError:  # the other thread was faster
                    return
                self._compare_chunk(faces, highest, chunk)
                done.append(chunk)

        if sum(len(layer) for layer in self.layers) < _SHARED_FROM:
            work()
        else:
            helper = Thread(target=work, daemon=True)
            helper.start()
            work()
            if len(done) < len(chunks):
                helper.join()
            if len(done) < len(chunks):
                raise MemoryError("the search in the gallery failed in its second thread")
        joined = highest.transpose(1, 0, 2).reshape(len(faces), -1)
        return joined[:, : len(self.order)]

    def _compare_chunk(self, faces: FloatArray, highest: FloatArray, chunk: slice) -> None:
        np.matmul(faces, self.layers[0][chunk], out=highest[chunk])
        for layer in self.layers[1:]:
            products = faces @ layer[chunk]
            part = highest[chunk.start : chunk.start + len(products)]
            np.maximum(part, products, out=part)


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
