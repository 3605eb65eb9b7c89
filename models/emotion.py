"""Emotions: the crop that the network wants, its six outputs, and the two sets of five."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.align import similarity_transform
from models.errors import (
    RESTORE_COMMAND,
    ManifestError,
    WeightsDamagedError,
    WeightsMissingError,
)
from models.manifest import readable, sha256_of
from models.runtime import Network, Runtime

EMOTIONS: Final = ("angry", "happy", "neutral", "sad", "surprise", "tired")
CROP_SIZE_PX: Final = 48
WEIGHTS_FILE: Final = "emotion.onnx"
METADATA_FILE: Final = "emotion.json"

# Where eyes, nose and mouth corners sit in a FER2013 picture, px: the median over 232 training
# pictures in which the mtcnn package found the face, made symmetric.
FER2013_TEMPLATE: Final = CROP_SIZE_PX * np.array(
    [[0.316, 0.389], [0.684, 0.389], [0.500, 0.597], [0.347, 0.781], [0.653, 0.781]], np.float32
)
_MAX_OVERSAMPLING = 6  # a face of 300 px; a larger one is sampled every few pixels


class EmotionSet(StrEnum):
    """Five of the six emotions: what a class session shows."""

    WELLBEING = "wellbeing"
    ENGAGEMENT = "engagement"


_LEFT_OUT: Final = {EmotionSet.WELLBEING: "surprise", EmotionSet.ENGAGEMENT: "tired"}


def labels_of(emotion_set: EmotionSet) -> tuple[str, ...]:
    """Return the five labels of a set, in the order of EMOTIONS."""
    return tuple(label for label in EMOTIONS if label != _LEFT_OUT[emotion_set])


def probabilities(
    logits: npt.NDArray[np.float32], emotion_set: EmotionSet | None
) -> npt.NDArray[np.float32]:
    """Softmax over the labels of a set, or over all six for None.

    `logits` is float32 (n, 6) in the order of EMOTIONS, already divided by the temperature (it is
    part of the exported network). Returns float32 (n, 5) or (n, 6), each row summing to 1.
    """
    if emotion_set is not None:
        chosen = [EMOTIONS.index(label) for label in labels_of(emotion_set)]
        logits = logits[:, chosen]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def crop_faces(
    image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
) -> npt.NDArray[np.uint8]:
    """Cut upright faces, framed as in FER2013, out of an image.

    `image` is uint8 (H, W, 3) BGR, `landmarks` float32 (n, 5, 2) xy px in the order of Detections.
    Returns uint8 (n, 48, 48) gray. A face at the edge is continued with the edge's pixels.
    """
    crops = np.empty((len(landmarks), CROP_SIZE_PX, CROP_SIZE_PX), np.uint8)
    transforms = similarity_transform(landmarks, FER2013_TEMPLATE)
    for crop, transform in zip(crops, transforms, strict=True):
        crop[:] = _crop_face(image, transform)
    return crops


def crop_whole_image(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Turn a picture that is a face crop already, uint8 (H, W, 3) BGR, into uint8 (48, 48) gray.

    Of one that is not square the square in its middle is taken: no face is squeezed.
    """
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    gray = cv2.cvtColor(image[top : top + side, left : left + side], cv2.COLOR_BGR2GRAY)
    shrinks = side >= CROP_SIZE_PX
    interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    resized = cv2.resize(gray, (CROP_SIZE_PX, CROP_SIZE_PX), interpolation=interpolation)
    return np.asarray(resized, np.uint8)


class EmotionClassifier:
    """The emotion network with its crop. Safe to call from several threads at once.

    With `flip` the logits are the mean of the crop's and of its mirror image's, at twice the cost;
    the committed network is calibrated for that.
    """

    name = "homeroom-emotion"

    def __init__(self, network: Network, weights_sha256: str, *, flip: bool = True) -> None:
        self._network = network
        self._flip = flip
        self.weights_sha256 = weights_sha256

    def crop(
        self, image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.uint8]:
        """Cut the faces out of an image: see crop_faces."""
        return crop_faces(image, landmarks)

    def crop_whole(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Turn a picture that is a face crop already into a crop: see crop_whole_image."""
        return crop_whole_image(image)

    def logits(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return float32 (n, 6), calibrated, in the order of EMOTIONS, for gray crops; n may be 0.

        `crops` is uint8 (n, 48, 48).
        """
        if len(crops) == 0:
            return np.zeros((0, len(EMOTIONS)), np.float32)
        if not self._flip:
            return self._network.run(crops.astype(np.float32))[0]
        both = self._network.run(np.concatenate([crops, crops[:, :, ::-1]]).astype(np.float32))[0]
        return np.asarray((both[: len(crops)] + both[len(crops) :]) / 2, np.float32)


def load_emotion_classifier(runtime: Runtime, weights_dir: Path) -> EmotionClassifier:
    """Load the network and check it against its metadata.

    Raises WeightsMissingError, WeightsDamagedError, WeightsUnreadableError, or ManifestError where
    the metadata are of another network than this code is for.
    """
    path, metadata_path = weights_dir / WEIGHTS_FILE, weights_dir / METADATA_FILE
    for needed in (path, metadata_path):
        with readable(needed):
            if not needed.is_file():
                raise WeightsMissingError(needed, name="emotion")
    with readable(metadata_path):
        expected = _read_metadata(metadata_path)
    with readable(path):
        actual = sha256_of(path)
    if actual != expected:
        raise WeightsDamagedError(path, expected=expected, actual=actual, name="emotion")
    return EmotionClassifier(runtime.load(path), actual)


def _read_metadata(path: Path) -> str:
    """Return the SHA-256 that the weights should have, after checking labels and input size."""
    try:
        metadata = json.loads(path.read_text())
        labels, side, sha256 = metadata["labels"], metadata["crop_size_px"], metadata["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestError(
            f"{path} is no metadata of an emotion network: {error!r}; get it again: "
            f"{RESTORE_COMMAND}"
        ) from error
    if tuple(labels) != EMOTIONS or side != CROP_SIZE_PX:
        raise ManifestError(
            f"{path} is for labels {labels} and {side} px, this version wants {EMOTIONS} and "
            f"{CROP_SIZE_PX} px; train the network again with "
            ".venv/bin/python -m scripts.train_emotion"
        )
    return str(sha256)


def _crop_face(
    image: npt.NDArray[np.uint8], transform: npt.NDArray[np.float64]
) -> npt.NDArray[np.uint8]:
    """Warp one face; a large one is sampled on a finer grid and averaged, against aliasing."""
    scale = float(np.hypot(transform[0, 0], transform[1, 0]))
    finer = int(np.ceil(1 / max(scale, 1 / _MAX_OVERSAMPLING)))
    side = CROP_SIZE_PX * finer
    fine_transform = transform * finer
    # The centre of a crop's pixel is the centre of its finer block, not the block's first pixel.
    fine_transform[:, 2] += (finer - 1) / 2
    warped = cv2.warpAffine(
        image, fine_transform, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    gray = cv2.cvtColor(warped, cv2.COLOR_BGR2GRAY)
    if finer > 1:
        gray = cv2.resize(gray, (CROP_SIZE_PX, CROP_SIZE_PX), interpolation=cv2.INTER_AREA)
    return np.asarray(gray, np.uint8)
