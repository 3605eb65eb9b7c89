"""Geometry of boxes: overlap, suppression, squaring. Boxes are xyxy in pixels."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Overlap = Literal["union", "smaller"]
FloatArray = npt.NDArray[np.float32]

# Columns compared at a time: bounds the memory that thousands of candidates would take.
_BLOCK = 512


def areas(boxes: FloatArray) -> FloatArray:
    """Return the area of each box, float32 (n, 4) to (n,)."""
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def overlaps(first: FloatArray, second: FloatArray, *, of: Overlap = "union") -> FloatArray:
    """Return how far each of `first` (n, 4) covers each of `second` (m, 4): float32 (n, m), 0..1.

    The intersection is divided by the union (IoU), or by the smaller of the two boxes.
    """
    width = np.minimum(first[:, None, 2], second[None, :, 2])
    width -= np.maximum(first[:, None, 0], second[None, :, 0])
    height = np.minimum(first[:, None, 3], second[None, :, 3])
    height -= np.maximum(first[:, None, 1], second[None, :, 1])
    intersection = np.maximum(width, 0) * np.maximum(height, 0)
    first_areas, second_areas = areas(first)[:, None], areas(second)[None, :]
    whole = (
        np.minimum(first_areas, second_areas)
        if of == "smaller"
        else first_areas + second_areas - intersection
    )
    shares = intersection / np.maximum(whole, np.finfo(np.float32).tiny)
    return np.asarray(shares, np.float32)


def suppress(
    boxes: FloatArray, scores: FloatArray, *, threshold: float, of: Overlap = "union"
) -> npt.NDArray[np.intp]:
    """Return the indices to keep, best first: boxes that no better box covers by over `threshold`.

    Unlike greedy suppression, a box that is itself suppressed still suppresses others, as in the
    `mtcnn` package (and in "Fast NMS" of Bolya et al., YOLACT, 2019): one matrix, no loop.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = boxes[order]
    keep = np.ones(len(order), np.bool_)
    for start in range(0, len(order), _BLOCK):
        block = ranked[start : start + _BLOCK]
        better = ranked[: start + len(block)]
        covered = overlaps(better, block, of=of) > threshold
        # Row i is better than column j (rank start + j) where i < start + j.
        keep[start : start + _BLOCK] = ~np.triu(covered, k=1 - start).any(axis=0)
    return order[keep]


def square(boxes: FloatArray) -> FloatArray:
    """Grow the shorter side of each box about its centre until it is a square."""
    sizes = boxes[:, 2:] - boxes[:, :2]
    centres = boxes[:, :2] + sizes / 2
    half = sizes.max(axis=1, keepdims=True) / 2
    return np.concatenate([centres - half, centres + half], axis=1)


def shift(boxes: FloatArray, offsets: FloatArray, *, extra: int = 0) -> FloatArray:
    """Move the edges (n, 4) by shares of the box's size, a size that counts `extra` pixels more."""
    sizes = boxes[:, 2:] - boxes[:, :2] + np.float32(extra)
    return boxes + offsets * np.tile(sizes, 2)


def are_proper(boxes: FloatArray) -> npt.NDArray[np.bool_]:
    """Return which boxes have a width and a height above 0: bool (n,)."""
    return (boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3])
