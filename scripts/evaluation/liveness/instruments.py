"""What an impostor holds into the camera: sheets of paper and screens with somebody's face.

ISO/IEC 30107-3 calls such a thing a presentation attack instrument. These are drawn, not
photographed: good for comparing methods and for finding what a method cannot see, no proof of how
often a real print passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]
"""float32 (H, W, 3) BGR, 0..255, or float32 (H, W)."""

SHEET_PX: Final = 800
"""Longer side of a sheet as it is drawn."""

PRINT_WHITE: Final = np.array([228.0, 236.0, 238.0], np.float32)
PRINT_BLACK: Final = np.array([42.0, 38.0, 40.0], np.float32)
"""Paper and ink in a lit room, BGR: a print has neither deep black nor full white."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of one person, or a clip of them: `at` gives it at a moment, in seconds.

    All pictures have one size. `face` is the middle and the width of the face's box, px.
    """

    at: Callable[[float], Image]
    face: tuple[float, float, float]


def still(picture: Image, face: tuple[float, float, float]) -> Portrait:
    """One picture for all times."""

    def at(_seconds: float) -> Image:
        return picture

    return Portrait(at, face)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat or bent thing with a face on it.

    `draw` gives its surface at a moment, in seconds, as float32 (H, W, 3) BGR 0..255; `opacity` is
    float32 (H, W), 0..1. `face` is the middle and the width of the face on it, px. `bend` is the
    angle, in radians, over which its width is rolled; `dots` counts the dots of a screen along
    the longer side, 0 for paper.
    """

    draw: Callable[[float], Picture]
    opacity: Picture
    face: tuple[float, float, float]
    bend: float = 0.0
    dots: int = 0


def paper(portrait: Portrait, rng: np.random.Generator, *, bend: float = 0.0) -> Sheet:
    """A matte colour print, with or without a white margin, with the grain of a printer."""
    framing = _Framing.of(portrait, rng, aspect=float(rng.choice([0.71, 0.8, 1.0])))
    picture = framing.cut(portrait.at(0.0))
    inked = PRINT_BLACK + picture / 255.0 * (PRINT_WHITE - PRINT_BLACK)
    inked += rng.normal(0.0, 6.0, (*picture.shape[:2], 1)).astype(np.float32)
    margin = int(rng.choice([0.0, 0.04, 0.08]) * SHEET_PX)
    surface = _surround(inked, margin, PRINT_WHITE)
    opaque = np.ones(surface.shape[:2], np.float32)
    return Sheet(lambda _seconds: surface, opaque, framing.face(margin), bend=bend)


def cut_out(portrait: Portrait, rng: np.random.Generator) -> Sheet:
    """A print cut along the head, which has no straight edge."""
    sheet = paper(portrait, rng)
    rows, columns = np.indices(sheet.opacity.shape, np.float32)
    x, y, side = sheet.face
    head = ((columns - x) / (0.75 * side)) ** 2 + ((rows - y + 0.1 * side) / (0.95 * side)) ** 2
    opacity = cv2.GaussianBlur((head < 1.0).astype(np.float32), (0, 0), 1.5)
    return Sheet(sheet.draw, np.asarray(opacity, np.float32), sheet.face)


def screen(portrait: Portrait, rng: np.random.Generator, *, aspect: float) -> Sheet:
    """A phone or a tablet: bezel, bluish light, a reflection, a slow band of its refresh."""
    framing = _Framing.of(portrait, rng, aspect=aspect)
    bezel = int(rng.uniform(0.012, 0.04) * SHEET_PX)
    black = np.full(3, rng.uniform(10.0, 50.0), np.float32)
    cast = np.array([rng.uniform(1.0, 1.15), 1.0, rng.uniform(0.85, 1.0)], np.float32)
    gain, gamma = rng.uniform(0.8, 1.1), rng.uniform(0.8, 1.1)
    depth, speed = rng.uniform(0.0, 0.06), rng.uniform(-0.8, 0.8)
    height, width = framing.size
    glare = _glare(framing.size, rng)[..., np.newaxis]
    rows = 1.5 * np.linspace(0.0, 1.0, height, dtype=np.float32)[:, np.newaxis, np.newaxis]

    def draw(seconds: float) -> Picture:
        lit = gain * 255.0 * (framing.cut(portrait.at(seconds)) / 255.0) ** gamma * cast + glare
        lit *= 1.0 + depth * np.sin(2 * np.pi * (rows + speed * seconds))
        return _surround(np.asarray(lit, np.float32), bezel, black)

    opaque = np.ones((height + 2 * bezel, width + 2 * bezel), np.float32)
    dots = int(rng.choice([1334, 1920, 2400]))
    return Sheet(draw, opaque, framing.face(bezel), dots=dots)


@dataclass(frozen=True, slots=True)
class _Framing:
    """Which part of a portrait, xyxy px, is on the sheet, and how large: (height, width) px."""

    window: tuple[float, float, float, float]
    size: tuple[int, int]
    portrait: Portrait

    @classmethod
    def of(cls, portrait: Portrait, rng: np.random.Generator, *, aspect: float) -> "_Framing":
        """Frame the face as photos do, 1.5 to 2.4 face widths wide; `aspect` is width by height."""
        x, y, side = portrait.face
        width = side * rng.uniform(1.5, 2.4)
        height = width / aspect
        left = x - width * rng.uniform(0.45, 0.55)
        top = y - height * rng.uniform(0.38, 0.5)
        scale = SHEET_PX / max(width, height)
        size = (round(height * scale), round(width * scale))
        return cls((left, top, left + width, top + height), size, portrait)

    def cut(self, picture: Image) -> Picture:
        left, top, right, bottom = self.window
        height, width = self.size
        factors = ((right - left) / width, (bottom - top) / height)
        back = np.array([[factors[0], 0, left], [0, factors[1], top]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        border = cv2.BORDER_REPLICATE
        cut = cv2.warpAffine(picture, back, (width, height), flags=flags, borderMode=border)
        return np.asarray(cut, np.float32)

    def face(self, margin: int) -> tuple[float, float, float]:
        """The face on the sheet inside of a margin."""
        left, top, right, _ = self.window
        scale = self.size[1] / (right - left)
        x, y, side = self.portrait.face
        return ((x - left) * scale + margin, (y - top) * scale + margin, side * scale)


def _surround(picture: Picture, width: int, colour: npt.NDArray[np.float32]) -> Picture:
    value = [float(channel) for channel in colour]
    sides = (width,) * 4
    return np.asarray(
        cv2.copyMakeBorder(picture, *sides, cv2.BORDER_CONSTANT, value=value), np.float32
    )


def _glare(size: tuple[int, int], rng: np.random.Generator) -> Picture:
    """A lamp's soft reflection on glass: float32 (H, W), what it adds to the grey level."""
    rows, columns = np.indices(size, np.float32)
    middle = rng.uniform(0.0, 1.0, 2) * size
    spread = rng.uniform(0.08, 0.4) * SHEET_PX
    distance = np.hypot(rows - middle[0], columns - middle[1]) / spread
    return np.asarray(rng.uniform(0.0, 60.0) * np.exp(-(distance**2)), np.float32)
