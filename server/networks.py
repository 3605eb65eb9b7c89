"""The networks that this server runs, loaded and checked before anything else starts."""

from dataclasses import dataclass
from typing import Protocol

from models.detections import Detector
from models.embedder import Embedder, load_embedder
from models.emotion import load_emotion_classifier
from models.mtcnn import load_mtcnn
from models.runtime import create_runtime
from server.recognition.pipeline import EmotionReader
from server.settings import Settings


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


def load_networks(settings: Settings) -> Networks:
    """Load what the settings name. Raises ModelError; a weight file's hash is checked first."""
    runtime = create_runtime(
        settings.runtime, cache_dir=settings.cache_dir, threads=settings.threads
    )
    return Networks(
        detector=load_mtcnn(
            runtime, settings.weights_dir, min_face_px=settings.detection.min_face_px
        ),
        embedder=load_embedder(settings.identity.embedder, runtime, settings.weights_dir),
        emotions=load_emotion_classifier(runtime, settings.weights_dir),
        runtime=runtime.name,
        provider=runtime.provider,
    )
