"""How a camera's stream is doing: since it opened, and in the last seconds."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.live.farewell import Totals

SPAN_SECONDS: Final = 5
"""Rates are means of so many seconds: short enough to follow, long enough not to flicker."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Over the last seconds; `latency_ms`, from arrival to answer, is None without an answer."""

    frames_per_second: float
    dropped_per_second: float
    latency_ms: float | None


@dataclass(frozen=True, slots=True)
class CameraTraffic:
    """One camera's stream; `opened_at` is seconds since the epoch."""

    connection_id: str
    class_session_id: int | None
    opened_at: float
    rates: Rates
    totals: Totals


@dataclass(slots=True)
class _Second:
    number: int
    done: int = 0
    dropped: int = 0
    total_ms: float = 0.0


class RateMeter:
    """Counts answers by whole seconds of `clock`; only the last ones are kept."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._opened = int(clock())
        self._seconds: deque[_Second] = deque(maxlen=SPAN_SECONDS + 1)

    def done(self, total_ms: float) -> None:
        second = self._current()
        second.done += 1
        second.total_ms += total_ms

    def dropped(self) -> None:
        self._current().dropped += 1

    def rates(self) -> Rates:
        """Means of the last whole seconds; the one that runs does not count yet."""
        now = int(self._clock())
        span = min(SPAN_SECONDS, now - self._opened)
        counted = [second for second in self._seconds if now - span <= second.number < now]
        done = sum(second.done for second in counted)
        return Rates(
            frames_per_second=done / max(1, span),
            dropped_per_second=sum(second.dropped for second in counted) / max(1, span),
            latency_ms=sum(second.total_ms for second in counted) / done if done else None,
        )

    def _current(self) -> _Second:
        number = int(self._clock())
        if not self._seconds or self._seconds[-1].number != number:
            self._seconds.append(_Second(number))
        return self._seconds[-1]
