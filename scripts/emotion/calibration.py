"""What makes probabilities honest: a temperature, and a shift of tired that keeps alarms rare."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from models.emotion import EMOTIONS, EmotionSet, labels_of, probabilities

_TIRED = EMOTIONS.index("tired")
_SHIFTS = np.arange(-4.0, 4.01, 0.05)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logits become (logits + shift of tired) / temperature."""

    temperature: float = 1.0
    tired_shift: float = 0.0

    def apply(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Calibrate logits float32 (n, 6)."""
        return np.asarray((logits + self._shifts()) / self.temperature, np.float32)

    def fold(
        self, kernel: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Return the last layer's weights, (c, 6) and (6,), with the calibration in them."""
        return (
            np.asarray(kernel / self.temperature, np.float32),
            np.asarray((bias + self._shifts()) / self.temperature, np.float32),
        )

    def _shifts(self) -> npt.NDArray[np.float32]:
        shifts = np.zeros(len(EMOTIONS), np.float32)
        shifts[_TIRED] = self.tired_shift
        return shifts


def fit_temperature(logits: npt.NDArray[np.float32], truth: npt.NDArray[np.intp]) -> float:
    """Return the temperature that makes the truth likeliest (Guo et al., 2017).

    `logits` is float32 (n, 6) of faces whose emotion, (n,), is an index into the engagement set.
    """

    def loss(log_temperature: float) -> float:
        tempered = np.asarray(logits / np.exp(log_temperature), np.float32)
        chosen = probabilities(tempered, EmotionSet.ENGAGEMENT)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1.5, 1.5), method="bounded").x))


def fit_tired_shift(groups: list[npt.NDArray[np.float32]], *, false_alarms: float) -> float:
    """Return the largest shift at which the faces called tired stay rare in every group.

    `groups` holds logits float32 (n, 6) of faces that are not tired, a group a source. A face is
    called tired when that is the likeliest of the wellbeing set.
    """
    fitting = [
        shift
        for shift in _SHIFTS
        if all(
            called_tired(Calibration(1.0, shift).apply(group)).mean() <= false_alarms
            for group in groups
        )
    ]
    return float(max(fitting, default=_SHIFTS[0]))


def called_tired(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Return bool (n,): tired is the likeliest of the wellbeing set."""
    wellbeing = labels_of(EmotionSet.WELLBEING)
    likeliest = probabilities(logits, EmotionSet.WELLBEING).argmax(axis=1)
    return np.asarray(likeliest == wellbeing.index("tired"), np.bool_)
