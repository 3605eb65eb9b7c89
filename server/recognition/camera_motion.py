"""Whether the camera was moved: then the room has new coordinates.

Two pictures are laid over each other along three borders, where little stands in front of the
room, by phase correlation (Kuglin and Hines, ICCS 1975). The camera moved when two borders shifted
alike: people who move at both borders seldom do so by the same way.
"""

from itertools import combinations
from typing import Final, NamedTuple

import cv2
import numpy as np

from server.recognition.types import FloatArray, Image

REFERENCE_SECONDS: Final = 2.0
"""A picture is compared with one up to so old, in which a slow push adds up to enough."""

MOVED_PX: Final = 0.4
"""Pixels of the thumbnail, four of a picture 640 wide: what noise and people leave is less."""

_SIZE: Final = (160, 90)

_BORDERS: Final = (np.s_[:, :32], np.s_[:, -32:], np.s_[:24, 32:-32])
"""Left, right and top, of the thumbnail."""

_ALIKE: Final = 0.25
"""Borders shift alike when they differ by no more than this share, or `MOVED_PX`."""

_TEXTURE: Final = 4.0
"""Grey levels, standard deviation: a plain or dark border tells nothing."""

_SURE: Final = 0.25
"""Response of the phase correlation, about 1 for the same picture and 0 for another."""

_JUMP_PX: Final = 4.0
"""A shift by so much leaves too little of a border in common; the whole picture shows it."""


class CameraMotion:
    """Watches one camera."""

    def __init__(self) -> None:
        self._reference: FloatArray | None = None
        self._reference_at = 0.0
        self._shape: tuple[int, ...] = ()

    def moved(self, image: Image, now: float) -> bool:
        """Whether the camera was moved since the last frames, given uint8 (H, W, 3) BGR.

        Frames of another size count: coordinates in them are others as well.
        """
        reference, seen = self._reference, _thumbnail(image)
        resized = image.shape != self._shape
        moved = reference is not None and (resized or _has_shifted(reference, seen))
        if reference is None or moved or now - self._reference_at > REFERENCE_SECONDS:
            self._reference, self._reference_at, self._shape = seen, now, image.shape
        return moved


class _Shift(NamedTuple):
    """Pixels of the thumbnail, and how sure they are."""

    across: float
    down: float
    response: float

    @property
    def is_sure(self) -> bool:
        return self.response > _SURE

    @property
    def length(self) -> float:
        return float(np.hypot(self.across, self.down))

    def is_like(self, other: "_Shift") -> bool:
        apart = float(np.hypot(self.across - other.across, self.down - other.down))
        return apart <= max(MOVED_PX, _ALIKE * max(self.length, other.length))


def _has_shifted(before: FloatArray, after: FloatArray) -> bool:
    borders = [(before[border], after[border]) for border in _BORDERS]
    textured = [pair for pair in borders if min(pair[0].std(), pair[1].std()) >= _TEXTURE]
    shifts = [_shift(*pair) for pair in textured]
    moved = [shift for shift in shifts if shift.is_sure and shift.length > MOVED_PX]
    if any(one.is_like(other) for one, other in combinations(moved, 2)):
        return True
    stayed = any(shift.is_sure and shift.length <= MOVED_PX for shift in shifts)
    if len(shifts) < 2 or stayed:
        return False
    whole = _shift(before, after)
    return whole.is_sure and whole.length > _JUMP_PX


def _shift(before: FloatArray, after: FloatArray) -> _Shift:
    height, width = before.shape
    window = cv2.createHanningWindow((width, height), cv2.CV_32F)
    one, other = np.ascontiguousarray(before), np.ascontiguousarray(after)
    (across, down), response = cv2.phaseCorrelate(one, other, window)
    return _Shift(across, down, response)


def _thumbnail(image: Image) -> FloatArray:
    """Gray, blurred against noise: float32 (90, 160). Half of a large picture's lines will do."""
    step = max(1, image.shape[0] // (2 * _SIZE[1]))
    sampled = np.ascontiguousarray(image[::step, ::step])
    gray = cv2.cvtColor(sampled, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(gray, _SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (3, 3), 0.8), np.float32)
