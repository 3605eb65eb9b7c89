"""Several poor pictures of one face make a better one.

A face at the back of a classroom is 30 to 50 px wide, blurred, noisy and compressed, but it is seen
many times a second. The aligned faces of a moment are averaged, which takes away noise, blocks and
the direction of each blur, and sharpened, which an average bears and a single picture does not.
"""

from typing import Final

import cv2
import numpy as np

from server.recognition.types import FloatArray, Image

LARGE_FACE_PX: Final = 64.0
"""A face of this width and more shows enough by itself."""

MOMENT_SECONDS: Final = 0.5
"""Pictures further apart than this show two moments: head and face have moved."""

LEAST_LIKENESS: Final = 0.8
"""Least correlation of a picture with the others of its burst.

Of poor pictures of one photo, in ever other light, 95 % have more, of two people's 1 %."""

LONGEST: Final = 10
"""From so many pictures on an older one counts less with each new one."""

_SHARPENING: Final = 2.0
_BLUR: Final = 1.5 / 112
"""How much is added of what a Gaussian blur takes away, whose sigma is this share of the crop."""

_THUMBNAIL: Final = 16
_LEAST_CONTRAST: Final = 1.0


def is_small(box: FloatArray) -> bool:
    """Whether a face in this box, float32 (4,) xyxy px, is better seen in several pictures."""
    return bool(box[2] - box[0] < LARGE_FACE_PX)


class Burst:
    """The pictures of one face within a moment, as their mean under one light.

    Faces are aligned crops, uint8 (s, s, 3) BGR, of one size. A picture that looks different is
    left out; with a second one, or after a pause, a new moment begins.
    """

    def __init__(self) -> None:
        self.pictures = 0
        self._mean = np.zeros(0, np.float32)
        self._thumbnail = np.zeros(0, np.float32)
        self._last = np.zeros((0, 0, 3), np.uint8)
        self._is_odd = False
        self._light = (0.0, 1.0)
        self._seen_at = float("-inf")

    def add(self, crop: Image, now: float) -> None:
        """Take in a face that was seen at `now`, in seconds."""
        thumbnail = _thumbnail(crop)
        mean, deviation = cv2.meanStdDev(crop.reshape(len(crop), -1))
        brightness, contrast = float(mean[0, 0]), max(float(deviation[0, 0]), _LEAST_CONTRAST)
        picture = (crop - np.float32(brightness)) * np.float32(1.0 / contrast)
        paused, self._seen_at = now - self._seen_at > MOMENT_SECONDS, now
        self._last, self._light = crop, (brightness, contrast)
        was_odd, self._is_odd = self._is_odd, not self._is_like(thumbnail)
        if paused or (self._is_odd and was_odd):
            self._is_odd = False
            self.pictures, self._mean, self._thumbnail = 1, picture, thumbnail
        elif not self._is_odd:
            self.pictures += 1
            share = np.float32(1.0 / min(self.pictures, LONGEST))
            self._mean += share * (picture - self._mean)
            self._thumbnail += share * (thumbnail - self._thumbnail)

    @property
    def best(self) -> Image:
        """The best picture of the face, uint8 (s, s, 3); an odd or a single crop is itself."""
        if self._is_odd or self.pictures < 2:
            return self._last
        brightness, contrast = self._light
        return _as_picture(_sharpen(self._mean) * contrast + brightness)

    def weight(self, single: float) -> float:
        """How much the best picture counts in a vote, 0..1, where one by itself has `single`.

        The noise of n pictures is the square root of n smaller than that of one.
        """
        pictures = 1 if self._is_odd else min(max(self.pictures, 1), LONGEST)
        return min(1.0, single * float(np.sqrt(pictures)))

    def _is_like(self, thumbnail: FloatArray) -> bool:
        if not self.pictures:
            return False
        length = float(np.linalg.norm(self._thumbnail))
        return float(self._thumbnail @ thumbnail) >= LEAST_LIKENESS * length


def _thumbnail(crop: Image) -> FloatArray:
    """What a face looks like in any light: float32 (256,) of length 1, without mean and slope."""
    size = (_THUMBNAIL, _THUMBNAIL)
    small = cv2.resize(crop, size, interpolation=cv2.INTER_AREA).astype(np.float32).mean(axis=2)
    flat = small.reshape(-1)
    flat = flat - _LIGHT @ (flat @ _LIGHT)
    return np.asarray(flat / max(float(np.linalg.norm(flat)), 1e-6), np.float32)


def _plane() -> FloatArray:
    """An orthonormal basis of all evenly sloping pictures, float32 (256, 3)."""
    ys, xs = np.mgrid[:_THUMBNAIL, :_THUMBNAIL].reshape(2, -1)
    basis, _ = np.linalg.qr(np.stack([np.ones_like(xs), xs, ys], axis=1).astype(np.float64))
    return np.asarray(basis, np.float32)


_LIGHT: Final = _plane()


def _sharpen(picture: FloatArray) -> FloatArray:
    """Unsharp masking of float32 (s, s, 3)."""
    blurred = cv2.GaussianBlur(picture, (0, 0), _BLUR * len(picture))
    return np.asarray(picture + _SHARPENING * (picture - blurred), np.float32)


def _as_picture(values: FloatArray) -> Image:
    return np.asarray(np.rint(np.clip(values, 0, 255)), np.uint8)
