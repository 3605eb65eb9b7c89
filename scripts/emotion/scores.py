"""Scores of an emotion network on the held-out faces, and the mix that chooses among epochs."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.emotion import EmotionSet, labels_of, probabilities
from scripts.emotion.data import FaceSet
from scripts.emotion.sources import FIVE
from scripts.evaluation.emotion.metrics import (
    EmotionMetrics,
    TiredMetrics,
    emotion_metrics,
    tired_metrics,
)

Forward = Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures on one split; a source that the split does not have is None."""

    ferplus: EmotionMetrics | None
    news: EmotionMetrics | None
    tired: TiredMetrics | None
    ferplus_called_tired: float

    @property
    def mix(self) -> float:
        """What chooses the epoch: accuracy, macro recall, another source, and tired alike."""
        parts = []
        if self.ferplus is not None:
            parts += [self.ferplus.accuracy, self.ferplus.macro_recall]
        if self.news is not None:
            parts.append(self.news.macro_recall)
        if self.tired is not None:
            parts.append(self.tired.recall)
        return float(np.mean(parts))

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return asdict(self) | {"mix": self.mix}


def with_mirror_image(forward: Forward) -> Forward:
    """Return the mean logits of a crop and of its mirror image, as EmotionClassifier has them."""

    def mean(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        return np.asarray((forward(crops) + forward(crops[:, :, ::-1])) / 2, np.float32)

    return mean


def score(forward: Forward, faces: FaceSet) -> Scores:
    """Run a network (crops uint8 (n, 48, 48) to logits (n, 6)) over the faces and score it."""
    logits = forward(faces.crops)
    tired_column = labels_of(EmotionSet.WELLBEING).index("tired")
    tiredness = probabilities(logits, EmotionSet.WELLBEING)[:, tired_column]
    ferplus = faces.sources == "ferplus"
    yawdd = faces.sources == "yawdd"
    both = yawdd.any() and len(set(faces.tired[yawdd].tolist())) == 2
    tired = tired_metrics(tiredness[yawdd], faces.tired[yawdd] == 1) if both else None
    return Scores(
        ferplus=_emotions(logits, faces, ferplus),
        news=_emotions(logits, faces, faces.sources == "news"),
        tired=tired,
        ferplus_called_tired=_called_tired(tiredness[ferplus], tired),
    )


def _emotions(
    logits: npt.NDArray[np.float32], faces: FaceSet, mask: npt.NDArray[np.bool_]
) -> EmotionMetrics | None:
    if not mask.any():
        return None
    labels = [FIVE[i] for i in faces.select(mask).majority()]
    return emotion_metrics(probabilities(logits[mask], EmotionSet.ENGAGEMENT), labels, FIVE)


def _called_tired(probability: npt.NDArray[np.float32], tired: TiredMetrics | None) -> float:
    """Return the share of FER+ faces above the threshold that YawDD's alert faces set."""
    if tired is None or len(probability) == 0:
        return 0.0
    return float((probability >= tired.threshold).mean())
