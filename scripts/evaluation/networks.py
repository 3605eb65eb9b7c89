"""The product's networks, loaded as the server loads them."""

from functools import cached_property

from models.detections import Detector
from models.embedder import Embedder, IdentityThresholds, load_embedder
from models.emotion import EmotionClassifier, load_emotion_classifier
from models.occlusion import OcclusionClassifier, load_occlusion
from models.runtime import Runtime, create_runtime
from server.gallery_loader import load_calibrator
from server.networks import load_detector
from server.recognition.calibration import Calibrator
from server.recognition.pipeline import PipelineSettings
from server.settings import Settings


class Networks:
    """Loads each network when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def runtime(self) -> Runtime:
        settings = self.settings
        return create_runtime(
            settings.runtime, cache_dir=settings.cache_dir, threads=settings.threads
        )

    @cached_property
    def detector(self) -> Detector:
        return load_detector(self.runtime, self.settings)

    @cached_property
    def embedder(self) -> Embedder:
        settings = self.settings
        return load_embedder(settings.identity.embedder, self.runtime, settings.weights_dir)

    @cached_property
    def emotions(self) -> EmotionClassifier:
        return load_emotion_classifier(self.runtime, self.settings.weights_dir)

    @cached_property
    def calibrator(self) -> Calibrator:
        """Calibrates thresholds on a gallery as the server does."""
        return load_calibrator(self.thresholds, self.embedder, self.settings.weights_dir)

    @cached_property
    def occlusion(self) -> OcclusionClassifier:
        return load_occlusion(self.settings.weights_dir)

    @property
    def thresholds(self) -> IdentityThresholds:
        """The operator's thresholds, or else the embedder's own, as a camera uses them."""
        return PipelineSettings.of(self.settings, self.embedder.thresholds).thresholds
