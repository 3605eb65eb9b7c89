"""Spreads what every track wants now and then evenly over the frames."""

from collections.abc import Sequence
from math import inf
from typing import Final

_ALMOST: Final = 0.75
"""Due is who waited for this share of the interval: cameras are not punctual."""
_ROUNDING: Final = 1e-6


class Pace:
    """Says whose turn it is. Sixteen faces that came together do not all cost the same frame.

    Each track is to be served once in an interval. A frame serves as many as the time since the
    last one pays for, those that waited longest first.
    """

    def __init__(self) -> None:
        self._credit = 0.0

    def choose(
        self, waited: Sequence[float], intervals: Sequence[float], elapsed: float
    ) -> list[int]:
        """Indices of those to serve now, ascending.

        `waited` is seconds since each was served, `intervals` what each should wait, 0 for every
        frame; `elapsed` is seconds since the last frame.
        """
        shares = [
            seconds / interval if interval > 0.0 else inf
            for seconds, interval in zip(waited, intervals, strict=True)
        ]
        always = [index for index, interval in enumerate(intervals) if interval <= elapsed]
        paced = [interval for interval in intervals if interval > elapsed]
        self._credit = min(self._credit, 1.0) + sum(elapsed / interval for interval in paced)
        due = [
            index
            for index, interval in enumerate(intervals)
            if interval > elapsed and shares[index] >= _ALMOST
        ]
        due.sort(key=lambda index: -shares[index])
        served = due[: int(self._credit + _ROUNDING)]
        self._credit -= len(served)
        return sorted([*(index for index in always if shares[index] >= _ALMOST), *served])
