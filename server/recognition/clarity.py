"""How well an expression can be read off a face: measured on the very crop that is read."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from server.recognition.quality import MOUTH_DISTANCE, NOSE_DEPTH, NOSE_HEIGHT
from server.recognition.types import FloatArray

CLEAR: Final = 0.6
"""Detail by contrast of a crop that is read as well as a sharp one.

Of 1,862 readings of generated faces, made as poor as a classroom's webcam makes them, the fifth
with least detail erred by 1.03 on average in the log-odds, the fifth with most by 0.31."""

_SIDE: Final = 48
_FACE: Final = np.s_[:, 8:-6, 10:-10]
"""Where the face is in crops of that side, without its outline."""

_LEAST_CONTRAST: Final = 4.0
"""Below it, what looks like detail is the camera's noise, as it does above in dark pictures."""


def clarities(
    crops: npt.NDArray[np.uint8], landmarks: FloatArray, detection_scores: FloatArray
) -> npt.NDArray[np.float32]:
    """Weigh n readings of an expression: float32 (n,) in 0..1.

    `crops` is uint8 (n, S, S), or (n, S, S, 3), upright faces as the emotion network gets them,
    `landmarks` float32 (n, 5, 2) px, `detection_scores` float32 (n,). Small, blurred and turned
    faces count less.
    """
    if not len(crops):
        return np.zeros(0, np.float32)
    sharp = np.minimum(_details(crops) / CLEAR, 1.0) ** 2
    return np.asarray(sharp * _frontal(landmarks) * detection_scores, np.float32)


def _details(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The Laplacian's deviation by the picture's own, float32 (n,); all faces in one go."""
    gray = np.stack([_small(crop) for crop in crops])
    edges = cv2.Laplacian(gray.reshape(-1, _SIDE), cv2.CV_32F).reshape(gray.shape)
    contrasts = np.maximum(_deviations(gray), _LEAST_CONTRAST)
    return np.asarray(_deviations(edges) / contrasts, np.float32)


def _small(crop: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    gray = crop if crop.ndim == 2 else cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    if len(gray) == _SIDE:
        return np.asarray(gray, np.uint8)
    resized = cv2.resize(gray, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(resized, np.uint8)


def _deviations(pictures: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
    inside = pictures[_FACE].reshape(len(pictures), -1).astype(np.float32)
    means = inside.mean(axis=1, keepdims=True)
    squares = np.square(inside - means).mean(axis=1)
    return np.asarray(np.sqrt(squares), np.float32)


def _frontal(landmarks: FloatArray) -> npt.NDArray[np.float32]:
    """cos(yaw) cos(pitch), float32 (n,): quality.head_pose for all faces at once."""
    eyes, mouth = landmarks[:, :2].mean(axis=1), landmarks[:, 3:].mean(axis=1)
    across = landmarks[:, 1] - landmarks[:, 0]
    distance = np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-3)
    right = across / distance[:, np.newaxis]
    down = np.stack([-right[:, 1], right[:, 0]], axis=1)
    nose, chin = landmarks[:, 2] - eyes, mouth - eyes
    length = (chin * down).sum(axis=1)
    length = np.where(np.abs(length) < 1e-3, distance, length)
    yaw = (nose * right).sum(axis=1) / distance / NOSE_DEPTH
    height = (nose * down).sum(axis=1) / length
    pitch = (NOSE_HEIGHT - height) * MOUTH_DISTANCE / NOSE_DEPTH
    return np.asarray(1.0 / np.sqrt((1.0 + yaw**2) * (1.0 + pitch**2)), np.float32)
