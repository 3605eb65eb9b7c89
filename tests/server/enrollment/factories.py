"""Makers of what the enrollment rules look at."""

from dataclasses import replace

import numpy as np

from models.detections import Detections
from server.recognition.quality import FaceQuality

GOOD = FaceQuality(
    face_px=160.0,
    sharpness=100.0,
    brightness=130.0,
    clipped=0.0,
    side_light=0.1,
    visible=1.0,
    yaw=0.0,
    pitch=0.0,
    roll=0.0,
)


def make_quality(**changes: float) -> FaceQuality:
    """A good face but for `changes`."""
    return replace(GOOD, **changes)


def make_detections(*sides: float, scores: tuple[float, ...] | None = None) -> Detections:
    """Faces of these sides in a row, with a detection score of 0.99 each unless told otherwise."""
    boxes = np.array([[200 * i, 10, 200 * i + side, 10 + side] for i, side in enumerate(sides)])
    return Detections(
        boxes=boxes.reshape(-1, 4).astype(np.float32),
        landmarks=np.zeros((len(sides), 5, 2), np.float32),
        detection_scores=np.array(scores or [0.99] * len(sides), np.float32),
    )
