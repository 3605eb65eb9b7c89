"""How good a face is for recognition: size, sharpness, light and pose, measured and weighed."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from models.align import align_faces
from server.recognition.types import FloatArray, Image

NOSE_DEPTH = 0.6
"""How far the tip of the nose stands before the eyes, in distances between the eyes."""

NOSE_HEIGHT = 0.494
"""Where the nose lies from eyes to mouth in a frontal face (the 112 px alignment template)."""

MOUTH_DISTANCE = 1.16
"""From eyes to mouth in distances between the eyes, in the same template."""


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """Measurements of one face.

    `face_px` is the shorter side of its box. `sharpness` is the standard deviation of the
    Laplacian over the aligned 112 px crop, so that it does not depend on the face's size.
    `brightness` is the mean luma of that crop, 0..255, `contrast` its standard deviation.
    Angles are degrees, estimated from five points and good to about ten degrees: `yaw` is positive
    towards the right side of the picture, `pitch` upwards, `roll` clockwise.
    """

    face_px: float
    sharpness: float
    brightness: float
    contrast: float
    yaw: float
    pitch: float
    roll: float


def measure_face(image: Image, box: FloatArray, landmarks: FloatArray) -> FaceQuality:
    """Measure the face in `box`, float32 (4,) xyxy px, with `landmarks`, float32 (5, 2) px."""
    crop = align_faces(image, landmarks[np.newaxis])[0]
    luma = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    yaw, pitch, roll = head_pose(landmarks)
    return FaceQuality(
        face_px=float(min(box[2] - box[0], box[3] - box[1])),
        sharpness=float(cv2.Laplacian(luma, cv2.CV_32F).std()),
        brightness=float(luma.mean()),
        contrast=float(luma.std()),
        yaw=yaw,
        pitch=pitch,
        roll=roll,
    )


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
