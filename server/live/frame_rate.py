"""How many frames per second one connection may send."""

from collections.abc import Callable

BURST_SECONDS = 1.0
"""A client that was silent may send what it saved up in this time at once."""


class FrameRate:
    """A token bucket: `allow` says whether one more frame is within the limit."""

    def __init__(self, frames_per_second: float, *, clock: Callable[[], float]) -> None:
        self._frames_per_second = frames_per_second
        self._capacity = max(1.0, frames_per_second * BURST_SECONDS)
        self._clock = clock
        self._tokens = self._capacity
        self._filled_at = clock()

    def allow(self) -> bool:
        now = self._clock()
        earned = (now - self._filled_at) * self._frames_per_second
        self._tokens = min(self._capacity, self._tokens + earned)
        self._filled_at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True
