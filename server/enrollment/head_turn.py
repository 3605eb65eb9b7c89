"""Was a head turned before the camera, or one flat picture held into it from several sides?

Two views of something flat are related by a homography, from wherever it is seen; two views of a
head that turned are not: the nose moves against the cheeks. So the way that each point of the face
moved is measured (dense inverse search: Kroeger et al., ECCV 2016), a homography is fitted to it,
and what it does not explain is counted. That the nose also moves against eyes and mouth shows that
the head turned, and did not only speak.

A sheet that is bent while it is turned can pass, as does whoever has photos from several sides, or
a film: figures and limits are in docs/evaluation.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ALIGNED_SIZE_PX, ARCFACE_TEMPLATE, similarity_transform
from server.errors import HeadTurnNeededError
from server.recognition.types import FloatArray, Image

# Chosen on drawn attacks with eight people and on real and generated heads, see docs/evaluation.md:
# flat pictures mostly stay below 0.6, heads that turned by 15 degrees lie at 1.2 and more.
LEAST_DEPTH: Final = 1.0
LEAST_TURN: Final = 0.1
LEAST_OVERLAP: Final = 0.4

_SIDE_PX: Final = 128
_TEMPLATE: Final = np.asarray(ARCFACE_TEMPLATE * (_SIDE_PX / ALIGNED_SIZE_PX), np.float32)
_NOSE: Final = 2
_OTHERS: Final = [0, 1, 3, 4]
_AGREES_PX: Final = 1.5
"""A point counts when the way there and the way back differ by less."""

_FARTHEST_PX: Final = 6.0
"""A point that is farther off than that was mistaken for another one, and counts as so far off."""

_EVERY: Final = 7
"""Every pixel is a point; of so many next to each other one is enough."""

_FEWEST: Final = 40

_SIGNS: Final = 2
_PAIRS: Final = 10
"""So many pairs of views are compared at most, those with the largest turns: 40 ms each."""

_LIGHT_PX: Final = 12.0
_CONTRAST_PX: Final = 16.0

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeadView:
    """An upright view of a face, uint8 (128, 128), with even light, and the landmarks in it.

    `landmarks` is float64 (5, 2) px.
    """

    gray: npt.NDArray[np.uint8]
    landmarks: Matrix

    @classmethod
    def cut(cls, image: Image, landmarks: FloatArray) -> Self:
        """Cut the face out of an image, uint8 (H, W, 3) BGR; `landmarks` is float32 (5, 2) px."""
        (upright,) = similarity_transform(landmarks[np.newaxis], _TEMPLATE)
        size = (_SIDE_PX, _SIDE_PX)
        seen = cv2.warpAffine(image, upright, size, borderMode=cv2.BORDER_REPLICATE)
        gray = cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY).astype(np.float32)
        detail = gray - cv2.GaussianBlur(gray, (0, 0), _LIGHT_PX)
        contrast = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), _CONTRAST_PX)) + 4.0
        even = (128.0 + 48.0 * detail / contrast).clip(0, 255).astype(np.uint8)
        return cls(even, landmarks @ upright[:, :2].T + upright[:, 2])


@dataclass(frozen=True, slots=True)
class Turn:
    """How two views differ, by more than those of a flat picture could.

    `turn` is how far the nose moved against eyes and mouth, in distances of eyes and mouth;
    `depth` the motion that no homography explains, root mean square, in percent of the view's
    side; `overlap` the share of the face that was found in both views, 0..1.
    """

    turn: float
    depth: float
    overlap: float

    @property
    def is_of_a_head(self) -> bool:
        return (
            self.turn >= LEAST_TURN and self.depth >= LEAST_DEPTH and self.overlap >= LEAST_OVERLAP
        )


def require_head_turn(views: Sequence[HeadView]) -> None:
    """Raise HeadTurnNeededError unless the views are of a head that turned in between."""
    pairs = sorted(combinations(views, 2), key=lambda pair: -_nose_shift(*pair))
    if not is_head([measure_turn(*pair) for pair in pairs[:_PAIRS]]):
        raise HeadTurnNeededError(
            "The photos do not show a head that turns: a picture held into the camera looks like "
            "that. Take them again, and turn the head well to the left and to the right. For "
            "somebody who cannot, or who is not here, add photos from files."
        )


def is_head(turns: Sequence[Turn]) -> bool:
    """Whether the pairs of some views tell a head: two of them, or the only one.

    One alone may be mistaken where the landmarks slip.
    """
    needed = min(_SIGNS, max(len(turns), 1))
    return sum(turn.is_of_a_head for turn in turns) >= needed


def measure_turn(first: HeadView, second: HeadView) -> Turn:
    """Compare two views; it does not matter which one comes first."""
    ways = ((first, second), (second, first))
    flows = [_flow(*way) for way in ways]
    return Turn(
        turn=_nose_shift(first, second),
        depth=sum(_unexplained(flow, found) for flow, found in flows) / 2,
        overlap=float(sum(found.sum() for _, found in flows) / _FACE.sum() / 2),
    )


def _nose_shift(first: HeadView, second: HeadView) -> float:
    """See Turn.turn."""
    shifts = []
    for start, goal in ((first, second), (second, first)):
        others = _fit_affine(start.landmarks[_OTHERS], goal.landmarks[_OTHERS])
        expected = others @ np.append(start.landmarks[_NOSE], 1.0)
        eyes, mouth = goal.landmarks[:2].mean(axis=0), goal.landmarks[3:].mean(axis=0)
        off = np.hypot(*(expected - goal.landmarks[_NOSE]))
        shifts.append(float(off / max(np.hypot(*(mouth - eyes)), 1.0)))
    return sum(shifts) / 2


def _flow(first: HeadView, second: HeadView) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Where each pixel went, but for the affine map of the landmarks: float32 (128, 128, 2) px.

    With it, bool (128, 128), which ones of the face were found again.
    """
    moved = cv2.warpAffine(
        second.gray,
        _fit_affine(first.landmarks, second.landmarks),
        (_SIDE_PX, _SIDE_PX),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    search.setFinestScale(0)
    there = search.calc(first.gray, moved, None)
    back = search.calc(moved, first.gray, None)
    goal = _PIXELS + there
    returned = there + cv2.remap(
        back, goal[..., 0], goal[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return there, (np.abs(returned).max(axis=-1) < _AGREES_PX) & _FACE


def _fit_affine(start: Matrix, goal: Matrix) -> Matrix:
    """The affine map, float64 (2, 3), that fits points, float64 (n, 2), best."""
    known = np.hstack([start, np.ones((len(start), 1))])
    return np.asarray(np.linalg.lstsq(known, goal, rcond=None)[0].T)


def _unexplained(flow: FloatArray, found: npt.NDArray[np.bool_]) -> float:
    """What no homography explains of the flow at the points that were found: see Turn.depth."""
    start = _PIXELS[found][::_EVERY]
    goal = start + flow[found][::_EVERY]
    if len(start) < _FEWEST:
        return 0.0
    homography, _ = cv2.findHomography(start, goal, 0)
    if homography is None:
        return 0.0
    off = cv2.perspectiveTransform(start[:, np.newaxis], homography)[:, 0] - goal
    distance = np.minimum(np.hypot(off[:, 0], off[:, 1]), _FARTHEST_PX)
    return 100.0 * float(np.sqrt(np.square(distance).mean())) / _SIDE_PX


def _pixels() -> FloatArray:
    """Coordinates of a view's pixels, float32 (128, 128, 2): x, y."""
    line = np.arange(_SIDE_PX, dtype=np.float32)
    return np.asarray(np.stack(np.meshgrid(line, line), axis=-1), np.float32)


_PIXELS: Final = _pixels()
_FACE: Final = np.square((_PIXELS - (64.0, 74.0)) / (40.0, 46.0)).sum(axis=-1) < 1.0
"""The pixels of a view from the brows to the chin, bool (128, 128)."""
