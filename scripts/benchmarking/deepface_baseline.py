"""DeepFace's own pipeline, where the package is installed: it is no requirement of Homeroom.

It runs on ONNX Runtime, the lightest of its engines, and finds the faces of a frame once, where its
two functions `represent` and `analyze` would each find them anew. The embedder is SFace, with the
weights that Homeroom has too. The weights of DeepFace's emotion network are on GitHub only, so
that the network is built here as DeepFace describes it, with random ones: the time does not depend
on them.
"""

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from models.manifest import verified_group
from scripts.benchmarking.deepface_emotion import build_emotion_network
from scripts.benchmarking.stages import BaselinePipeline, Crop
from server.recognition.types import Image

VERSION: Final = "0.0.103"
HOW_TO_GET: Final = (
    "DeepFace is not installed, so it is not timed; to get it, leaving what is installed as it is: "
    ".venv/bin/pip install onnxruntime gdown werkzeug && .venv/bin/pip install --no-deps "
    f"deepface=={VERSION}"
)
"""Its full requirements would put another OpenCV over Homeroom's."""

Backend = Literal["opencv", "mtcnn"]
"""DeepFace's detectors that need no weights from GitHub; the first is its default."""


class _DeepFace(Protocol):
    """The module deepface.DeepFace, as far as it is used here."""

    def build_model(self, model_name: str, task: str) -> object: ...

    def extract_faces(
        self, img_path: Image, *, detector_backend: str, color_face: str
    ) -> list[dict[str, Any]]: ...

    def represent(
        self, img_path: Sequence[Crop], *, model_name: str, detector_backend: str
    ) -> object: ...

    def analyze(
        self, img_path: Sequence[Crop], *, actions: list[str], detector_backend: str
    ) -> object: ...


def load_deepface(weights_dir: Path, *, backend: Backend = "opencv") -> BaselinePipeline | None:
    """Load DeepFace with one of its detectors; None where it is not installed (see HOW_TO_GET).

    Raises WeightsMissingError or WeightsDamagedError for SFace's weights.
    """
    (sface,), _ = verified_group("sface", weights_dir)
    with tempfile.TemporaryDirectory() as home, _environment(Path(home)):
        _lay_out_weights(Path(home), sface)
        try:
            import onnxruntime  # noqa: F401, PLC0415 - DeepFace asks for it only later
            from deepface import DeepFace, __version__  # noqa: PLC0415 - not required
            from deepface.modules.exceptions import FaceNotDetected  # noqa: PLC0415
        except ImportError:
            return None
        deepface: _DeepFace = DeepFace
        deepface.build_model("SFace", task="facial_recognition")
        deepface.build_model("Emotion", task="facial_attribute")
        deepface.build_model(backend, task="face_detector")

    def detect(image: Image) -> list[Crop]:
        try:
            found = deepface.extract_faces(image, detector_backend=backend, color_face="bgr")
        except FaceNotDetected:
            return []
        return [face["face"] for face in found]

    return BaselinePipeline(
        name=f"DeepFace {__version__}: {backend} + SFace",
        detect=detect,
        embed=lambda crops: deepface.represent(crops, model_name="SFace", detector_backend="skip"),
        read_emotions=lambda crops: deepface.analyze(
            crops, actions=["emotion"], detector_backend="skip"
        ),
    )


def _lay_out_weights(home: Path, sface: Path) -> None:
    """Put weights where DeepFace looks for them before it asks GitHub."""
    folder = home / ".deepface" / "weights"
    folder.mkdir(parents=True)
    shutil.copyfile(sface, folder / "face_recognition_sface_2021dec.onnx")
    emotions = build_emotion_network().SerializeToString()
    (folder / "facial_expression_model_weights.onnx").write_bytes(emotions)


@contextmanager
def _environment(home: Path) -> Iterator[None]:
    """Set DeepFace up, and undo what importing it does to TensorFlow and to warnings."""
    chosen = {
        "DEEPFACE_HOME": str(home),
        "DEEPFACE_BACKEND_ENGINE": "onnx",
        "DEEPFACE_LOG_LEVEL": str(logging.WARNING),
    }
    changed = ("TF_USE_LEGACY_KERAS", "TF_CPP_MIN_LOG_LEVEL")
    before: Mapping[str, str | None] = {key: os.environ.get(key) for key in (*chosen, *changed)}
    os.environ.update(chosen)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
