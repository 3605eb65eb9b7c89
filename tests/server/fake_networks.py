"""Networks that need no weights: who somebody is shows in the colour of the picture.

`python -m tests.server.fake_networks` serves with them, like `python -m server`.
"""

import sys

import cv2
import numpy as np
import numpy.typing as npt

from models.detections import Detections
from models.embedder import IdentityThresholds
from server.command_line import main
from server.networks import Networks
from server.recognition.types import FloatArray, Image

CROP_PX = 16
RED = (40, 40, 200)
GREEN = (40, 200, 40)
BLUE = (200, 40, 40)
BLACK = (0, 0, 0)


class OneFaceDetector:
    """Finds one face, in the middle, in every picture that is not black."""

    name = "fake-detector"
    weights_sha256 = "d" * 64

    def detect(self, image: Image, *, min_face_px: int = 0, quick: bool = False) -> Detections:  # noqa: ARG002
        if not image.any():
            return Detections.empty()
        height, width = image.shape[:2]
        box = np.array([width * 0.25, height * 0.2, width * 0.75, height * 0.8], np.float32)
        shares = np.array(
            [[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]], np.float32
        )
        landmarks = box[:2] + shares * (box[2:] - box[:2])
        return Detections(
            boxes=box[np.newaxis],
            landmarks=landmarks[np.newaxis].astype(np.float32),
            detection_scores=np.array([0.99], np.float32),
        )

    def refine(self, image: Image, boxes: FloatArray) -> tuple[Detections, npt.NDArray[np.intp]]:
        found = self.detect(image)
        count = min(len(found), len(boxes))
        return found.select(np.arange(count)), np.arange(count)


class ColourEmbedder:
    """The embedding of a face is its mean colour."""

    name = "fake-embedder"
    weights_sha256 = "e" * 64
    dimension = 3
    thresholds = IdentityThresholds(known=0.9, unsure=0.85, margin=0.02)

    def crop(self, image: Image, landmarks: FloatArray) -> Image:
        small = cv2.resize(image, (CROP_PX, CROP_PX), interpolation=cv2.INTER_AREA)
        return np.repeat(np.asarray(small, np.uint8)[np.newaxis], len(landmarks), axis=0)

    def embed(self, crops: Image) -> FloatArray:
        colours = crops.reshape(len(crops), -1, 3).mean(axis=1) + 1e-3
        lengths = np.linalg.norm(colours, axis=1, keepdims=True)
        return np.asarray(colours / lengths, np.float32)


class AlwaysHappy:
    name = "fake-emotion"
    weights_sha256 = "f" * 64

    def crop(self, image: Image, landmarks: FloatArray) -> npt.NDArray[np.uint8]:
        small = cv2.resize(image, (48, 48), interpolation=cv2.INTER_AREA)
        gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
        return np.repeat(gray[np.newaxis], len(landmarks), axis=0)

    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        return np.tile(np.array([0, 4, 1, 0, 0, 0], np.float32), (len(crops), 1))


def fake_networks() -> Networks:
    return Networks(
        detector=OneFaceDetector(),
        embedder=ColourEmbedder(),
        emotions=AlwaysHappy(),
        runtime="fake",
        provider="none",
    )


def make_picture(
    colour: tuple[int, int, int] = RED, *, size: tuple[int, int] = (160, 120), suffix: str = ".jpg"
) -> bytes:
    """An encoded picture, width x height, of one colour (BGR) with some structure in it."""
    width, height = size
    image = np.full((height, width, 3), colour, np.uint8)
    if any(colour):  # enrollment wants a sharp face
        noise = np.random.default_rng(0).integers(-30, 30, (height, width, 1))
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    _, encoded = cv2.imencode(suffix, image)
    return encoded.tobytes()


if __name__ == "__main__":
    sys.exit(main(networks=fake_networks()))
