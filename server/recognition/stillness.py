"""Whether anything but the known faces has moved since a moment: where nothing moves, nobody comes.

A picture is compared in cells of eight pixels with what it was then, so that it costs a twentieth
of a millisecond. Somebody who comes into view changes some cell by far more than a camera's noise.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from server.recognition.types import FloatArray, Image

CELL_PX: Final = 8
MOVED: Final = 8.0
"""Gray levels, 0..255, by which a cell must differ. Of a noise of 6 levels, a dark room's, the
blur leaves less in every cell."""
AROUND_FACE: Final = 0.5
"""A known face may move within so many of its sizes around its box."""

Cells = npt.NDArray[np.float32]


class Stillness:
    """Watches one camera. `see` every picture; `begin` when what was seen last is to count."""

    def __init__(self) -> None:
        self._seen: Cells | None = None
        self._then: Cells | None = None

    def see(self, image: Image) -> None:
        """Look at a picture, uint8 (H, W, 3) BGR."""
        self._seen = _cells(image)

    def begin(self) -> None:
        """From now on, pictures are compared with the one that was seen last."""
        self._then = self._seen

    def holds(self, faces: FloatArray) -> bool:
        """Whether nothing has moved since, but for `faces`, float32 (n, 4) xyxy px."""
        if self._seen is None or self._then is None or self._seen.shape != self._then.shape:
            return False
        moved = np.abs(self._seen - self._then) > MOVED
        for left, top, right, bottom in _widened(faces).tolist():
            moved[top:bottom, left:right] = False
        return not moved.any()


def _cells(image: Image) -> Cells:
    """One pixel of each cell, gray, blurred: float32 (ceil(H / 8), ceil(W / 8))."""
    sampled = np.ascontiguousarray(image[::CELL_PX, ::CELL_PX])
    gray = cv2.cvtColor(sampled, cv2.COLOR_BGR2GRAY).astype(np.float32)
    return np.asarray(cv2.blur(gray, (5, 5)), np.float32)


def _widened(faces: FloatArray) -> npt.NDArray[np.intp]:
    """The cells around faces: intp (n, 4) xyxy, the last exclusive."""
    sizes = (faces[:, 2:] - faces[:, :2]) * AROUND_FACE
    corners = np.concatenate([faces[:, :2] - sizes, faces[:, 2:] + sizes], axis=1) / CELL_PX
    corners[:, 2:] += 1.0
    return np.maximum(corners, 0.0).astype(np.intp)
