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

_SHARED_FROM: Final = 3 * _CHUNK * _FACES_AT_ONCE
"""Blocks times faces from which a second thread is worth its start, a tenth of a millisecond."""


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
        """Prepare templates with rows of length 1; every group has one or more.

        A template with a number that is not finite becomes one of zeros, which resembles nobody.
        """
        counts = templates.counts
        order = np.argsort(-counts, kind="stable")
        starts, having = templates.offsets[order], counts[order]
        width = max(_MIN_WIDTH, _PRODUCT // (_FACES_AT_ONCE * max(templates.values.shape[1], 1)))
        layers = []
        for depth in range(int(counts.max(initial=0))):
            blocks = -(-int((having > depth).sum()) // width)
            students = np.minimum(np.arange(blocks * width), len(order) - 1)
            rows = starts[students] + np.where(having[students] > depth, depth, 0)
            chosen = _finite(templates.values[rows]).reshape(blocks, width, -1)
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
        finite = _finite(faces)
        for start in range(0, len(faces), _FACES_AT_ONCE):
            block = slice(start, start + _FACES_AT_ONCE)
            compared = self._compare(finite[block])
            students[block], similarities[block] = _highest(compared, self.order, k)
        return students, similarities

    def similarities(self, faces: FloatArray) -> FloatArray:
        """The similarity of each face to each student, float32 (n, m), in the students' order."""
        similarities = np.zeros((len(faces), len(self.order)), np.float32)
        if self.layers:
            for start in range(0, len(faces), _FACES_AT_ONCE):
                block = slice(start, start + _FACES_AT_ONCE)
                similarities[block, self.order] = self._compare(faces[block]).by_face(
                    len(self.order)
                )
        return similarities

    def _compare(self, faces: FloatArray) -> "_Compared":
        """Compare up to _FACES_AT_ONCE faces with everybody.

        A second thread takes chunks, too, and nobody waits for one that gets no core.
        """
        blocks, _, width = self.layers[0].shape
        compared = _Compared(
            np.empty((blocks, len(faces), width), np.float32),
            np.empty((blocks, len(faces)), np.float32),
        )
        chunks = [slice(start, start + _CHUNK) for start in range(0, blocks, _CHUNK)]
        waiting, done = deque(chunks), deque[slice]()

        def work() -> None:
            while waiting:
                try:
                    chunk = waiting.popleft()
                except IndexError:  # the other thread was faster
                    return
                self._compare_chunk(faces, compared, chunk)
                done.append(chunk)

        if sum(len(layer) for layer in self.layers) * len(faces) < _SHARED_FROM:
            work()
        else:
            helper = Thread(target=work, daemon=True)
            helper.start()
            work()
            if len(done) < len(chunks):
                helper.join()
            if len(done) < len(chunks):
                raise MemoryError("the search in the gallery failed in its second thread")
        return compared

    def _compare_chunk(self, faces: FloatArray, compared: "_Compared", chunk: slice) -> None:
        highest = compared.highest[chunk]
        np.matmul(faces, self.layers[0][chunk], out=highest)
        for layer in self.layers[1:]:
            products = faces @ layer[chunk]
            part = highest[: len(products)]
            np.maximum(part, products, out=part)
        highest.max(axis=2, out=compared.of_block[chunk])


@dataclass(frozen=True, slots=True)
class _Compared:
    """`highest` cosine over each student's templates, float32 (blocks, n, width), in the search's
    order, and the highest `of_block`, (blocks, n). Behind the last student it is repeated.
    """

    highest: FloatArray
    of_block: FloatArray

    def by_face(self, students: int) -> FloatArray:
        """The similarities as float32 (n, students)."""
        faces = self.highest.shape[1]
        return self.highest.transpose(1, 0, 2).reshape(faces, -1)[:, :students]


def _finite(rows: FloatArray) -> FloatArray:
    """Put zeros in place of the rows of float32 (n, d) that are not all numbers."""
    usable = np.isfinite(rows).all(axis=1, keepdims=True)
    return np.asarray(rows if usable.all() else np.where(usable, rows, 0.0), np.float32)


def _highest(compared: _Compared, numbers: IntArray, k: int) -> tuple[IntArray, FloatArray]:
    """The k nearest students of each face, by their `numbers`, int64 (m,), and the similarities.

    In a large gallery the k-th highest of the blocks' highest is a bound: k students in k blocks
    reach it, and only blocks that reach it need be looked at.
    """
    blocks, faces = compared.of_block.shape
    if blocks > max(_CHUNK, k):
        bound = np.partition(compared.of_block, -k, axis=0)[-k]
    else:
        bound = np.partition(compared.by_face(len(numbers)), -k, axis=1)[:, -k]
    block, face = np.nonzero(compared.of_block >= bound)
    values = compared.highest[block, face]
    column = block[:, np.newaxis] * values.shape[1] + np.arange(values.shape[1])
    found = (values >= bound[face, np.newaxis]) & (column < len(numbers))
    owner = np.broadcast_to(face[:, np.newaxis], values.shape)[found]
    similarity, number = values[found], numbers[column[found]]
    ranked = np.lexsort((number, -similarity, owner))
    first = np.searchsorted(owner[ranked], np.arange(faces))
    chosen = ranked[first[:, np.newaxis] + np.arange(k)]
    return number[chosen], similarity[chosen]
