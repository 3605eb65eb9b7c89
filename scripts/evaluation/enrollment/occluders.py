"""Things held before a face, drawn: masks, sunglasses, hands, books, hair.

They are drawn in the frame of the alignment template (112 px, eyes at y = 51, mouth at y = 92),
twice as large, and laid onto the photo through the inverse of the face's alignment.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ARCFACE_TEMPLATE, similarity_transform

Image = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float32]
Random = np.random.Generator

_SCALE: Final = 2
_REACH_PX: Final = 72
"""How far the canvas reaches beyond the template on each side."""

_SIDE: Final = _SCALE * (112 + 2 * _REACH_PX)
_EYES: Final = ((38.3, 51.7), (73.5, 51.5))

_MASKS: Final = ((235, 205, 150), (240, 240, 240), (45, 40, 40), (150, 160, 120), (70, 60, 170))
_COVERS: Final = ((60, 60, 160), (150, 90, 40), (225, 230, 235), (60, 120, 60), (40, 40, 40))
_HAIR: Final = ((20, 20, 25), (30, 45, 70), (60, 110, 150), (70, 70, 75))


@dataclass(slots=True)
class Canvas:
    """What is laid over a face: colour, float32 (s, s, 3) BGR 0..255, and cover, (s, s) 0..1."""

    colour: FloatArray
    cover: FloatArray

    @classmethod
    def empty(cls) -> "Canvas":
        return cls(np.zeros((_SIDE, _SIDE, 3), np.float32), np.zeros((_SIDE, _SIDE), np.float32))

    def fill(self, points: npt.ArrayLike, colour: npt.ArrayLike, cover: float = 1.0) -> None:
        """Fill a polygon, (k, 2) in px of the template."""
        shape = np.zeros((_SIDE, _SIDE), np.uint8)
        cv2.fillPoly(shape, [_place(points)], 1)
        self._paint(shape.astype(bool), colour, cover)

    def ellipse(
        self,
        centre: tuple[float, float],
        axes: tuple[float, float],
        colour: npt.ArrayLike,
        *,
        angle: float = 0.0,
        cover: float = 1.0,
    ) -> None:
        """Fill an ellipse, `axes` being its half axes in px of the template."""
        turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        points = np.stack([axes[0] * np.cos(turns), axes[1] * np.sin(turns)], axis=1)
        cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        turned = points @ np.array([[cosine, sine], [-sine, cosine]])
        self.fill(turned + np.asarray(centre), colour, cover)

    def line(self, points: npt.ArrayLike, colour: npt.ArrayLike, width: float) -> None:
        """Draw along points, (k, 2) in px of the template."""
        shape = np.zeros((_SIDE, _SIDE), np.uint8)
        cv2.polylines(shape, [_place(points)], False, 1, max(1, round(width * _SCALE)))
        self._paint(shape.astype(bool), colour, 1.0)

    def _paint(self, where: npt.NDArray[np.bool_], colour: npt.ArrayLike, cover: float) -> None:
        self.colour[where] = np.asarray(colour, np.float32)
        self.cover[where] = cover


def occlude(
    image: Image, landmarks: FloatArray, draw: Callable[[Canvas, FloatArray], None]
) -> Image:
    """Lay what `draw` draws over the face with `landmarks`, float32 (5, 2) px.

    `image` is uint8 (H, W, 3) BGR, so is the result. `draw` gets an empty canvas and the colour of
    the skin on the cheeks, float32 (3,) BGR.
    """
    canvas = Canvas.empty()
    draw(canvas, _skin(image, landmarks))
    target = (ARCFACE_TEMPLATE + _REACH_PX) * _SCALE
    onto_canvas = similarity_transform(landmarks[np.newaxis], np.asarray(target, np.float32))[0]
    size = (image.shape[1], image.shape[0])
    # Shrink by area first, so that thin lines and edges do not alias.
    factor = max(1.0, float(np.hypot(*onto_canvas[0, :2])))
    small = (round(_SIDE / factor), round(_SIDE / factor))
    colour = cv2.resize(canvas.colour * canvas.cover[..., np.newaxis], small, interpolation=3)
    cover = cv2.resize(canvas.cover, small, interpolation=cv2.INTER_AREA)
    onto_canvas = onto_canvas * (small[0] / _SIDE)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    colour = cv2.warpAffine(colour, onto_canvas, size, flags=flags)
    cover = cv2.warpAffine(cover, onto_canvas, size, flags=flags)[..., np.newaxis]
    return np.asarray(np.clip(image * (1 - cover) + colour, 0, 255), np.uint8)


def mask(level: float, canvas: Canvas, _skin_colour: FloatArray, random: Random) -> None:
    """A face mask whose upper edge lies at y = `level` px of the template on the nose."""
    colour = np.array(random.choice(_MASKS), np.float32)
    side = min(level + 6, 92.0)
    rim = [(16, side), (40, level + 1), (56, level - 1), (72, level + 1), (96, side)]
    canvas.fill([*rim, (92, 102), (76, 118), (56, 123), (36, 118), (20, 102)], colour)
    for y in np.arange(level + 8, 116, 7):  # its folds
        canvas.line([(24, y), (56, y + 3), (88, y)], colour * 0.85, 1.0)
    canvas.line([(16, side), (2, side - 12)], colour * 0.9, 1.2)
    canvas.line([(96, side), (110, side - 12)], colour * 0.9, 1.2)


def sunglasses(level: float, canvas: Canvas, _skin_colour: FloatArray, random: Random) -> None:
    """Dark lenses that let the share 1 - `level` of the light through."""
    colour = random.uniform(5, 45, 3)
    width, height = random.uniform(14, 17), random.uniform(10, 14)
    for eye in _EYES:
        canvas.ellipse((eye[0], eye[1] + 2), (width, height), colour, cover=level)
    canvas.line([(50, 49), (62, 49)], colour, 2.5)
    canvas.line([(24, 48), (4, 46)], colour, 2.5)
    canvas.line([(88, 48), (108, 46)], colour, 2.5)


def hand(level: float, canvas: Canvas, skin_colour: FloatArray, random: Random) -> None:
    """A hand of `level` times the usual size on mouth, cheek or eye, in the colour of the skin."""
    colour = skin_colour * random.uniform(0.75, 1.1)
    middle = np.array([(56, 92), (34, 74), (78, 74), (38, 54), (74, 54)][random.integers(5)])
    angle = random.uniform(-40, 40)
    turn = np.radians(angle)
    along = np.array([np.sin(turn), -np.cos(turn)])
    across = np.array([np.cos(turn), np.sin(turn)])
    canvas.ellipse(
        tuple(middle + along * -22 * level), (20 * level, 24 * level), colour, angle=angle
    )
    for finger in range(4):
        foot = middle + across * (finger - 1.5) * 10 * level - along * 6 * level
        tip = foot + along * (30 - 4 * abs(finger - 1.4)) * level
        canvas.line([foot, tip], colour * 0.7, 10.5 * level)  # its shadowed edge
        canvas.line([foot, tip], colour, 8.5 * level)


def book(level: float, canvas: Canvas, _skin_colour: FloatArray, random: Random) -> None:
    """A book held from below up to y = `level` px of the template."""
    colour = np.array(random.choice(_COVERS), np.float32)
    tilt = random.uniform(-6, 6)
    canvas.fill([(-20, level - tilt), (132, level + tilt), (136, 180), (-24, 180)], colour)
    for y in np.arange(level + 12, 170, 9):
        end = random.uniform(70, 110)
        canvas.line([(8, y - tilt * 0.7), (end, y + tilt * 0.6)], colour * 0.6, 2.2)


def hair(level: float, canvas: Canvas, _skin_colour: FloatArray, random: Random) -> None:
    """Strands that fall over one side of the face down to y = `level` px of the template."""
    colour = np.array(random.choice(_HAIR), np.float32)
    sign = random.choice((-1.0, 1.0))
    for _ in range(70):
        start = 56 + sign * random.uniform(-6, 46)
        end = start + sign * random.uniform(0, 14)
        foot = level + random.uniform(-8, 8)
        points = [(start, -20), ((start + end) / 2 + sign * 3, foot / 2), (end, foot)]
        canvas.line(points, colour * random.uniform(0.7, 1.4), random.uniform(0.8, 2.4))


Occluder = Callable[[float, Canvas, FloatArray, Random], None]

OCCLUDERS: Final[Mapping[str, Occluder]] = {
    "mask": mask,
    "sunglasses": sunglasses,
    "hand": hand,
    "book": book,
    "hair": hair,
}


def _place(points: npt.ArrayLike) -> npt.NDArray[np.int32]:
    return np.rint((np.asarray(points, np.float64) + _REACH_PX) * _SCALE).astype(np.int32)


def _skin(image: Image, landmarks: FloatArray) -> FloatArray:
    """The middle colour of the two cheeks, float32 (3,) BGR."""
    eyes, nose, mouth = landmarks[:2], landmarks[2], landmarks[3:]
    points = (eyes + mouth) / 2 + 0.1 * (nose - (eyes + mouth) / 2)
    rows = np.clip(points[:, 1].round().astype(int), 0, image.shape[0] - 1)
    columns = np.clip(points[:, 0].round().astype(int), 0, image.shape[1] - 1)
    return np.asarray(image[rows, columns].mean(axis=0), np.float32)
