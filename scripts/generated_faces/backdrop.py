"""The room of the demo clip, drawn: a wall with a window, a pin board and shelves, and desks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.generated_faces.scene import HEIGHT, WIDTH

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]
Colour = tuple[int, int, int]

_FINE: Final = 2
"""Shapes are drawn this many times larger and averaged, against jagged edges."""

BACK_DESK_Y: Final = 412
FRONT_DESK_Y: Final = 690

_WALL: Final = (206, 217, 222)
_WOOD: Final = (122, 158, 186)
_PAPERS: Final = (
    (238, 242, 244),
    (170, 214, 240),
    (214, 196, 150),
    (196, 224, 190),
    (186, 176, 232),
    (230, 236, 240),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """Something in front of something else, from the row `top` of the frame to its lower edge.

    `colour`, float32 (h, WIDTH, 3) BGR, is multiplied by `alpha`, float32 (h, WIDTH, 1).
    """

    top: int
    colour: Picture
    alpha: Picture

    def draw_over(self, picture: Picture) -> None:
        below = picture[self.top :]
        below *= 1 - self.alpha
        below += self.colour


def stack(parts: Sequence[tuple[Picture, Picture]]) -> Layer:
    """Make one layer of whole-frame pictures and their alphas (HEIGHT, WIDTH, 1), lowest first."""
    colour, alpha = (
        np.zeros((HEIGHT, WIDTH, 3), np.float32),
        np.zeros((HEIGHT, WIDTH, 1), np.float32),
    )
    for part, cover in parts:
        colour = colour * (1 - cover) + part * cover
        alpha = alpha * (1 - cover) + cover
    top = int(np.argmax(alpha.any(axis=(1, 2))))
    return Layer(top, colour[top:], alpha[top:])


def draw_room() -> Picture:
    """The wall behind everybody, float32 (HEIGHT, WIDTH, 3) BGR, out of focus as it is far away."""
    canvas = _canvas(_WALL)
    _draw_window(canvas)
    _draw_pin_board(canvas)
    _draw_shelves(canvas)
    _box(canvas, 0, 372, WIDTH, 378, (182, 194, 200))
    room = cv2.GaussianBlur(_shrink(canvas), (0, 0), 3.2)
    return np.asarray(room * _daylight()[..., None], np.float32)


def draw_back_desk() -> tuple[Picture, Picture]:
    """The long desk of the back row, with its front panel."""
    canvas = _canvas((0, 0, 0))
    _box(canvas, 0, BACK_DESK_Y, WIDTH, BACK_DESK_Y + 22, _WOOD)
    _box(canvas, 0, BACK_DESK_Y + 22, WIDTH, BACK_DESK_Y + 30, _shade(_WOOD, 0.72))
    _box(canvas, 0, BACK_DESK_Y + 30, WIDTH, HEIGHT, (150, 160, 166))
    for x in range(0, WIDTH + 1, 320):
        _box(canvas, x - 2, BACK_DESK_Y + 30, x + 2, HEIGHT, (132, 142, 148))
    colour = cv2.GaussianBlur(_shrink(canvas), (0, 0), 1.4)
    fade = np.linspace(1.0, 0.62, HEIGHT - BACK_DESK_Y, dtype=np.float32)
    colour[BACK_DESK_Y:] *= fade[:, None, None]
    return colour * _daylight()[..., None], _below(BACK_DESK_Y, blur=1.2)


def draw_front_desk() -> tuple[Picture, Picture]:
    canvas = _canvas((0, 0, 0))
    _box(canvas, 0, FRONT_DESK_Y, WIDTH, HEIGHT, _shade(_WOOD, 1.06))
    colour = _grain(_shrink(canvas))
    return colour * _daylight()[..., None], _below(FRONT_DESK_Y, blur=0.8)


def draw_laptop(x: float, top: float, width: float) -> tuple[Picture, Picture]:
    """The back of an open laptop's lid, whose middle is at `x`."""
    height = width * 0.64
    canvas, mask = _canvas((0, 0, 0)), _canvas((0, 0, 0))
    lid = (x - width / 2, top, x + width / 2, top + height)
    _rounded(mask, lid, width * 0.05, (255, 255, 255))
    _rounded(canvas, lid, width * 0.05, (104, 100, 98))
    _rounded(canvas, (lid[0], lid[1], lid[2], lid[1] + 3), 1.5, (150, 146, 144))
    centre = (round(x * _FINE), round((top + height * 0.45) * _FINE))
    cv2.circle(canvas, centre, round(width * 0.045 * _FINE), (142, 138, 136), -1, cv2.LINE_AA)
    y = np.arange(HEIGHT, dtype=np.float32)
    slope = 1.1 - 0.25 * np.clip((y - top) / height, 0, 1)
    alpha = cv2.GaussianBlur(_shrink(mask)[..., 0] / 255, (0, 0), 0.7)
    return _shrink(canvas) * slope[:, None, None], alpha[..., None]


def _draw_window(canvas: Image) -> None:
    _box(canvas, 20, 22, 268, 330, (236, 240, 240))
    for row in range(2):
        for column in range(2):
            left, top = 32 + 116 * column, 34 + 144 * row
            _box(canvas, left, top, left + 108, top + 136, (250, 246, 234))
            _box(canvas, left, top + 84 + 10 * row, left + 108, top + 136, (206, 224, 206))
    _box(canvas, 8, 330, 280, 344, (222, 228, 230))


def _draw_pin_board(canvas: Image) -> None:
    _box(canvas, 392, 24, 900, 196, (116, 142, 160))
    _box(canvas, 402, 34, 890, 186, (150, 184, 204))
    random = np.random.default_rng(5)
    for column in range(7):
        left = 420 + 67 * column + int(random.integers(-6, 7))
        top = 48 + int(random.integers(0, 34))
        width, height = int(random.integers(40, 54)), int(random.integers(54, 84))
        colour = _PAPERS[int(random.integers(len(_PAPERS)))]
        _box(canvas, left, top, left + width, top + height, colour)
        for line in range(top + 12, top + height - 8, 9):
            _box(canvas, left + 7, line, left + width - 8, line + 2, _shade(colour, 0.82))


def _draw_shelves(canvas: Image) -> None:
    _box(canvas, 1000, 24, 1256, 372, (168, 186, 198))
    random = np.random.default_rng(11)
    for shelf in range(3):
        top = 34 + 112 * shelf
        _box(canvas, 1010, top, 1246, top + 100, (124, 142, 154))
        x = 1016
        while x < 1225:
            width, height = int(random.integers(9, 20)), int(random.integers(62, 92))
            colour = tuple(int(value) for value in random.integers(96, 172, 3))
            _box(canvas, x, top + 100 - height, x + width, top + 100, colour)
            x += width + 2 + (34 if random.random() < 0.14 else 0)


def _daylight() -> Picture:
    """Brighter near the window at the left, darker in the corners; float32 (HEIGHT, WIDTH)."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    window = np.exp(-(((x - 150) / 620) ** 2) - ((y - 170) / 480) ** 2)
    corner = ((x - WIDTH / 2) / WIDTH) ** 2 + ((y - HEIGHT / 2) / HEIGHT) ** 2
    return np.asarray(0.90 + 0.12 * window - 0.22 * corner, np.float32)


def _grain(picture: Picture) -> Picture:
    noise = np.random.default_rng(2).normal(0, 1, (HEIGHT, WIDTH // 16)).astype(np.float32)
    stripes = cv2.resize(cv2.GaussianBlur(noise, (0, 0), 1.0), (WIDTH, HEIGHT))
    return np.asarray(picture * (1 + 0.05 * stripes[..., None]), np.float32)


def _below(y: int, *, blur: float) -> Picture:
    alpha = np.zeros((HEIGHT, WIDTH, 1), np.float32)
    alpha[y:] = 1
    return np.asarray(cv2.GaussianBlur(alpha, (0, 0), blur)[..., None], np.float32)


def _canvas(colour: Colour) -> Image:
    return np.full((HEIGHT * _FINE, WIDTH * _FINE, 3), colour, np.uint8)


def _shrink(canvas: Image) -> Picture:
    small = cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _shade(colour: Colour, factor: float) -> Colour:
    blue, green, red = (min(255, round(value * factor)) for value in colour)
    return blue, green, red


def _box(
    canvas: Image, left: float, top: float, right: float, bottom: float, colour: tuple[int, ...]
) -> None:
    first, second = (
        (round(left * _FINE), round(top * _FINE)),
        (round(right * _FINE), round(bottom * _FINE)),
    )
    cv2.rectangle(canvas, first, (second[0] - 1, second[1] - 1), colour, -1)


def _rounded(
    canvas: Image, box: tuple[float, float, float, float], radius: float, colour: Colour
) -> None:
    left, top, right, bottom = box
    _box(canvas, left + radius, top, right - radius, bottom, colour)
    _box(canvas, left, top + radius, right, bottom - radius, colour)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            centre = (round(x * _FINE), round(y * _FINE))
            cv2.circle(canvas, centre, round(radius * _FINE), colour, -1, cv2.LINE_AA)
