"""How good a face is for recognition: size, sharpness, light and pose, measured and weighed."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from server.recognition.face_oval import FaceOval
from server.recognition.types import FloatArray, Image

NOSE_DEPTH = 0.6
"""How far the tip of the nose stands before the eyes, in distances between the eyes."""

NOSE_HEIGHT = 0.494
"""Where the nose lies from eyes to mouth in a frontal face (the 112 px alignment template)."""

MOUTH_DISTANCE = 1.16
"""From eyes to mouth in distances between the eyes, in the same template."""


_USUAL_DETAIL: Final = (15.2, 20.0, 29.5, 29.5)
"""Medians, in percent of the contrast, of LFW faces: across, down, and along the two diagonals."""

_SECOND_DIFFERENCE: Final = np.array([[-1, 2, -1]], np.float32)
_DIRECTIONS: Final = (
    _SECOND_DIFFERENCE,
    _SECOND_DIFFERENCE.T,
    np.diag(_SECOND_DIFFERENCE[0]),
    np.fliplr(np.diag(_SECOND_DIFFERENCE[0])),
)

_LEAST_CONTRAST: Final = 4.0
"""Below it, what looks like detail is the camera's noise."""

_CLIPPED: Final = 250
"""Green value from which a pixel holds no detail any more. Red skin clips in red long before."""


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """Measurements of one face, all but the first and the angles within its oval.

    `face_px` is the shorter side of its box. `sharpness` is the detail in the direction that has
    least of it, see `sharpness_of`. `brightness` is the mean luma, 0..255, `clipped` the share of
    overexposed pixels, `side_light` how much darker one half is than the other, `visible` the share
    that lies inside the picture, each 0..1. Angles are degrees, estimated from five points and good
    to about ten degrees: `yaw` is positive towards the right side of the picture, `pitch` upwards,
    `roll` clockwise.
    """

    face_px: float
    sharpness: float
    brightness: float
    clipped: float
    side_light: float
    visible: float
    yaw: float
    pitch: float
    roll: float


def measure_face(image: Image, box: FloatArray, landmarks: FloatArray) -> FaceQuality:
    """Measure the face in `box`, float32 (4,) xyxy px, with `landmarks`, float32 (5, 2) px."""
    oval = FaceOval.cut(image, landmarks)
    luma = cv2.cvtColor(oval.crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    yaw, pitch, roll = head_pose(landmarks)
    return FaceQuality(
        face_px=float(min(box[2] - box[0], box[3] - box[1])),
        sharpness=sharpness_of(luma, oval.mask),
        brightness=_mean(luma, oval.mask),
        clipped=_mean(oval.crop[..., 1] >= _CLIPPED, oval.mask),
        side_light=_side_light(luma, oval.mask),
        visible=oval.visible,
        yaw=yaw,
        pitch=pitch,
        roll=roll,
    )


def sharpness_of(luma: FloatArray, mask: npt.NDArray[np.bool_]) -> float:
    """Return the detail of a face in the direction that has least; 100 is usual, 55..160 ordinary.

    `luma` is float32 (s, s), 0..255, at the camera's own resolution, `mask` bool (s, s). A blur
    takes the second differences away, one by motion only those along the motion: so the least of
    four directions counts, each in percent of what is usual in it. Detail is taken relative to the
    contrast, which weak or flat light lowers alike.
    """
    if not mask.any():
        return 0.0
    contrast = max(float(luma[mask].std()), _LEAST_CONTRAST)
    details = [
        100 * float(cv2.filter2D(luma, -1, kernel)[mask].std()) / contrast / usual
        for kernel, usual in zip(_DIRECTIONS, _USUAL_DETAIL, strict=True)
    ]
    return 100 * min(details)


def _side_light(luma: FloatArray, mask: npt.NDArray[np.bool_]) -> float:
    left = np.arange(mask.shape[1]) < mask.shape[1] / 2
    halves = _mean(luma, mask & left), _mean(luma, mask & ~left)
    return 1 - min(halves) / max(*halves, 1.0)


def _mean(values: npt.NDArray[np.generic], mask: npt.NDArray[np.bool_]) -> float:
    return float(values[mask].mean()) if mask.any() else 0.0


def head_pose(landmarks: FloatArray) -> tuple[float, float, float]:
    """Estimate (yaw, pitch, roll) in degrees from `landmarks`, float32 (5, 2) px.

    The nose of a turned head moves off the middle of the eyes by its depth times the tangent of
    the angle; proportions are those of the alignment template.
    """
    points = np.asarray(landmarks, np.float64)
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    across = points[1] - points[0]
    roll = float(np.degrees(np.arctan2(across[1], across[0])))
    distance = float(np.hypot(*across)) or 1.0
    right = across / distance
    down = np.array([-right[1], right[0]])
    nose = points[2] - eyes
    yaw = np.arctan(float(nose @ right) / distance / NOSE_DEPTH)
    height = float(nose @ down) / (float((mouth - eyes) @ down) or distance)
    pitch = np.arctan((NOSE_HEIGHT - height) * MOUTH_DISTANCE / NOSE_DEPTH)
    return float(np.degrees(yaw)), float(np.degrees(pitch)), roll


def quality_weights(
    boxes: FloatArray, landmarks: FloatArray, detection_scores: FloatArray
) -> npt.NDArray[np.float32]:
    """Weigh n faces for an identity vote: float32 (n,) in 0..1, from what costs nothing to know.

    Large, frontal and surely detected faces count most. A face of 112 px, the size that embedders
    look at, or more has full weight; half a profile weighs little.
    """
    sides = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    size = np.clip(sides / 112.0, 0.1, 1.0)
    poses = np.array([head_pose(points)[:2] for points in landmarks], np.float32).reshape(-1, 2)
    frontal = np.cos(np.radians(np.clip(poses, -80, 80))).prod(axis=1) ** 2
    return np.asarray(size * frontal * detection_scores, np.float32)
