"""Random parts of a csv, for a quick look."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from scripts.evaluation.tables import Boxes, OpenSetImage, Role

T = TypeVar("T")


def sample(items: Iterable[T], limit: int | None, *, seed: int) -> list[T]:
    """Draw at most `limit` items without repetition; they stay in their order."""
    everything = list(items)
    if limit is None or limit >= len(everything):
        return everything
    chosen = np.random.default_rng(seed).choice(len(everything), limit, replace=False)
    return [everything[index] for index in sorted(chosen.tolist())]


def sample_boxes(truth: Boxes, limit: int | None, *, seed: int) -> Boxes:
    """Draw images, with all their boxes."""
    images = sample(truth.images, limit, seed=seed)
    kept = set(images)
    return Boxes(tuple(images), tuple(box for box in truth.boxes if box.image in kept))


def sample_open_set(
    images: Sequence[OpenSetImage], limit: int | None, *, seed: int
) -> list[OpenSetImage]:
    """Draw probes and impostors together; the gallery stays whole."""
    gallery = [image for image in images if image.role is Role.GALLERY]
    others = [image for image in images if image.role is not Role.GALLERY]
    return gallery + sample(others, limit, seed=seed)
