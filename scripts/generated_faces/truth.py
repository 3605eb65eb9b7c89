"""What is true of the demo clip: who is where, and what they act. Written to truth.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from scripts.generated_faces.scene import FPS, FRAMES, HEIGHT, WIDTH

EVERY: Final = 5
"""Frames from one described frame to the next."""
HIDDEN_FROM: Final = 0.12
"""A face counts as occluded when more than this share of its box is covered or out of view."""


@dataclass(frozen=True, slots=True)
class TrueFace:
    """One face of one frame. `name` is None for people who are not enrolled.

    `box` is xyxy px as MTCNN frames a face; `expression` is what is acted, `amount` how much of it.
    """

    who: str
    name: str | None
    box: tuple[float, float, float, float]
    expression: str
    amount: float
    occluded: bool


@dataclass(frozen=True, slots=True)
class TrueFrame:
    frame: int
    faces: tuple[TrueFace, ...]


def hidden_shares(
    boxes: npt.NDArray[np.float64], covers: Sequence[npt.NDArray[np.float64]]
) -> npt.NDArray[np.float64]:
    """How much of each box, float64 (n, 4) xyxy px, is out of view or covered: float64 (n,).

    `covers` has for each box the boxes (k, 4) of what is in front of it.
    """
    shares = np.empty(len(boxes))
    for index, (box, fronts) in enumerate(zip(boxes, covers, strict=True)):
        left, top, right, bottom = (int(value) for value in np.round(box))
        seen = np.ones((max(bottom - top, 1), max(right - left, 1)), bool)
        view = np.array([[0, 0, WIDTH, HEIGHT]], np.float64)
        outside = ~_inside(seen.shape, view[0], left, top)
        for front in fronts:
            outside |= _inside(seen.shape, front, left, top)
        shares[index] = outside.mean()
    return shares


def write_truth(path: Path, frames: Sequence[TrueFrame], *, clip: str) -> None:
    lines = ",\n".join(json.dumps(asdict(frame), ensure_ascii=False) for frame in frames)
    head = {"clip": clip, "width": WIDTH, "height": HEIGHT, "fps": FPS, "frame_count": FRAMES}
    opening = json.dumps(head)[:-1]
    path.write_text(f'{opening}, "every": {EVERY}, "frames": [\n{lines}\n]}}\n', encoding="utf-8")


def read_truth(path: Path) -> tuple[TrueFrame, ...]:
    """Read what write_truth wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        TrueFrame(
            frame=entry["frame"],
            faces=tuple(TrueFace(**{**face, "box": tuple(face["box"])}) for face in entry["faces"]),
        )
        for entry in stored["frames"]
    )


def _inside(
    shape: tuple[int, ...], box: npt.NDArray[np.float64], left: int, top: int
) -> npt.NDArray[np.bool_]:
    """Which pixels of an area of `shape` at (left, top) lie in a box."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    across = (x + left >= box[0]) & (x + left < box[2])
    return np.asarray(across & (y + top >= box[1]) & (y + top < box[3]))
