"""How good emotion probabilities are: plain NumPy, used by training and by evaluation alike."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CALIBRATION_BINS = 15


@dataclass(frozen=True, slots=True)
class EmotionMetrics:
    """Figures over labelled faces; recalls only of labels that occur among them.

    `confusion` is {true label: {predicted label: count}}. `ece` is the expected calibration error
    of the largest probability (Guo et al., 2017) over bins of equal width.
    """

    images: int
    accuracy: float
    macro_recall: float
    recall: dict[str, float]
    confusion: dict[str, dict[str, int]]
    ece: float


@dataclass(frozen=True, slots=True)
class TiredMetrics:
    """How well tired and alert faces are told apart.

    `recall` and `false_alarms` are the fractions of tired and of alert faces whose probability of
    tired is at least `threshold`.
    """

    tired_images: int
    alert_images: int
    threshold: float
    recall: float
    false_alarms: float


def emotion_metrics(
    probabilities: npt.NDArray[np.floating],
    labels: list[str],
    label_order: tuple[str, ...],
) -> EmotionMetrics:
    """Score probabilities, float (n, k) in the order of `label_order`, against n true labels.

    Raises ValueError without faces, for lengths that differ, or a label that is not in the order.
    """
    if not labels or probabilities.shape != (len(labels), len(label_order)):
        raise ValueError(
            f"probabilities of shape {probabilities.shape} do not fit {len(labels)} labels "
            f"and {len(label_order)} columns"
        )
    truth = np.array([label_order.index(label) for label in labels])
    predicted = probabilities.argmax(axis=1)
    counts = np.zeros((len(label_order), len(label_order)), np.int64)
    np.add.at(counts, (truth, predicted), 1)
    present = [i for i in range(len(label_order)) if counts[i].any()]
    recall = {label_order[i]: float(counts[i, i] / counts[i].sum()) for i in present}
    return EmotionMetrics(
        images=len(labels),
        accuracy=float((truth == predicted).mean()),
        macro_recall=float(np.mean(list(recall.values()))),
        recall=recall,
        confusion={
            label_order[i]: dict(zip(label_order, counts[i].tolist(), strict=True)) for i in present
        },
        ece=expected_calibration_error(probabilities.max(axis=1), truth == predicted),
    )


def expected_calibration_error(
    confidences: npt.NDArray[np.floating], right: npt.NDArray[np.bool_]
) -> float:
    """Return the mean gap between confidence and accuracy over bins, weighted by their sizes.

    `confidences` is (n,) in 0..1: the probability of each answer; `right` (n,) whether it is right.
    """
    bins = np.minimum((confidences * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)
    gaps = [
        abs(float(confidences[bins == b].mean() - right[bins == b].mean())) * (bins == b).mean()
        for b in np.unique(bins)
    ]
    return float(np.sum(gaps))


def tired_metrics(
    probability: npt.NDArray[np.floating],
    tired: npt.NDArray[np.bool_],
    *,
    threshold: float | None = None,
    false_alarms: float = 0.03,
) -> TiredMetrics:
    """Score the probability of tired, (n,), of faces that are tired or alert, bool (n,).

    Without a threshold the lowest one that keeps alarms on alert faces within `false_alarms` is
    taken. Raises ValueError where either kind is missing.
    """
    alert = np.sort(probability[~tired])[::-1]
    if len(alert) == 0 or len(alert) == len(tired):
        raise ValueError("tired metrics need at least one tired and one alert face")
    if threshold is None:
        allowed = int(false_alarms * len(alert))
        threshold = float(np.nextafter(alert[allowed], np.inf))
    return TiredMetrics(
        tired_images=len(tired) - len(alert),
        alert_images=len(alert),
        threshold=threshold,
        recall=float((probability[tired] >= threshold).mean()),
        false_alarms=float((alert >= threshold).mean()),
    )
