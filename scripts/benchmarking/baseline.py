"""What one would write without Homeroom, and what the first system of its kind did with a frame.

The `mtcnn` package finds the faces, the VGG16 of VGG-Face embeds them at 224 px and the CNN of the
`fer` package reads their emotions, all in TensorFlow, one after the other. VGG16 gets random
weights: its own are on GitHub only, and the time does not depend on them. TensorFlow is imported
when a pipeline is loaded, not before.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from models.manifest import verified_group
from models.vggface_embedder import CROP_PX, VARIANTS, preprocess
from scripts.benchmarking.stages import BaselinePipeline, Crop
from server.recognition.types import FloatArray, Image

_VGG16: Final = VARIANTS["vggface-vgg16"]
_EMOTION_PX: Final = 64
_SHRINK: Final = 2
"""The package looks for faces from 20 px up, and for none at all when it is told 40: on half the
frame it finds those from 40 px up, as Homeroom does."""

Batch = Callable[[FloatArray], object]
"""Runs a network on float32 (n, h, w, c)."""


class _Detector(Protocol):
    """The mtcnn package's, as far as it is used here."""

    def detect_faces(self, image: npt.NDArray[np.uint8]) -> Sequence[dict[str, list[int]]]:
        """Return a box, xywh in pixels, and more for each face of an RGB image."""
        ...


class _Network(Protocol):
    """A Keras network, as far as it is used here."""

    input_shape: tuple[int | None, ...]

    def __call__(self, inputs: object, *, training: bool) -> object: ...

    def predict(self, x: FloatArray, *, verbose: int) -> FloatArray: ...


def load_baseline(weights_dir: Path, *, called_well: bool = False) -> BaselinePipeline:
    """Load the baseline as it is usually written: `model.predict` for every face and network.

    `called_well` is the best that can be had of the same three: both networks compiled, a frame's
    faces in one batch, and no faces looked for that Homeroom does not look for. Raises
    WeightsMissingError or WeightsDamagedError for the fer package's file, which is fetched on
    request only.
    """
    (emotion_file,), _ = verified_group("fer", weights_dir)
    detector, embedder, emotions = _load_networks(emotion_file)
    run, shrink = (_all_at_once, _SHRINK) if called_well else (_one_by_one, 1)
    return BaselinePipeline(
        name=f"mtcnn + VGG16 + fer, {'called well' if called_well else 'one by one'}",
        detect=lambda image: _detect(detector, image, shrink=shrink),
        embed=_embedding(run(embedder)),
        read_emotions=_emotion_reading(run(emotions)),
    )


def _load_networks(emotion_file: Path) -> tuple[_Detector, _Network, _Network]:
    import keras  # noqa: PLC0415 - imports TensorFlow, which takes seconds
    import mtcnn  # noqa: PLC0415

    from models.vggface import build_vgg16  # noqa: PLC0415

    keras.utils.set_random_seed(0)
    emotions = keras.models.load_model(emotion_file, compile=False)
    # The file, older than Keras 3, nests its input in a list, which makes every call warn.
    emotions = keras.Model(emotions.inputs[0], emotions.outputs[0])
    return mtcnn.MTCNN(), build_vgg16(), emotions


def _detect(detector: _Detector, image: Image, *, shrink: int) -> list[Crop]:
    small = image if shrink == 1 else cv2.resize(image, None, fx=1 / shrink, fy=1 / shrink)
    found = detector.detect_faces(np.asarray(small[..., ::-1], np.uint8))
    boxes = [[shrink * int(value) for value in face["box"]] for face in found]
    crops = [image[y : y + height, x : x + width] for x, y, width, height in boxes]
    return [crop for crop in crops if crop.size]


def _one_by_one(network: _Network) -> Batch:
    return lambda faces: [network.predict(face[None], verbose=0) for face in faces]


def _all_at_once(network: _Network) -> Batch:
    """Compile for any number of faces, so that a new number does not compile anew."""
    import tensorflow as tf  # noqa: PLC0415

    any_number = tf.TensorSpec((None, *network.input_shape[1:]), tf.float32)
    compiled = tf.function(
        lambda faces: network(faces, training=False), input_signature=[any_number]
    )
    return lambda faces: compiled(faces).numpy()


def _embedding(run: Batch) -> Callable[[Sequence[Crop]], object]:
    def embed(crops: Sequence[Crop]) -> object:
        faces = [cv2.resize(crop, (CROP_PX, CROP_PX)) for crop in crops]
        return run(preprocess(np.array(faces, np.uint8), _VGG16))

    return embed


def _emotion_reading(run: Batch) -> Callable[[Sequence[Crop]], object]:
    """Prepare faces as the fer package does: float32 (n, 64, 64, 1), -1..1."""

    def read(crops: Sequence[Crop]) -> object:
        grays = [cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY) for crop in crops]
        faces = [cv2.resize(gray, (_EMOTION_PX, _EMOTION_PX)) for gray in grays]
        return run(np.array(faces, np.float32)[..., None] / 127.5 - 1)

    return read
