"""What is kept of an accepted photo, where the operator chose to keep photos."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from server.recognition.types import FloatArray, Image
from students_db.photos import NewPhoto

_MARGIN: Final = 0.6
"""Part of the face's longer side that is kept around it: embedders look at up to 0.15 of it, and
detectors want to see hair and shoulders. What lies further out, other people say, is nobody's
business."""

_MAX_FACE_PX: Final = 400
"""Larger faces are shrunk: embedders look at 112 to 224 pixels."""

_JPEG_QUALITY: Final = 95


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A photo, uint8 (H, W, 3) BGR, with its face: box float32 (4,) xyxy, landmarks (5, 2), px."""

    image: Image
    box: FloatArray
    landmarks: FloatArray


def cut_photo(found: FoundFace) -> NewPhoto:
    """Encode the face with a margin as a JPEG of its own.

    It is made from the pixels alone, so no metadata of the original (place, time, camera, preview)
    can come along. Raises ValueError for a box outside the picture.
    """
    height, width = found.image.shape[:2]
    face_px = float(max(found.box[2:] - found.box[:2]))
    centre = (found.box[:2] + found.box[2:]) / 2
    reach = face_px * (0.5 + _MARGIN)
    left, top = np.maximum(np.floor(centre - reach), 0).astype(int)
    right, bottom = np.minimum(np.ceil(centre + reach), (width, height)).astype(int)
    cut = found.image[top:bottom, left:right]
    if not cut.size:
        raise ValueError(f"the face {found.box} is outside the picture of {width} x {height}")
    landmarks = found.landmarks - np.array([left, top], np.float32)
    scale = _MAX_FACE_PX / face_px
    if scale < 1:
        cut = np.asarray(cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        landmarks = (landmarks + 0.5) * scale - 0.5  # pixel centres lie at whole numbers
    _, encoded = cv2.imencode(".jpg", cut, (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY))
    return NewPhoto(encoded.tobytes(), landmarks.astype(np.float32))
