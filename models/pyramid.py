"""The image pyramid of MTCNN's first stage, packed into one canvas.

P-Net is fully convolutional, so all levels can lie side by side in a single image and go through in
one call: twice as fast as a call a level. A window that would cross from one level into another is
never looked at. Sizes, scales and sampling follow the `mtcnn` package: on small faces half a pixel
decides which boxes survive.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

WINDOW_PX = 12  # what one cell of P-Net's output sees
STRIDE_PX = 2  # from one cell to the next
NO_LEVEL = -1

CANVAS_STEP_PX = 64
"""Canvases are whole multiples of it in width and height. OpenVINO keeps prepared kernels for every
shape that it ever saw, 0.6 to 0.8 MB each, and people upload photos of thousands of sizes."""

# A level is sampled from the image halved as often as leaves this many source pixels per pixel.
# With fewer than two, area sampling from the half differs a little from sampling the image itself,
# in less than half of the time: half a pixel decides which faces below 40 px are found, but hardly
# matters to larger ones (docs/performance.md).
_SOURCE_RATIO = 2
_QUICK_SOURCE_RATIO = 1
_SMALL_FACE_PX = 40


@dataclass(frozen=True, slots=True)
class Level:
    """One shrunk copy of the image and its place in the canvas; x and y are even."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where the next level may begin: even, so that its cells fall on the stride."""
        return _even(self.x + self.width)

    @property
    def bottom(self) -> int:
        """Where the next level may begin below: even too."""
        return _even(self.y + self.height)


@dataclass(frozen=True, slots=True)
class Pyramid:
    """How images of one size are laid out: a plan without pixels.

    `level_of_cell` is int8 (rows, columns): the level that each cell of P-Net's output looks at, or
    NO_LEVEL. `origins`, float32 (levels, 2), are the levels' places, x first; `scales`, float32
    (levels,), how much each is shrunk. `source_ratio` is how many pixels of what a level is sampled
    from must come on each of its own.
    """

    levels: tuple[Level, ...]
    width: int
    height: int
    level_of_cell: npt.NDArray[np.int8]
    origins: npt.NDArray[np.float32]
    scales: npt.NDArray[np.float32]
    source_ratio: int

    def draw(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Shrink an image of the planned size into every level: uint8 (1, height, width, 3).

        What lies between and beside the levels is undefined.
        """
        canvas = np.empty((self.height, self.width, 3), np.uint8)
        source = image
        for level in self.levels:
            while _is_ample(source, level, self.source_ratio):
                source = _half(source)
            place = canvas[level.y : level.y + level.height, level.x : level.x + level.width]
            size = (level.width, level.height)
            cv2.resize(source, size, dst=place, interpolation=cv2.INTER_AREA)
            # The last window of an odd level reaches one pixel beyond it.
            canvas[level.y : level.bottom, level.right - 1] = canvas[
                level.y : level.bottom, level.x + level.width - 1
            ]
            canvas[level.bottom - 1, level.x : level.right] = canvas[
                level.y + level.height - 1, level.x : level.right
            ]
        return canvas[None]

    def windows(
        self,
        rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
        levels: npt.NDArray[np.int8],
    ) -> npt.NDArray[np.float32]:
        """Return what the cells look at, in pixels of the image: float32 (n, 4) xyxy.

        As in the original, a window of 12 px spans 1 to 12: its sides are 11 long.
        """
        corner = np.stack([columns, rows], axis=1).astype(np.float32) * STRIDE_PX
        corner -= self.origins[levels]
        boxes = np.concatenate([corner + 1, corner + WINDOW_PX], axis=1)
        return np.asarray(boxes / self.scales[levels, None], np.float32)


def plan_pyramid(
    width: int, height: int, *, min_face_px: int, scale_factor: float, quick: bool = False
) -> Pyramid:
    """Lay out the levels for images of this size; there is none for an image below one window.

    A `quick` one is drawn from smaller pictures, unless faces below 40 px are looked for.
    """
    scales = []
    scale = WINDOW_PX / min_face_px
    while int(min(width, height) * scale) >= WINDOW_PX:
        scales.append(scale)
        scale *= scale_factor
    levels = _pack([(int(width * scale), int(height * scale)) for scale in scales])
    canvas_width = _whole_steps(max((level.right for level in levels), default=0))
    canvas_height = _whole_steps(max((level.bottom for level in levels), default=0))
    roughly = quick and min_face_px >= _SMALL_FACE_PX
    return Pyramid(
        levels=levels,
        width=canvas_width,
        height=canvas_height,
        level_of_cell=_level_of_cell(levels, canvas_width, canvas_height),
        origins=np.array([(level.x, level.y) for level in levels], np.float32).reshape(-1, 2),
        scales=np.array(scales, np.float32),
        source_ratio=_QUICK_SOURCE_RATIO if roughly else _SOURCE_RATIO,
    )


def _is_ample(source: npt.NDArray[np.uint8], level: Level, ratio: int) -> bool:
    """Whether the half of `source` leaves so many pixels for each of the level's."""
    height, width = source.shape[:2]
    needed = 2 * ratio
    return bool(width >= needed * level.width and height >= needed * level.height)


def _half(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    size = (image.shape[1] // 2, image.shape[0] // 2)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _pack(sizes: list[tuple[int, int]]) -> tuple[Level, ...]:
    """Place the levels, largest first, on the canvas that comes out smallest."""
    widths = [_even(width) for width, _ in sizes[:2]]
    return min((_pack_into(sum(widths[:n]), sizes) for n in (1, 2)), key=_canvas_area)


def _canvas_area(levels: tuple[Level, ...]) -> int:
    right = max((level.right for level in levels), default=0)
    return right * max((level.bottom for level in levels), default=0)


def _pack_into(canvas_width: int, sizes: list[tuple[int, int]]) -> tuple[Level, ...]:
    """Place each level at the highest free corner, the leftmost of those."""
    placed: list[Level] = []
    for width, height in sizes:
        corners = [(0, 0)]
        corners += [(level.y, level.right) for level in placed]
        corners += [(level.bottom, 0) for level in placed]
        corners += [(level.bottom, level.x) for level in placed]
        places = (Level(x, y, width, height) for y, x in sorted(corners))
        placed.append(
            next(
                place
                for place in places
                if place.right <= canvas_width and not _collides(place, placed)
            )
        )
    return tuple(placed)


def _collides(place: Level, others: Iterable[Level]) -> bool:
    return any(
        place.x < other.right
        and other.x < place.right
        and place.y < other.bottom
        and other.y < place.bottom
        for other in others
    )


def _level_of_cell(levels: tuple[Level, ...], width: int, height: int) -> npt.NDArray[np.int8]:
    cells = np.full((_cells(height), _cells(width)), NO_LEVEL, np.int8)
    for index, level in enumerate(levels):
        row, column = level.y // STRIDE_PX, level.x // STRIDE_PX
        rows, columns = _cells(level.bottom - level.y), _cells(level.right - level.x)
        cells[row : row + rows, column : column + columns] = index
    return cells


def _cells(length: int) -> int:
    return max(0, (length - WINDOW_PX) // STRIDE_PX + 1)


def _even(length: int) -> int:
    return length + length % 2


def _whole_steps(length: int) -> int:
    return -(-length // CANVAS_STEP_PX) * CANVAS_STEP_PX
