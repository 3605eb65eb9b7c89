"""How many frames per second one connection may send."""

from collections.abc import Callable

BURST_SECONDS = 1.0
"""A client that was silent may send what it saved up in this time at once."""


class FrameRate:
    """A token bucket: `allow` says whether one more frame is within a limit, which may change."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._tokens = float("inf")
        self._filled_at = clock()

    def allow(self, frames_per_second: float) -> bool:
        now = self._clock()
        earned = (now - self._filled_at) * frames_per_second
        capacity = max(1.0, frames_per_second * BURST_SECONDS)
        self._tokens = min(capacity, self._tokens + earned)
        self._filled_at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True
