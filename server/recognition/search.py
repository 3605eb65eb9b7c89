"""Exact search for the nearest students: every template is compared with every face.

Nothing is left out by an index of approximate neighbours, nor by bounds: embeddings fill their 128
dimensions so evenly that neither the triangle inequality around a student's mean nor a projection
on principal axes excludes anybody (SFace needs 64 axes for 70 % of the energy of real faces).

Where the processor multiplies bfloat16, a large gallery is first compared in it: with its error's
bound that leaves a handful of students for each face, who are then compared in float32.

`python -m scripts.evaluate search` times it.
"""

from collections import deque
from dataclasses import dataclass, field
from threading import Thread
from typing import Final

import numpy as np

from models.rough_products import ERROR, MAX_DIMENSION, RoughProducts, are_rough_products_fast
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

_ROUGH_FROM: Final = 4000
"""Templates from which a rough comparison saves time: 0.3 ms of two cores for 30 faces."""

_MAX_REPEATED: Final = 2.0
"""A rough comparison repeats the first templates of students with few: only up to this factor."""

_GROUPS: Final = 64
"""Into so many rows a face's rough similarities are folded to find a bound."""

_CHECKED_AT_MOST: Final = 100
"""Students a face. Where more may be among the nearest, everybody is compared in float32."""


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
    _rough: "_RoughSearch | None" = field(default=None, repr=False)

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
        return cls(order, tuple(layers), _RoughSearch.of(templates))

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
            students[block], similarities[block] = self._nearest(finite[block], k)
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

    def _nearest(self, faces: FloatArray, k: int) -> tuple[IntArray, FloatArray]:
        if self._rough is not None:
            found = self._rough.nearest(faces, k)
            if found is not None:
                return found
        return _highest(self._compare(faces), self.order, k)

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
class _RoughSearch:
    """Finds in bfloat16 who can be among the nearest, and compares only them in float32.

    A rough similarity is off by `error` at most. So k students reach the k-th highest rough one
    less the error, and whoever does not come within the error of that is not among the k nearest.
    """

    templates: GroupedRows
    products: RoughProducts
    longest: float

    @classmethod
    def of(cls, templates: GroupedRows) -> "_RoughSearch | None":
        """Prepare it where it saves time."""
        values, counts = templates.values, templates.counts
        deep = int(counts.max(initial=0))
        if len(values) < _ROUGH_FROM or deep * len(templates) > _MAX_REPEATED * len(values):
            return None
        if values.shape[1] > MAX_DIMENSION or not are_rough_products_fast():
            return None
        finite = _finite(values)
        depths = np.arange(deep)[:, np.newaxis]
        rows = templates.offsets[:-1] + np.where(depths < counts, depths, 0)
        longest = float(np.linalg.norm(finite, axis=1).max())
        return cls(
            GroupedRows(finite, templates.offsets), RoughProducts(finite[rows]), max(longest, 1.0)
        )

    def nearest(self, faces: FloatArray, k: int) -> tuple[IntArray, FloatArray] | None:
        """The same as `TemplateSearch.nearest`, or None where too many are left to compare."""
        groups = len(self.templates) // _GROUPS
        if k > groups:
            return None
        rough = self.products.highest(faces)
        folded = rough[:, : groups * _GROUPS].reshape(len(faces), _GROUPS, groups).max(axis=1)
        bound = np.partition(folded, -k, axis=1)[:, -k]  # k students or more reach it
        error = ERROR * self.longest * np.maximum(np.linalg.norm(faces, axis=1), 1.0)
        near = np.flatnonzero(rough >= (bound - 2.0 * error)[:, np.newaxis])  # nonzero is slower
        face, student = np.divmod(near, len(self.templates))
        if len(face) > _CHECKED_AT_MOST * len(faces):
            return None
        return _ranked(face, student, self._similarities(faces, face, student), (len(faces), k))

    def _similarities(self, faces: FloatArray, face: IntArray, student: IntArray) -> FloatArray:
        """The similarity of pairs of a face and a student, int64 (p,) each: float32 (p,)."""
        chosen = self.templates.take(student)
        products = np.einsum("nd,nd->n", chosen.values, faces[face[chosen.owners]])
        return np.asarray(np.maximum.reduceat(products, chosen.offsets[:-1]), np.float32)


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
    return _ranked(owner, numbers[column[found]], values[found], (faces, k))


def _ranked(
    face: IntArray, student: IntArray, similarity: FloatArray, shape: tuple[int, int]
) -> tuple[IntArray, FloatArray]:
    """The k nearest students and their similarities for each of n faces, `shape` (n, k).

    The pairs, (p,) each, hold k students or more of each face, in any order.
    """
    faces, k = shape
    ranked = np.lexsort((student, -similarity, face))
    first = np.searchsorted(face[ranked], np.arange(faces))
    chosen = ranked[first[:, np.newaxis] + np.arange(k)]
    return student[chosen], similarity[chosen]
