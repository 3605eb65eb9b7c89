"""The image pyramid of MTCNN's first stage, packed into one canvas.

P-Net is fully convolutional, so all levels can lie side by side in a single image and go through in
one call: several times faster than a call a level. A window that would cross from one level into
another is never looked at.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

WINDOW_PX = 12  # what one cell of P-Net's output sees
STRIDE_PX = 2  # from one cell to the next

NO_LEVEL = -1


@dataclass(frozen=True, slots=True)
class Level:
    """One shrunk copy of the image and its place in the canvas. All four numbers are even."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pyramid:
    """How images of one size are laid out: a plan without pixels.

    `level_of_cell` is int8 (rows, columns), the level that each cell of P-Net's output looks at, or
    NO_LEVEL. `origins` and `ratios` are float32 (levels, 2): a level's place in the canvas and
    the image's size divided by the level's, both x first.
    """

    levels: tuple[Level, ...]
    width: int
    height: int
    level_of_cell: npt.NDArray[np.int8]
    origins: npt.NDArray[np.float32]
    ratios: npt.NDArray[np.float32]

    def draw(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Shrink an image of the planned size into every level: uint8 (1, height, width, 3).

        What lies between the levels is undefined.
        """
        canvas = np.empty((self.height, self.width, 3), np.uint8)
        source = image
        for level in self.levels:
            while source.shape[1] >= 2 * level.width and source.shape[0] >= 2 * level.height:
                source = _half(source)
            place = canvas[level.y : level.y + level.height, level.x : level.x + level.width]
            # At ratios of 1/2 and more bilinear sampling does not alias, and is the fastest.
            cv2.resize(source, (level.width, level.height), dst=place)
        finish(canvas, self.levels)
        return canvas[None]

    def windows(
        self,
        rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
        levels: npt.NDArray[np.int8],
    ) -> npt.NDArray[np.float32]:
        """Return what the cells look at, in pixels of the image: float32 (n, 4) xyxy."""
        corner = np.stack([columns, rows], axis=1).astype(np.float32) * STRIDE_PX
        corner -= self.origins[levels]
        ratios = self.ratios[levels]
        return np.concatenate([(corner + 1) * ratios, (corner + WINDOW_PX) * ratios], axis=1)


def plan_pyramid(width: int, height: int, *, min_face_px: int, scale_factor: float) -> Pyramid:
    """Lay out the levels for images of this size; there is no level for images below one window."""
    sizes = _level_sizes(width, height, first=WINDOW_PX / min_face_px, factor=scale_factor)
    if not sizes:
        empty = np.zeros((0, 2), np.float32)
        return Pyramid((), 0, 0, np.zeros((0, 0), np.int8), empty, empty)
    levels = _pack(sizes)
    canvas_width = max(_up(level.x + level.width) for level in levels)
    canvas_height = max(_up(level.y + level.height) for level in levels)
    return Pyramid(
        levels=levels,
        width=canvas_width,
        height=canvas_height,
        level_of_cell=_level_of_cell(levels, canvas_width, canvas_height),
        origins=np.array([(level.x, level.y) for level in levels], np.float32),
        ratios=np.array([(width / level.width, height / level.height) for level in levels]).astype(
            np.float32
        ),
    )


def _level_sizes(width: int, height: int, *, first: float, factor: float) -> list[tuple[int, int]]:
    sizes = []
    scale = first
    while min(width, height) * scale >= WINDOW_PX:
        sizes.append((_even(width * scale), _even(height * scale)))
        scale *= factor
    return sizes


def _even(length: float) -> int:
    return max(WINDOW_PX, 2 * round(length / 2))


def _up(length):
    return length + length % 2


def _half(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    size = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def _pack(sizes: list[tuple[int, int]]) -> tuple[Level, ...]:
    """Place the levels, largest first, on the canvas that comes out smallest."""
    first_width = sizes[0][0]
    second_width = sizes[1][0] if len(sizes) > 1 else 0
    candidates = [
        _pack_into(first_width, sizes),
        _pack_into(_up(first_width) + second_width, sizes),
    ]
    return min(candidates, key=_canvas_area)


def _canvas_area(levels: tuple[Level, ...]) -> int:
    width = max(_up(level.x + level.width) for level in levels)
    return width * max(_up(level.y + level.height) for level in levels)


def _pack_into(canvas_width: int, sizes: list[tuple[int, int]]) -> tuple[Level, ...]:
    """Place each level at the highest free corner, the leftmost of those."""
    placed: list[Level] = []
    for width, height in sizes:
        corners = {(0, 0)}
        corners |= {(level.y, _up(level.x + level.width)) for level in placed}
        corners |= {(_up(level.y + level.height), level.x) for level in placed}
        for y, x in sorted(corners):
            level = Level(x, y, width, height)
            if x + width <= _up(canvas_width) and not any(_touch(level, other) for other in placed):
                placed.append(level)
                break
    return tuple(placed)


def _touch(first: Level, second: Level) -> bool:
    return (
        first.x < _up(second.x + second.width)
        and second.x < _up(first.x + first.width)
        and first.y < _up(second.y + second.height)
        and second.y < _up(first.y + first.height)
    )


def _level_of_cell(levels: tuple[Level, ...], width: int, height: int) -> npt.NDArray[np.int8]:
    cells = np.full((_cells(height), _cells(width)), NO_LEVEL, np.int8)
    for index, level in enumerate(levels):
        row, column = level.y // STRIDE_PX, level.x // STRIDE_PX
        cells[row : row + _cells(_up(level.height)), column : column + _cells(_up(level.width))] = (
            index
        )
    return cells


def _cells(length: int) -> int:
    return (length - WINDOW_PX) // STRIDE_PX + 1


def finish(canvas, levels):
    for l in levels:
        if l.width % 2:
            canvas[l.y : l.y + l.height, l.x + l.width] = canvas[
                l.y : l.y + l.height, l.x + l.width - 1
            ]
        if l.height % 2:
            canvas[l.y + l.height, l.x : _up(l.x + l.width)] = canvas[
                l.y + l.height - 1, l.x : _up(l.x + l.width)
            ]
