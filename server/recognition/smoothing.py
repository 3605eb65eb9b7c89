"""What an expression is by now, when single frames may be read wrongly, whatever the frame rate.

Two steps. The median over the last moments lets no single frame through, and no blink: somebody
must look different in two of three frames, or for 0.2 seconds. What remains is averaged, the slower
the less it differs, as in the 1€ filter (Casiez et al. 2012): a face at rest does not flicker
between two labels, and a new expression shows at once. `python -m scripts.evaluate expression`
measures both.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from server.recognition.types import FloatArray

WINDOW_SECONDS: Final = 0.4
"""The median is over so many seconds: a blink takes less than half of it."""

MIN_FRAMES: Final = 3
"""... and over so many frames, of a camera that takes fewer: two outvote the odd one."""

LEAST_WEIGHT: Final = 0.6
"""A poor frame counts for so much of a good one. Above one half, so that no good frame alone can
outvote two poor ones."""

HASTE: Final = 3.0
"""How many times faster the average follows when the expression has changed altogether."""

FORGET_SECONDS: Final = 3.0
"""Whoever was not seen for so long is read anew."""

_ROUNDING_SECONDS: Final = 1e-3
"""Capture times are whole milliseconds: 0.4 seconds are still 0.4 seconds."""


@dataclass(frozen=True, slots=True)
class _Reading:
    seconds: float
    chances: tuple[float, ...]
    """Logarithms of the six probabilities: what can be compared from frame to frame."""
    weight: float


class EmotionSmoother:
    """The log-odds of one face over time. `time_constant` is that of the average at rest, s.

    Plain Python: for six numbers a frame it is faster than NumPy.
    """

    def __init__(self, time_constant: float) -> None:
        self._time_constant = time_constant
        self._now = 0.0
        self._readings: deque[_Reading] = deque()
        self._value: tuple[float, ...] | None = None

    def update(self, logits: FloatArray, elapsed: float, weight: float = 1.0) -> FloatArray:
        """Take in what the network says, and return what it is taken for, both float32 (6,).

        `elapsed` is seconds since the last reading, `weight` 0..1 how well the face could be seen.
        """
        elapsed = max(elapsed, 0.0)
        if elapsed > FORGET_SECONDS:
            self._readings.clear()
            self._value = None
        self._now += elapsed
        reading = _Reading(self._now, log_softmax(logits.tolist()), max(weight, LEAST_WEIGHT))
        self._keep(reading)
        typical = self._typical()
        if self._value is None or len(self._readings) < MIN_FRAMES:
            self._value = typical
        else:
            self._follow(self._value, typical, elapsed)
        return np.array(self._value, np.float32)

    def _keep(self, reading: _Reading) -> None:
        """Add a reading, and drop those that are too old, but for the last few."""
        self._readings.append(reading)
        oldest = self._now - WINDOW_SECONDS - _ROUNDING_SECONDS
        while len(self._readings) > MIN_FRAMES and self._readings[0].seconds < oldest:
            self._readings.popleft()

    def _typical(self) -> tuple[float, ...]:
        weights = [reading.weight for reading in self._readings]
        columns = zip(*(reading.chances for reading in self._readings), strict=True)
        middle = weighted_median if len(weights) >= MIN_FRAMES else _weighted_mean
        return tuple(middle(column, weights) for column in columns)

    def _follow(self, value: tuple[float, ...], typical: tuple[float, ...], elapsed: float) -> None:
        pace = (1.0 + HASTE * _difference(value, typical)) / self._time_constant
        share = 1.0 - math.exp(-elapsed * pace)
        pairs = zip(value, typical, strict=True)
        self._value = tuple(old + share * (new - old) for old, new in pairs)


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """Half of the weight lies on either side; where that falls between two values, their mean.

    At least one value; weights are positive.
    """
    half = sum(weights) / 2
    slack = 1e-9 * half
    below, lower = 0.0, None
    for value, weight in sorted(zip(values, weights, strict=True)):
        below += weight
        if lower is None and below >= half - slack:
            lower = value
        if lower is not None and below > half + slack:
            return (lower + value) / 2
    return max(values)


def log_softmax(logits: Sequence[float]) -> tuple[float, ...]:
    """Logarithms of the probabilities."""
    highest = max(logits)
    total = highest + math.log(sum(math.exp(logit - highest) for logit in logits))
    return tuple(logit - total for logit in logits)


def _weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


def _difference(first: Sequence[float], second: Sequence[float]) -> float:
    """Share of the probability that lies on other labels, 0..1 (total variation distance)."""
    pairs = zip(log_softmax(first), log_softmax(second), strict=True)
    return sum(abs(math.exp(one) - math.exp(other)) for one, other in pairs) / 2
