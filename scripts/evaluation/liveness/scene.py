"""A webcam's view of a sheet in somebody's hand, before a room."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.evaluation.liveness.instruments import Image, Picture, Sheet

SIZE: Final = (640, 480)
"""Width and height of the view, px."""

FOCAL_PX: Final = 560.0
"""Of a webcam of about 60 degrees, at this size."""

_FINE: Final = 2
"""The view is drawn so many times finer and averaged: how a camera's pixels collect light."""

_STRIPS: Final = 12
"""A bent sheet is drawn as so many flat strips."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Motion:
    """How a hand moves a sheet: standard deviations of a smooth random walk around a place.

    `shift` is in face widths, `tilt` (yaw and pitch) and `roll` in radians, `depth` a share of the
    distance; `hertz` is the highest frequency.
    """

    shift: float
    tilt: float
    roll: float
    depth: float
    hertz: float


PROPPED: Final = Motion(0.0, 0.0, 0.0, 0.0, 0.1)
HELD: Final = Motion(0.04, 0.03, 0.015, 0.01, 1.5)
MOVED: Final = Motion(0.25, 0.22, 0.08, 0.06, 0.8)


@dataclass(frozen=True, slots=True)
class Camera:
    """What a webcam does to a view. `noise` in grey levels, `blur` in px, `quality` of the JPEG."""

    noise: float
    blur: float
    quality: int

    def take(self, view: Picture, rng: np.random.Generator) -> Image:
        """Turn a view, float32 (H, W, 3) BGR, into the picture that arrives, uint8."""
        soft = cv2.GaussianBlur(view, (0, 0), self.blur)
        noisy = soft + rng.normal(0.0, self.noise, view.shape).astype(np.float32)
        shot = noisy.clip(0, 255).astype(np.uint8)
        _, data = cv2.imencode(".jpg", shot, [cv2.IMWRITE_JPEG_QUALITY, self.quality])
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


@dataclass(frozen=True, slots=True)
class Attack:
    """A sheet held into a camera. `face_px` is the width of its face in the view, on average."""

    sheet: Sheet
    room: Image
    motion: Motion
    camera: Camera
    face_px: float
    seed: int

    def film(self, *, seconds: float, fps: float) -> Iterator[tuple[float, Image]]:
        """Yield (seconds, picture uint8 (480, 640, 3) BGR)."""
        rng = np.random.default_rng(self.seed)
        walks = _Walks(rng, self.motion.hertz)
        middle = np.array([rng.uniform(-0.12, 0.12), rng.uniform(-0.08, 0.08)]) * SIZE
        rest = rng.normal(0.0, 0.08, 2)  # nobody holds a sheet quite parallel to the camera
        dots = _screen_door(self.sheet)
        for index in range(round(seconds * fps)):
            now = index / fps
            pose = self._pose(walks.at(now), middle, rest)
            surface = self.sheet.draw(now) * dots
            yield now, self.camera.take(_compose(self.room, surface, self.sheet, pose), rng)

    def _pose(self, walk: Matrix, middle: Matrix, rest: Matrix) -> "_Pose":
        motion = self.motion
        return _Pose(
            middle=middle + walk[:2] * motion.shift * self.face_px,
            angles=(rest[0] + walk[2] * motion.tilt, rest[1] + walk[3] * motion.tilt),
            roll=walk[4] * motion.roll,
            scale=self.face_px / self.sheet.face[2] * (1.0 + walk[5] * motion.depth),
        )


@dataclass(frozen=True, slots=True)
class _Pose:
    """Where a sheet is: the middle of its face off the view's middle, px, and how it is turned."""

    middle: Matrix
    angles: tuple[float, float]
    roll: float
    scale: float

    def project(self, points: Matrix) -> npt.NDArray[np.float32]:
        """Project points, float64 (n, 3) px of the sheet off its face, into the view: (n, 2)."""
        yaw, pitch = self.angles
        cy, sy, cx, sx = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
        cz, sz = np.cos(self.roll), np.sin(self.roll)
        turn = (
            np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
            @ np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
            @ np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        )
        turned = points @ turn.T * self.scale
        near = FOCAL_PX / (FOCAL_PX + turned[:, 2])
        flat = turned[:, :2] * near[:, None] + self.middle + np.array(SIZE) / 2
        return np.asarray(flat, np.float32)


class _Walks:
    """Six smooth random walks of variance 1: sums of sines with random phases."""

    def __init__(self, rng: np.random.Generator, hertz: float) -> None:
        self._frequencies = rng.uniform(0.1, 1.0, (6, 8)) * hertz
        self._phases = rng.uniform(0.0, 2 * np.pi, (6, 8))

    def at(self, seconds: float) -> Matrix:
        waves = np.sin(2 * np.pi * self._frequencies * seconds + self._phases)
        return np.asarray(waves.sum(axis=1) / 2.0)


def _screen_door(sheet: Sheet) -> Picture:
    """The dark grid between a screen's dots, as far as a sheet of this size can show it."""
    height, width = sheet.opacity.shape
    if not sheet.dots:
        return np.ones((height, width, 1), np.float32)
    turns = 2 * np.pi * sheet.dots / max(height, width)
    rows = 1.0 + 0.12 * np.cos(turns * np.arange(height, dtype=np.float32))
    columns = 1.0 + 0.12 * np.cos(turns * np.arange(width, dtype=np.float32))
    return np.asarray((rows[:, None] * columns)[..., None], np.float32)


def _compose(room: Image, surface: Picture, sheet: Sheet, pose: _Pose) -> Picture:
    width, height = SIZE[0] * _FINE, SIZE[1] * _FINE
    layer = np.dstack([surface * sheet.opacity[..., None], sheet.opacity])
    shrink = pose.scale * _FINE  # what is drawn smaller is softened first, or it would flicker
    if shrink < 1.0:
        layer = cv2.GaussianBlur(layer, (0, 0), 0.35 / shrink)
    view = np.zeros((height, width, 4), np.float32)
    for left, right in _strips(sheet):
        corners = _corners(sheet, left, right)
        flat = np.array([[left, 0], [right, 0], [right, len(surface)], [left, len(surface)]])
        goal = pose.project(corners) * _FINE
        matrix = cv2.getPerspectiveTransform(flat.astype(np.float32), goal)
        part = layer if sheet.bend == 0 else _only(layer, left, right)
        warped = cv2.warpPerspective(part, matrix, (width, height), flags=cv2.INTER_LINEAR)
        view = np.maximum(view, warped) if sheet.bend else warped
    view = cv2.resize(view, SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(view[..., :3] + room * (1.0 - view[..., 3:]), np.float32)


def _strips(sheet: Sheet) -> list[tuple[int, int]]:
    width = sheet.opacity.shape[1]
    if sheet.bend == 0:
        return [(0, width)]
    edges = np.linspace(0, width, _STRIPS + 1).astype(int)
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def _only(layer: Picture, left: int, right: int) -> Picture:
    part = np.zeros_like(layer)
    part[:, max(left - 2, 0) : right + 2] = layer[:, max(left - 2, 0) : right + 2]
    return part


def _corners(sheet: Sheet, left: int, right: int) -> Matrix:
    """The corners of a strip in space, off the middle of the face; a bent sheet lies on a tube."""
    height, width = sheet.opacity.shape
    x, y, _ = sheet.face
    across = np.array([left, right, right, left], np.float64) - x
    down = np.array([0, 0, height, height], np.float64) - y
    if sheet.bend == 0:
        return np.stack([across, down, np.zeros(4)], axis=1)
    radius = width / sheet.bend
    angles = across / radius
    return np.stack([radius * np.sin(angles), down, radius * (1 - np.cos(angles))], axis=1)
