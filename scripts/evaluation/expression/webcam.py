"""Photos of people who do not exist, seen through a poor webcam that shakes: what is misread."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from models.emotion import EMOTIONS
from scripts.evaluation.expression.readings import Reading, Readings
from scripts.evaluation.identity.degrade import Image, Webcam, draw_webcam
from scripts.evaluation.networks import Networks
from server.recognition.clarity import clarities
from server.recognition.types import FloatArray

FRAMES_PER_SECOND: Final = 25
SECONDS: Final = 3.0
"""Of each of the two expressions."""
FACE_PX: Final = (32.0, 90.0)
STILL_PX: Final = 1.0
SHAKEN_PX: Final = (4.0, 16.0)
"""Motion within a frame, of somebody at rest and of somebody who moves."""
STARTS_MOVING: Final = 0.05
STOPS_MOVING: Final = 0.2
"""Chances a frame: so a fifth of the frames is blurred, a few in a row."""
LANDMARK_NOISE: Final = 0.012
"""Of the face's width: how far the detector's points jump from frame to frame."""


def webcam_tracks(people: Sequence[Path], networks: Networks, *, seed: int) -> Iterator[Readings]:
    """Yield a track for each person, a folder of photos: first the one photo, then the other.

    `acted` is what the network reads off the photo itself.
    """
    for person in people:
        photos = [_read(person / name) for name in ("1-front.jpg", "2-smile.jpg")]
        camera = draw_webcam(person.name, seed)
        random = np.random.default_rng([seed, *person.name.encode()])
        camera = replace(camera, face_px=random.uniform(*FACE_PX))
        yield _film(photos, camera, networks, random)


def _film(
    photos: Sequence[Image], camera: Webcam, networks: Networks, random: np.random.Generator
) -> Readings:
    readings: Readings = []
    moving = False
    for photo in photos:
        faces = networks.detector.detect(photo)
        face = faces.select(np.array([int(faces.detection_scores.argmax())]))
        box, landmarks = face.boxes[0], face.landmarks[0]
        clean = networks.emotions.logits(networks.emotions.crop(photo, face.landmarks))[0]
        scale = camera.face_px / float(box[2] - box[0])
        for _ in range(round(SECONDS * FRAMES_PER_SECOND)):
            moving = random.random() < (1 - STOPS_MOVING if moving else STARTS_MOVING)
            shot = replace(
                camera,
                motion_px=random.uniform(*SHAKEN_PX) if moving else STILL_PX,
                angle=random.uniform(0.0, np.pi),
                seed=int(random.integers(2**32)),
            )
            jump = random.normal(0.0, LANDMARK_NOISE * camera.face_px, landmarks.shape)
            points = np.asarray(landmarks * scale + jump, np.float32)[np.newaxis]
            seconds = len(readings) / FRAMES_PER_SECOND
            acted = EMOTIONS[int(clean.argmax())]
            readings.append(_look(shot.apply(photo, box), points, networks, (seconds, acted)))
    return readings


def _look(
    image: Image, landmarks: FloatArray, networks: Networks, truth: tuple[float, str]
) -> Reading:
    crops = networks.emotions.crop(image, landmarks)
    clarity = clarities(crops, landmarks, np.ones(1, np.float32))[0]
    return Reading(truth[0], networks.emotions.logits(crops)[0], float(clarity), truth[1])


def _read(path: Path) -> Image:
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(image, np.uint8)
