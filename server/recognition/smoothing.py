"""Averages over time whose memory is counted in seconds, whatever the frame rate."""

import math

from server.recognition.types import FloatArray


class ExponentialAverage:
    """Mean of float32 vectors in which the past fades with `time_constant` seconds."""

    def __init__(self, time_constant: float) -> None:
        self._time_constant = time_constant
        self._value: FloatArray | None = None

    def update(self, value: FloatArray, elapsed: float) -> FloatArray:
        """Take in `value`, seen `elapsed` seconds after the last one, and return the average."""
        if self._value is None:
            self._value = value
        else:
            fresh = 1.0 - math.exp(-max(elapsed, 0.0) / self._time_constant)
            self._value = self._value + fresh * (value - self._value)
        return self._value
