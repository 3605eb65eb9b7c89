"""A face with the photo's own pixels, where the photo was shrunk to find it."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from models.detections import Detections, Detector
from server.recognition.types import Image

MAX_SIDE_PX: Final = 1920
"""Larger pictures are shrunk first: a face that is meant fills more of them than a detector needs,
and what photos are refused for was measured on pictures of at most this size."""

_REACH: Final = 1.5
"""Around the middle of a face so many of its longer sides are looked at: more than embedders and
the photos that are kept show."""


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One face, px of `image`, uint8 (H, W, 3) BGR, which is a photo or was cut out of it.

    `scale` is how much it was shrunk then: pixels of the image for each of the photo's.
    """

    image: Image
    face: Detections
    scale: float = 1.0


def scale_to_fit(image: Image) -> float:
    """How much a picture is shrunk to fit into MAX_SIDE_PX; 1 where it fits."""
    return min(1.0, MAX_SIDE_PX / int(max(image.shape[:2])))


def shrink(image: Image, scale: float) -> Image:
    """Shrink a picture, uint8 (H, W, 3), by averaging; at 1 it stays as it is."""
    if scale >= 1:
        return image
    height, width = (max(1, round(side * scale)) for side in image.shape[:2])
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def look_closer(photo: Image, face: Detections, detector: Detector) -> CloseUp:
    """Cut a face's surroundings out of a photo, uint8 (H, W, 3) BGR, and look at the face again.

    `face` is one face, px of the photo as it was shrunk to find it. Where the detector does not
    find it again, it stays where it was. Its detection score stays that of the first look.
    """
    found_at = scale_to_fit(photo)
    x1, y1, x2, y2 = face.boxes[0] / found_at
    reach = _REACH * max(x2 - x1, y2 - y1)
    left, top = (max(0, int(middle - reach)) for middle in ((x1 + x2) / 2, (y1 + y2) / 2))
    right, bottom = (int(middle + reach) + 1 for middle in ((x1 + x2) / 2, (y1 + y2) / 2))
    cut = photo[top:bottom, left:right]
    scale = scale_to_fit(cut)
    image = shrink(cut, scale) if scale < 1 else cut.copy()  # so that the photo can go
    moved = _moved(face, scale / found_at, (left * scale, top * scale))
    found, _ = detector.refine(image, moved.boxes)
    if len(found):
        moved = replace(found, detection_scores=face.detection_scores)
    return CloseUp(image, moved, scale)


def _moved(face: Detections, scale: float, corner: tuple[float, float]) -> Detections:
    """The face in px of a picture that is `scale` times as large and begins at `corner`."""
    to = np.array(corner, np.float32)
    return Detections(
        boxes=np.asarray(face.boxes * scale - np.tile(to, 2), np.float32),
        landmarks=np.asarray((face.landmarks + 0.5) * scale - 0.5 - to, np.float32),
        detection_scores=face.detection_scores,
    )
