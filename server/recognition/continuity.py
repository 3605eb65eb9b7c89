"""Whether a picture goes on from the one before, or a cut or somebody else has come between.

A track that follows geometry alone would hand one person's name to the next who takes the same
place, as at a cut between scenes. These two cheap comparisons say when to look again.
"""

from enum import IntEnum

import cv2
import numpy as np
import numpy.typing as npt

from server.recognition.types import FloatArray, Image

THUMBNAIL = (32, 18)
CUT_DIFFERENCE = 22.0
"""Mean absolute difference of two thumbnails, 0..255, above which the scene was cut."""

APPEARANCE_SIZE = 16
MIN_CORRELATION = 0.8
"""Least correlation of an upright face with itself one frame before."""


class Doubt(IntEnum):
    """Whether a track may have become somebody else since the last frame."""

    NONE = 0
    CHANGED = 1
    """It looks different, or it was away: its face must tell who it is now."""
    OBSCURED = 2
    """Another face is near, the edge cuts it off, or it moves fast: even its own face may not look
    like it, so that no answer is no proof of somebody else."""


class SceneWatch:
    """Notices cuts of one camera: the whole picture changes from one frame to the next."""

    def __init__(self) -> None:
        self._last: npt.NDArray[np.int16] | None = None

    def is_cut(self, image: Image) -> bool:
        """Compare `image`, uint8 (H, W, 3) BGR, with the one before; the first is no cut."""
        small = cv2.resize(image, THUMBNAIL, interpolation=cv2.INTER_NEAREST)
        thumbnail = small.mean(axis=2).astype(np.int16)
        last, self._last = self._last, thumbnail
        return last is not None and float(np.abs(thumbnail - last).mean()) > CUT_DIFFERENCE


def appearances(crops: npt.NDArray[np.uint8]) -> FloatArray:
    """Describe upright gray faces, uint8 (n, S, S), by float32 (n, 256) of length 1 and mean 0.

    The dot product of two is their correlation, which does not mind a change of light.
    """
    if not len(crops):
        return np.zeros((0, APPEARANCE_SIZE**2), np.float32)
    size = (APPEARANCE_SIZE, APPEARANCE_SIZE)
    small = np.stack([cv2.resize(crop, size, interpolation=cv2.INTER_AREA) for crop in crops])
    flat = small.reshape(len(crops), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(flat, axis=1, keepdims=True)
    return np.asarray(flat / np.maximum(lengths, 1e-6), np.float32)


class StreamClock:
    """Seconds of one stream: the camera's own time where it makes sense, else the time of arrival.

    Cameras may have a wrong clock, a clock that jumps, or none; only differences count here. After
    a pause the time of arrival tells how long it was.
    """

    MAX_GAP_SECONDS = 10.0
    MIN_GAP_SECONDS = 0.001

    def __init__(self) -> None:
        self.now = 0.0
        self._captured_at: float | None = None
        self._received_at: float | None = None

    def advance(self, captured_at: float, received_at: float) -> float:
        """Go on to the next frame and return its time."""
        if self._captured_at is not None and self._received_at is not None:
            gap = captured_at - self._captured_at
            if not 0.0 < gap <= self.MAX_GAP_SECONDS:
                gap = received_at - self._received_at
            self.now += max(gap, self.MIN_GAP_SECONDS)
        self._captured_at, self._received_at = captured_at, received_at
        return self.now
