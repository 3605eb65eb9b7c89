"""The face as its camera resolved it: an upright crop, never enlarged, and the oval within."""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ALIGNED_SIZE_PX, ARCFACE_TEMPLATE, align_faces, similarity_transform
from server.recognition.types import FloatArray, Image

_CENTRE: Final = (0.5, 0.64)
_HALF_AXES: Final = (0.36, 0.46)
"""The oval from brow to chin, as shares of the aligned crop's side. Its lower end lies beyond the
crop, which ends at the chin."""

_LEAST_PX: Final = 24


@dataclass(frozen=True, slots=True)
class FaceOval:
    """An upright face: `crop` uint8 (s, s, 3) BGR, s at most 112, and what of it is face.

    `mask` is bool (s, s): the part of the oval that lies inside the picture. `visible` is that part
    as a share of the oval, 0..1.
    """

    crop: Image
    mask: npt.NDArray[np.bool_]
    visible: float

    @classmethod
    def cut(cls, image: Image, landmarks: FloatArray) -> Self:
        """Cut the face out of `image`, uint8 (H, W, 3) BGR, by `landmarks`, float32 (5, 2) px.

        A face larger than the embedders' 112 px is shrunk to that by averaging; a smaller one keeps
        its own size, so that enlarging a picture gains nothing.
        """
        matrix = similarity_transform(landmarks[np.newaxis], ARCFACE_TEMPLATE)[0]
        scale = float(np.hypot(*matrix[0, :2]))
        size = ALIGNED_SIZE_PX
        if scale < 1:
            image = np.asarray(
                cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            )
            landmarks = np.asarray(landmarks * scale, np.float32)
        else:
            size = max(_LEAST_PX, round(ALIGNED_SIZE_PX / scale))
        template = np.asarray(ARCFACE_TEMPLATE * (size / ALIGNED_SIZE_PX), np.float32)
        crop = align_faces(image, landmarks[np.newaxis], size=size, template=template)[0]
        oval = _oval(size)
        mask = oval & _inside(image.shape[:2], landmarks, template, size)
        return cls(crop, mask, float(mask.sum() / oval.sum()))


def _oval(size: int) -> npt.NDArray[np.bool_]:
    ys, xs = (np.mgrid[:size, :size] + 0.5) / size
    across, down = (xs - _CENTRE[0]) / _HALF_AXES[0], (ys - _CENTRE[1]) / _HALF_AXES[1]
    return np.asarray(across**2 + down**2 <= 1)


def _inside(
    shape: tuple[int, ...], landmarks: FloatArray, template: FloatArray, size: int
) -> npt.NDArray[np.bool_]:
    """Which pixels of the crop come from the picture, bool (size, size)."""
    back = similarity_transform(template[np.newaxis], landmarks)[0]
    ys, xs = np.mgrid[:size, :size]
    points = back @ np.stack([xs.ravel(), ys.ravel(), np.ones(size * size)])
    edges = np.array([[shape[1] - 1], [shape[0] - 1]])
    return np.asarray(((points >= 0) & (points <= edges)).all(axis=0).reshape(size, size))
