"""Painted faces, and networks that read them without weights.

A painted face is a coloured square with a texture on a gray ground. Its hue is its identity: the
similarity of two faces is the cosine of the angle between their hues.
"""

import colorsys
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ALIGNED_SIZE_PX, ARCFACE_TEMPLATE, align_faces
from models.detections import Detections
from models.embedder import IdentityThresholds
from server.recognition.types import FloatArray, Image

THRESHOLDS = IdentityThresholds(known=0.5, unsure=0.3, margin=0.05)
_GROUND = 110
_MIN_COLOUR = 12
"""A pixel belongs to a face when its channels differ by so much."""


@dataclass(frozen=True)
class PaintedFace:
    """`hue` in degrees, `side` and the upper left corner (`x`, `y`) in pixels."""

    hue: float = 0.0
    side: int = 160
    x: int = 80
    y: int = 60
    light: float = 0.6
    blur: float = 0.0
    """Standard deviation of a Gaussian blur, in pixels."""
    turned: bool = False
    """A profile: the detector puts the nose beside the eyes."""


def paint(*faces: PaintedFace, size: tuple[int, int] = (320, 280)) -> Image:
    """Paint faces into a picture of width x height: uint8 (H, W, 3) BGR."""
    width, height = size
    image = np.full((height, width, 3), _GROUND, np.uint8)
    for face in faces:
        patch = _patch(face)
        left, top = max(face.x, 0), max(face.y, 0)
        visible = patch[top - face.y : height - face.y, left - face.x : width - face.x]
        image[top : top + visible.shape[0], left : left + visible.shape[1]] = visible
    return image


def encode(image: Image, suffix: str = ".png") -> bytes:
    done, encoded = cv2.imencode(suffix, image)
    assert done
    return encoded.tobytes()


def photo(**face: float) -> bytes:
    """An encoded picture of one painted face."""
    return encode(paint(PaintedFace(**face)))  # type: ignore[arg-type]


class HueDetector:
    """Finds the coloured squares, the largest first."""

    name = "hue-detector"
    weights_sha256 = "d" * 64

    def detect(self, image: Image, *, min_face_px: int = 0, quick: bool = False) -> Detections:  # noqa: ARG002
        spread = image.max(axis=2).astype(np.int16) - image.min(axis=2)
        mask = (spread >= _MIN_COLOUR).astype(np.uint8)
        count, _labels, stats, _centres = cv2.connectedComponentsWithStats(mask)
        found = sorted(range(1, count), key=lambda index: -stats[index, cv2.CC_STAT_AREA])
        if not found:
            return Detections.empty()
        corners = stats[found, :2].astype(np.float32)
        sides = stats[found, 2:4].astype(np.float32)
        return Detections(
            boxes=np.hstack([corners, corners + sides]),
            landmarks=np.stack(
                [_landmarks(image, *pair) for pair in zip(corners, sides, strict=True)]
            ),
            detection_scores=np.full(len(found), 0.99, np.float32),
        )

    def refine(self, image: Image, boxes: FloatArray) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Return the square that is nearest to each box."""
        found = self.detect(image)
        if not len(found):
            return found, np.zeros(0, np.intp)
        offsets = np.abs(found.boxes[np.newaxis] - boxes[:, np.newaxis]).sum(axis=2)
        return found.select(offsets.argmin(axis=1)), np.arange(len(boxes))


class HueEmbedder:
    """The embedding is the direction of the mean hue, (cosine, sine)."""

    name = "hue-embedder"
    weights_sha256 = "e" * 64
    dimension = 2
    thresholds = THRESHOLDS

    def crop(self, image: Image, landmarks: FloatArray) -> Image:
        return align_faces(image, landmarks)

    def embed(self, crops: Image) -> FloatArray:
        hues = [self._hue(crop) for crop in crops]
        return np.array([[np.cos(hue), np.sin(hue)] for hue in hues], np.float32).reshape(-1, 2)

    @staticmethod
    def _hue(crop: Image) -> float:
        blue, green, red = crop[40:90, 40:72].reshape(-1, 3).mean(axis=0) / 255
        return colorsys.rgb_to_hsv(red, green, blue)[0] * 2 * np.pi


def _patch(face: PaintedFace) -> Image:
    """A checkerboard of two lights of one hue, lit from above.

    Its cells are of the same size in every aligned crop.
    """
    cells = np.indices((face.side, face.side)) // max(1, face.side // 28)
    shade = np.linspace(0.3, -0.3, face.side)[:, None]
    light = face.light * (1 + shade + 0.2 * (cells.sum(axis=0) % 2 - 0.5))
    if face.blur:
        light = cv2.GaussianBlur(light, (0, 0), face.blur)
    colour = np.array(colorsys.hsv_to_rgb(face.hue % 360 / 360, 0.6, 1.0)[::-1])
    patch = np.clip(light[..., None] * colour * 255, 0, 255).astype(np.uint8)
    if face.turned:
        patch[:4, :4] = (0, 0, 255)  # pure red marks a profile
    return np.asarray(patch)


def _landmarks(image: Image, corner: FloatArray, side: FloatArray) -> FloatArray:
    shares = ARCFACE_TEMPLATE / ALIGNED_SIZE_PX
    points = corner + shares * side
    x, y = corner.astype(int)
    if tuple(image[y, x]) == (0, 0, 255):
        points[2] = points[1] + (side[0] * 0.1, points[2, 1] - points[1, 1])
    return np.asarray(points, np.float32)
