"""The exported network's figures on faces that training never saw."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from models.emotion import (
    EmotionClassifier,
    EmotionSet,
    labels_of,
    load_emotion_classifier,
    probabilities,
)
from models.runtime import create_runtime
from scripts.emotion.calibration import called_tired
from scripts.emotion.data import FaceSet
from scripts.emotion.scores import Scores, score
from scripts.emotion.sources import FIVE
from scripts.evaluation.bootstrap import interval_of_mean
from scripts.evaluation.emotion.metrics import emotion_metrics

_BATCH: Final = 256
_WELLBEING: Final = labels_of(EmotionSet.WELLBEING)

Logits = npt.NDArray[np.float32]


def evaluate_weights(faces: FaceSet, weights: Path) -> dict[str, Any]:
    """Score the network in a weights folder on the validation and the test split."""
    classifier = load_emotion_classifier(create_runtime("openvino"), weights)
    forward = in_batches(classifier)
    test, validation = faces.part("test"), faces.part("validation")
    scores = score(forward, test)
    return {
        "weights_sha256": classifier.weights_sha256,
        "test": scores.as_dict(),
        "test_accuracy_ci95": _accuracy_interval(scores),
        "test_wellbeing_ece": _wellbeing_ece(forward, test),
        "test_called_tired": _called_tired(forward, test),
        "validation": score(forward, validation).as_dict(),
        "validation_called_tired": _called_tired(forward, validation),
    }


def in_batches(classifier: EmotionClassifier) -> Callable[[npt.NDArray[np.uint8]], Logits]:
    """Return the classifier's logits for any number of crops, a few at a time in memory."""

    def forward(crops: npt.NDArray[np.uint8]) -> Logits:
        starts = range(0, len(crops), _BATCH) or [0]
        return np.concatenate([classifier.logits(crops[i : i + _BATCH]) for i in starts])

    return forward


def _accuracy_interval(scores: Scores) -> tuple[float, float] | None:
    """Return the 95 % bootstrap interval of the accuracy on FER+."""
    if scores.ferplus is None:
        return None
    right = np.zeros(scores.ferplus.images)
    right[: round(scores.ferplus.accuracy * len(right))] = 1
    return interval_of_mean(right)


def _wellbeing_ece(
    forward: Callable[[npt.NDArray[np.uint8]], Logits], faces: FaceSet
) -> float | None:
    """Return the calibration error over the wellbeing set: FER+ without surprise, and YawDD's
    yawns. Alert drivers have no label to compare with.
    """
    emotion = (faces.sources == "ferplus") & (faces.majority() != FIVE.index("surprise"))
    yawns = (faces.sources == "yawdd") & (faces.tired == 1)
    if not emotion.any():
        return None
    chosen = faces.select(np.flatnonzero(emotion | yawns))
    labels = [
        "tired" if is_tired else FIVE[i]
        for is_tired, i in zip(chosen.tired == 1, chosen.majority(), strict=True)
    ]
    wellbeing = probabilities(forward(chosen.crops), EmotionSet.WELLBEING)
    return emotion_metrics(wellbeing, labels, _WELLBEING).ece


def _called_tired(
    forward: Callable[[npt.NDArray[np.uint8]], Logits], faces: FaceSet
) -> dict[str, dict[str, float]]:
    """Return, for each source, the share of faces that the product calls tired."""
    shares: dict[str, dict[str, float]] = {}
    for source in sorted(set(faces.sources.tolist())):
        for name, value in (("tired", 1), ("not_tired", 0)):
            chosen = faces.select((faces.sources == source) & (faces.tired == value))
            if len(chosen):
                called = called_tired(forward(chosen.crops))
                shares.setdefault(source, {})[name] = float(called.mean())
    return shares
