"""Photos made worse step by step, in the ways in which enrollment photos are bad."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.evaluation.enrollment.occluders import OCCLUDERS, occlude
from server.enrollment.reports import FaceRejection

Image = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float32]
Random = np.random.Generator

_FACE_PX: Final = 112.0
"""Lengths of blurs are in pixels of a face of this width."""

_SENSOR_NOISE: Final = 4.0
"""Standard deviation, of 255, of the noise that weak light comes with."""


@dataclass(frozen=True, slots=True)
class Face:
    """Where the face of a plain photo is: `box` float32 (4,) xyxy px, `landmarks` (5, 2) px."""

    box: FloatArray
    landmarks: FloatArray

    @property
    def width_px(self) -> float:
        return max(float(self.box[2] - self.box[0]), 1.0)


Worsen = Callable[[Image, Face, float, Random], Image]


@dataclass(frozen=True, slots=True)
class Worsening:
    """One way in which photos are bad, and how far it is taken; `unit` says what levels mean.

    `check` is the one that should notice; None where no check was worth it.
    """

    name: str
    unit: str
    levels: tuple[float, ...]
    apply: Worsen
    check: FaceRejection | None = None


def shrink(image: Image, face: Face, width_px: float, _random: Random) -> Image:
    """Shrink the photo until the face is so wide."""
    scale = min(1.0, width_px / face.width_px)
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def enlarge(image: Image, face: Face, width_px: float, random: Random) -> Image:
    """A face that was so wide, blown up to twice the smallest size that is accepted."""
    small = shrink(image, face, width_px, random)
    scale = 128.0 / min(width_px, face.width_px)
    return np.asarray(cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))


def blur(image: Image, face: Face, sigma: float, _random: Random) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma * face.width_px / _FACE_PX))


def move(image: Image, face: Face, length: float, random: Random, *, angle: float) -> Image:
    """Move while the shutter is open: `length` px of a 112 px face, `angle` in degrees."""
    length *= face.width_px / _FACE_PX
    half = int(np.ceil(length / 2)) + 1
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    turn = np.radians(angle + random.uniform(-10, 10))
    end = np.array([np.cos(turn), np.sin(turn)]) * length / 2
    places = np.array([[half - end[0], half - end[1]], [half + end[0], half + end[1]]])
    points = np.rint(places * 256).astype(np.int32)
    big = np.zeros_like(kernel, np.uint8)
    cv2.line(big, tuple(points[0].tolist()), tuple(points[1].tolist()), 255, 1, cv2.LINE_AA, 8)
    kernel = big.astype(np.float32) / max(float(big.sum()), 1.0)
    return np.asarray(cv2.filter2D(image, -1, kernel, borderType=cv2.BORDER_REPLICATE))


def darken(image: Image, _face: Face, factor: float, random: Random) -> Image:
    noise = random.normal(0, _SENSOR_NOISE, image.shape)
    return np.asarray(np.clip(np.rint(image * factor + noise), 0, 255), np.uint8)


def overexpose(image: Image, _face: Face, factor: float, _random: Random) -> Image:
    return np.asarray(np.clip(image.astype(np.float32) * factor, 0, 255), np.uint8)


def light_from_side(image: Image, face: Face, share: float, random: Random) -> Image:
    """Leave the far half of the face all but `share` of its light, in a soft terminator."""
    middle = face.landmarks[:2].mean(axis=0)
    across = (np.arange(image.shape[1]) - middle[0]) / face.width_px * random.choice((-1, 1))
    lit = 1 - share / (1 + np.exp(-across * 12))
    noise = random.normal(0, 1.5, image.shape)
    return np.asarray(np.clip(image * lit[np.newaxis, :, np.newaxis] + noise, 0, 255), np.uint8)


def fog(image: Image, _face: Face, share: float, random: Random) -> Image:
    """Flare: so much of the picture is a flat light."""
    noise = random.normal(0, 2.0, image.shape)
    return np.asarray(np.clip(image * (1 - share) + 190 * share + noise, 0, 255), np.uint8)


def roll(image: Image, face: Face, degrees: float, random: Random) -> Image:
    middle = face.landmarks.mean(axis=0)
    matrix = cv2.getRotationMatrix2D(
        (float(middle[0]), float(middle[1])), float(degrees * random.choice((-1, 1))), 1.0
    )
    size = (image.shape[1], image.shape[0])
    return np.asarray(cv2.warpAffine(image, matrix, size, borderMode=cv2.BORDER_REPLICATE))


def cut_below(image: Image, face: Face, share: float, _random: Random) -> Image:
    """Cut off so much of the face's height at the chin."""
    edge = face.box[3] - share * (face.box[3] - face.box[1])
    return np.ascontiguousarray(image[: max(int(edge), 1)])


def cut_at_side(image: Image, face: Face, share: float, random: Random) -> Image:
    """Cut off so much of the face's width."""
    if random.integers(2):
        return np.ascontiguousarray(image[:, max(int(face.box[0] + share * face.width_px), 0) :])
    return np.ascontiguousarray(image[:, : max(int(face.box[2] - share * face.width_px), 1)])


def compress(image: Image, _face: Face, quality: float, _random: Random) -> Image:
    _done, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)


def cover(image: Image, face: Face, level: float, random: Random, *, what: str) -> Image:
    draw = OCCLUDERS[what]
    return occlude(image, face.landmarks, lambda canvas, skin: draw(level, canvas, skin, random))


_WIDTH: Final = "px of the face's width"
_SMALL: Final = f"{_WIDTH} before it was enlarged"
_LOST: Final = "share of the far side's light lost"
_LEFT: Final = "share of the light left"

_MOTION: Final = (4, 8, 11, 15, 20, 28)
_CUT: Final = (0.1, 0.2, 0.3, 0.4, 0.5)

WORSENINGS: Final = (
    Worsening("shrink", _WIDTH, (80, 64, 48, 40, 32, 24), shrink, FaceRejection.FACE_TOO_SMALL),
    Worsening("enlarge", _SMALL, (64, 48, 40, 32, 24, 16), enlarge, FaceRejection.TOO_BLURRY),
    Worsening("blur", "px of sigma", (1, 1.5, 2, 2.5, 3, 4), blur, FaceRejection.TOO_BLURRY),
    Worsening("move_across", "px", _MOTION, partial(move, angle=0), FaceRejection.TOO_BLURRY),
    Worsening("move_down", "px", _MOTION, partial(move, angle=90), FaceRejection.TOO_BLURRY),
    Worsening("move_aslant", "px", _MOTION, partial(move, angle=45), FaceRejection.TOO_BLURRY),
    Worsening("darken", _LEFT, (0.5, 0.3, 0.2, 0.15, 0.1), darken, FaceRejection.TOO_DARK),
    Worsening("overexpose", "times", (1.5, 2, 2.5, 3, 4), overexpose, FaceRejection.TOO_BRIGHT),
    Worsening(
        "side_light", _LOST, (0.5, 0.7, 0.85, 0.95, 1), light_from_side, FaceRejection.UNEVEN_LIGHT
    ),
    Worsening("fog", "share of flat light", (0.5, 0.7, 0.8, 0.9), fog),
    Worsening("roll", "degrees", (15, 30, 40, 50, 60), roll, FaceRejection.EXTREME_POSE),
    Worsening("cut_below", "share of the face", _CUT, cut_below, FaceRejection.FACE_CUT_OFF),
    Worsening("cut_at_side", "share of the face", _CUT, cut_at_side, FaceRejection.FACE_CUT_OFF),
    Worsening(
        "mask",
        "y of its edge",
        (92, 84, 74, 64),
        partial(cover, what="mask"),
        FaceRejection.FACE_COVERED,
    ),
    Worsening(
        "sunglasses",
        "opacity",
        (0.5, 0.7, 0.85, 1),
        partial(cover, what="sunglasses"),
        FaceRejection.FACE_COVERED,
    ),
    Worsening(
        "hand",
        "times its size",
        (0.6, 1.0, 1.4),
        partial(cover, what="hand"),
        FaceRejection.FACE_COVERED,
    ),
    Worsening(
        "book",
        "y of its edge",
        (104, 92, 80, 68),
        partial(cover, what="book"),
        FaceRejection.FACE_COVERED,
    ),
    Worsening(
        "hair",
        "y of its end",
        (40, 55, 75, 100),
        partial(cover, what="hair"),
        FaceRejection.FACE_COVERED,
    ),
    Worsening("compress", "JPEG quality", (50, 30, 20, 10, 5), compress),
)
