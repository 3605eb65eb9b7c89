"""How far two views of a face differ by more than a flat picture's could: plane plus parallax.

Two views of something flat, a photo or a screen, are related by a homography, however it is moved
and tilted. Two views of a head are not: when it turns, the nose moves against the cheeks, and eyes
and mouth move by themselves. So a homography is fitted between the two views and what it leaves
unexplained is measured as a flow, in percent of the face's width. Plane plus parallax: Irani and
Anandan, ECCV 1996; flow as a sign of life: Bao et al., IASP 2009. The fit is the inverse
compositional method of Baker and Matthews, IJCV 56(3), 2004.
"""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ALIGNED_SIZE_PX, ARCFACE_TEMPLATE, similarity_transform
from server.recognition.types import FloatArray, Image

VIEW_PX: Final = 64
"""Side of the upright view in which faces are compared: from the forehead to the mouth."""

TEMPLATE: Final = np.asarray(ARCFACE_TEMPLATE * (VIEW_PX / ALIGNED_SIZE_PX), np.float32)

_BLOCKS: Final = 8
"""The flow is measured in so many blocks across and down."""

_STEPS: Final = 8
"""The fit starts a few percent off at most, and is mostly done after three or four steps."""

_LIGHT_PX: Final = 8.0
"""Grey levels are compared with their surroundings of this width: lamps and reflections move."""

_WARP: Final = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FaceRegion:
    """The part of a frame around a face, and how the upright view maps into it.

    `gray` is uint8 (h, w), no finer than the view needs; `placing` is the homography, float64
    (3, 3), from pixels of the view to pixels of `gray`.
    """

    gray: npt.NDArray[np.uint8]
    placing: Matrix

    @classmethod
    def cut(cls, image: Image, landmarks: FloatArray) -> Self | None:
        """Cut out the face with `landmarks`, float32 (5, 2) px; None when it leaves the picture."""
        (upright,) = similarity_transform(landmarks[np.newaxis], TEMPLATE)
        scale = float(np.hypot(upright[0, 0], upright[1, 0]))
        middle, reach = landmarks.mean(axis=0), VIEW_PX / max(scale, 1e-6)
        left, top = np.maximum(middle - reach, 0).astype(int).tolist()
        right, bottom = (middle + reach).astype(int).tolist()
        part = image[top : max(bottom, 0), left : max(right, 0)]
        if min(part.shape[:2]) < reach:
            return None
        gray = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
        shrink = min(1.0, 1.3 * scale)
        if shrink < 1.0:
            gray = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        shift = 0.5 * shrink - 0.5
        into = np.array([[shrink, 0, shift - shrink * left], [0, shrink, shift - shrink * top]])
        back = np.linalg.inv(np.vstack([upright, [0.0, 0.0, 1.0]]))
        return cls(np.asarray(gray, np.uint8), np.vstack([into, [0.0, 0.0, 1.0]]) @ back)

    def view(self, placing: Matrix) -> FloatArray:
        """The upright view under a homography, float32 (64, 64), without the light's slow changes.

        Its standard deviation is 1.
        """
        size = (VIEW_PX, VIEW_PX)
        seen = cv2.warpPerspective(
            self.gray, placing, size, flags=_WARP, borderMode=cv2.BORDER_REPLICATE
        ).astype(np.float32)
        fine = cv2.GaussianBlur(seen, (5, 5), 1.0)
        light = cv2.resize(cv2.resize(fine, (8, 8), interpolation=cv2.INTER_AREA), size)
        detail = fine - light
        return np.asarray(detail / (float(detail.std()) + 1.0), np.float32)


class PlanarReference:
    """One view of a face, with which later views are compared."""

    def __init__(self, region: FaceRegion) -> None:
        self._view = region.view(region.placing)
        self._correction = np.eye(3)
        across = cv2.Sobel(self._view, cv2.CV_32F, 1, 0, ksize=3) / 8.0
        down = cv2.Sobel(self._view, cv2.CV_32F, 0, 1, ksize=3) / 8.0
        self._across, self._down = across, down
        self._slopes = _homography_slopes(across, down)
        curvature = self._slopes.T @ self._slopes
        curvature += 1e-3 * np.trace(curvature) / 8 * np.eye(8, dtype=np.float32)
        self._solve = np.linalg.inv(curvature.astype(np.float64)) @ self._slopes.T
        self._texture = _in_blocks(np.stack([across * across, across * down, down * down]))

    def parallax(self, region: FaceRegion) -> float:
        """What no homography explains of a later view: root mean square flow, % of its width."""
        placing, view = self._start(region)
        difference = view - self._view
        error = float(np.square(difference).mean())
        for _ in range(_STEPS):
            next_placing = _compose(placing, self._solve @ difference.ravel())
            next_difference = region.view(next_placing) - self._view
            next_error = float(np.square(next_difference).mean())
            if next_error >= error:
                break
            gain, error = error - next_error, next_error
            placing, difference = next_placing, next_difference
            if gain < 0.02 * error:
                break
        self._correction = np.linalg.inv(region.placing) @ placing
        return self._flow(difference)

    def _start(self, region: FaceRegion) -> tuple[Matrix, FloatArray]:
        """Where the landmarks are, or as far off them as the last view was; and the view there.

        Landmarks that were a few pixels off in the first view are as far off in all later ones.
        """
        placings = (region.placing, region.placing @ self._correction)
        views = [region.view(placing) for placing in placings]
        errors = [float(np.square(view - self._view).mean()) for view in views]
        best = int(np.argmin(errors))
        return placings[best], views[best]

    def _flow(self, difference: FloatArray) -> float:
        """Lucas and Kanade's flow of each block; blocks without texture count little."""
        xx, xy, yy = self._texture
        along = _in_blocks(np.stack([self._across * difference, self._down * difference]))
        weight = xx + yy
        ridge = 0.15 * float(weight.mean()) + 1e-6
        a, b = xx + ridge, yy + ridge
        area = a * b - xy * xy
        u = (b * along[0] - xy * along[1]) / area
        v = (a * along[1] - xy * along[0]) / area
        mean = float(((u * u + v * v) * weight).sum() / (float(weight.sum()) + 1e-6))
        return 100.0 * float(np.sqrt(mean)) / VIEW_PX


def _grid() -> tuple[FloatArray, FloatArray]:
    """Coordinates of the view's pixels, -1..1: x and y, float32 (64, 64) each."""
    line = (np.arange(VIEW_PX, dtype=np.float32) - VIEW_PX / 2) / (VIEW_PX / 2)
    x, y = np.meshgrid(line, line)
    return np.asarray(x, np.float32), np.asarray(y, np.float32)


_X, _Y = _grid()
_CENTRE: Final = np.array(
    [[VIEW_PX / 2, 0, VIEW_PX / 2], [0, VIEW_PX / 2, VIEW_PX / 2], [0, 0, 1.0]]
)
_UNCENTRE: Final = np.linalg.inv(_CENTRE)


def _homography_slopes(across: FloatArray, down: FloatArray) -> FloatArray:
    """How the view changes with each of a homography's eight parameters, float32 (4096, 8)."""
    radial = -(across * _X + down * _Y)
    slopes = [
        across * _X, across * _Y, across, down * _X, down * _Y, down, radial * _X, radial * _Y
    ]  # fmt: skip
    return np.asarray(np.stack(slopes, axis=-1).reshape(-1, 8) * (VIEW_PX / 2), np.float32)


def _compose(placing: Matrix, step: Matrix) -> Matrix:
    """Undo the small homography of a step, eight parameters, before `placing`."""
    small = np.append(step, 0.0).reshape(3, 3) + np.eye(3)
    moved = placing @ _CENTRE @ np.linalg.inv(small) @ _UNCENTRE
    return np.asarray(moved / moved[2, 2])


def _in_blocks(maps: FloatArray) -> FloatArray:
    """Sum maps, float32 (k, 64, 64), over the blocks: float32 (k, 8, 8)."""
    side = VIEW_PX // _BLOCKS
    return np.asarray(maps.reshape(-1, _BLOCKS, side, _BLOCKS, side).sum(axis=(2, 4)), np.float32)
