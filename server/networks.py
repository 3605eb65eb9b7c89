"""The networks that this server runs, loaded and checked before anything else starts."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from models.detections import LANDMARK_COUNT, Detector
from models.embedder import Embedder, load_embedder
from models.emotion import load_emotion_classifier
from models.haar import load_haar
from models.mtcnn import load_mtcnn
from models.occlusion import OcclusionClassifier, load_occlusion
from models.runtime import Runtime, create_runtime
from server.recognition.pipeline import EmotionReader
from server.settings import Settings

CAMERA_SIZE: Final = (480, 640)
"""Height and width that most cameras send, in pixels."""


class EmotionNetwork(EmotionReader, Protocol):
    """What the server needs of models.emotion.EmotionClassifier."""

    @property
    def name(self) -> str: ...

    @property
    def weights_sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Networks:
    """Everything loaded; `runtime` and `provider` say who executes it, and on what."""

    detector: Detector
    embedder: Embedder
    emotions: EmotionNetwork
    runtime: str
    provider: str
    occlusion: OcclusionClassifier | None = None
    """Tells covered faces at enrollment; without it none is refused for being covered."""


def load_networks(settings: Settings) -> Networks:
    """Load what the settings name. Raises ModelError; a weight file's hash is checked first."""
    runtime = create_runtime(
        settings.runtime, cache_dir=settings.cache_dir, threads=settings.threads
    )
    networks = Networks(
        detector=load_detector(runtime, settings),
        embedder=load_embedder(settings.identity.embedder, runtime, settings.weights_dir),
        emotions=load_emotion_classifier(runtime, settings.weights_dir),
        runtime=runtime.name,
        provider=runtime.provider,
        occlusion=load_occlusion(settings.weights_dir),
    )
    _warm_up(networks)
    return networks


def load_detector(runtime: Runtime, settings: Settings) -> Detector:
    """Load the detector that the settings name. Raises ModelError."""
    min_face_px = settings.detection.min_face_px
    if settings.detection.detector == "haar":
        return load_haar(runtime, settings.weights_dir, min_face_px=min_face_px)
    return load_mtcnn(runtime, settings.weights_dir, min_face_px=min_face_px)


def _warm_up(networks: Networks) -> None:
    """Use every network once: runtimes put off work until then, and the first frame would wait."""
    image = np.full((*CAMERA_SIZE, 3), 127, np.uint8)
    box = np.array([[256, 144, 384, 336]], np.float32)
    landmarks = np.linspace((256, 144), (384, 336), LANDMARK_COUNT, dtype=np.float32)[np.newaxis]
    networks.detector.detect(image)
    networks.detector.refine(image, box)
    networks.embedder.embed(networks.embedder.crop(image, landmarks))
    networks.emotions.logits(networks.emotions.crop(image, landmarks))
