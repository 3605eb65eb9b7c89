"""How an exported network reads faces of one's own."""

from pathlib import Path
from typing import Any

import numpy as np

from models.emotion import EmotionSet, load_emotion_classifier, probabilities
from models.runtime import create_runtime
from scripts.emotion.calibration import called_tired
from scripts.emotion.data import FaceSet
from scripts.emotion.evaluation import in_batches
from scripts.emotion.sources import FIVE
from scripts.evaluation.emotion.metrics import emotion_metrics


def score_weights(faces: FaceSet, weights: Path) -> dict[str, Any]:
    """Return accuracy, recalls and calibration error (`ece`) over the five, and which tired and
    other faces are called tired.

    What the faces do not tell is None.
    """
    classifier = load_emotion_classifier(create_runtime("openvino"), weights)
    logits = in_batches(classifier)(faces.crops)
    emotional = np.asarray(faces.emotion.any(axis=1), np.bool_)
    labels = [FIVE[i] for i in faces.select(emotional).majority()]
    metrics = (
        emotion_metrics(probabilities(logits[emotional], EmotionSet.ENGAGEMENT), labels, FIVE)
        if labels
        else None
    )
    called = called_tired(logits) if len(faces) else np.zeros(0, np.bool_)
    tired, other = faces.tired == 1, faces.tired == 0
    return {
        "faces": len(faces),
        "accuracy": metrics.accuracy if metrics else None,
        "macro_recall": metrics.macro_recall if metrics else None,
        "recall": metrics.recall if metrics else {},
        "ece": metrics.ece if metrics else None,
        "tired_recall": float(called[tired].mean()) if tired.any() else None,
        "tired_false_alarms": float(called[other].mean()) if other.any() else None,
    }
