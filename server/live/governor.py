"""Keeps answers quick on a busy server: lowers the effort step by step, and raises it again."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from server.recognition.effort import Effort, LiveEffort, Lowered

DECIDE_SECONDS: Final = 0.5
"""Time between two looks at how quick the answers are."""

MIN_ANSWERS: Final = 8
"""Fewer answers say too little: a single slow one is no overload."""

CALM_SHARE: Final = 0.5
"""Answers are quick enough for more effort when 95 % come within this share of the target."""

CALM_SECONDS: Final = 3.0
MOST_CALM_SECONDS: Final = 60.0
"""How long answers must be quick before the effort is raised. Each time that turns out too much the
time doubles, so that a server at its limit does not swing to and fro."""

FRAMES_LAST_SECONDS: Final = 1.0
FRAMES_LAST_TARGETS: Final = 2.0
"""Only when all else has been lowered for so long, and answers still take so many times the target,
are fewer frames taken: when cameras join, all faces are new, and that is over soon; and cameras
that send as fast as answers come are slowed down by the answers already."""

FRAMES_FIRST: Final = 1 / 3
"""The frame rate is raised after this share of the time."""

PATIENCE_SECONDS: Final = 5.0
"""A raise that is followed by slow answers within this time was too much."""

IDLE_SECONDS: Final = 3.0
"""After a pause the next camera gets the full effort."""


@dataclass(frozen=True, slots=True)
class _Answer:
    total_ms: float
    camera: str


class EffortGovernor:
    """Changes a LiveEffort by how long frames take from arrival to answer.

    Used on the event loop only. The frame rate is lowered only where several cameras share the
    server: a single one's frames would not be answered sooner if they were fewer. With `target_ms`
    0 nothing is lowered.
    """

    def __init__(
        self,
        effort: LiveEffort,
        steps: Sequence[Effort],
        *,
        target_ms: float,
        clock: Callable[[], float],
    ) -> None:
        self._effort = effort
        self._steps = steps
        self._target_ms = target_ms
        self._clock = clock
        self._step = 0
        self._answers: list[_Answer] = []
        self._decided_at = self._answered_at = self._calm_since = clock()
        self._raised_at = float("-inf")
        self._last_but_frames_at = float("-inf")
        self._calm_seconds = CALM_SECONDS

    @property
    def effort(self) -> LiveEffort:
        """What is changed: pipelines look there."""
        return self._effort

    @property
    def current(self) -> Effort:
        """The effort in force; after a pause the full one."""
        return self._steps[0] if self._is_idle() else self._effort.current

    @property
    def step(self) -> int:
        """How many steps the effort is below the full one."""
        return 0 if self._is_idle() else self._step

    def answered(self, total_ms: float, camera: str) -> None:
        """A frame of a camera was answered `total_ms` after it came."""
        if not self._target_ms:
            return
        now = self._clock()
        if self._is_idle():
            self._begin_anew(now)
        self._answered_at = now
        self._answers.append(_Answer(total_ms, camera))
        if now - self._decided_at >= DECIDE_SECONDS and len(self._answers) >= MIN_ANSWERS:
            self._decide(self._target_ms, now)
            self._answers.clear()
            self._decided_at = now

    def rest(self) -> None:
        """No camera is left: the next one gets the full effort."""
        self._begin_anew(self._clock())

    def _is_idle(self) -> bool:
        return self._clock() - self._answered_at > IDLE_SECONDS

    def _decide(self, target_ms: float, now: float) -> None:
        slow = _p95([answer.total_ms for answer in self._answers])
        cameras = len({answer.camera for answer in self._answers})
        if cameras < 2 and Lowered.FRAME_RATE in self.current.lowered:
            self._take_all_frames(now)
            return
        steps = 1 + max(0, int(math.log2(slow / target_ms)))  # far too slow: several at once
        if Lowered.FRAME_RATE in self.current.lowered:
            target_ms *= FRAMES_LAST_TARGETS
        if slow > CALM_SHARE * target_ms:
            self._calm_since = now
        if slow > target_ms:
            if now - self._raised_at < PATIENCE_SECONDS:
                self._calm_seconds = min(2 * self._calm_seconds, MOST_CALM_SECONDS)
                self._raised_at = float("-inf")  # this raise has been paid for
            for _ in range(steps):
                self._lower(now, slow, cameras)
        elif now - self._calm_since >= self._calm_seconds * self._patience():
            self._raise(now)

    def _patience(self) -> float:
        """Frames that are not looked at are missed most, so they come back soonest."""
        return FRAMES_FIRST if Lowered.FRAME_RATE in self.current.lowered else 1.0

    def _lower(self, now: float, slow: float, cameras: int) -> None:
        if self._step + 1 == len(self._steps):
            return
        lower = self._steps[self._step + 1]
        if Lowered.FRAME_RATE not in lower.lowered:
            self._last_but_frames_at = now
        elif (
            cameras < 2
            or slow < FRAMES_LAST_TARGETS * self._target_ms
            or now - self._last_but_frames_at < FRAMES_LAST_SECONDS
        ):
            return
        self._move_to(self._step + 1)

    def _take_all_frames(self, now: float) -> None:
        """The other cameras have left: this one's frames need not be fewer any more."""
        self._calm_since = now
        self._move_to(
            max(
                step
                for step, effort in enumerate(self._steps)
                if Lowered.FRAME_RATE not in effort.lowered
            )
        )

    def _raise(self, now: float) -> None:
        self._calm_since = now
        if self._step:
            self._raised_at = now
            self._move_to(self._step - 1)
        else:
            self._calm_seconds = CALM_SECONDS

    def _move_to(self, step: int) -> None:
        self._step = step
        self._effort.current = self._steps[step]

    def _begin_anew(self, now: float) -> None:
        self._answers.clear()
        self._decided_at = self._calm_since = now
        self._raised_at = float("-inf")
        self._calm_seconds = CALM_SECONDS
        self._move_to(0)


def _p95(values: Sequence[float]) -> float:
    """The highest but for one in twenty, and but for one of a few."""
    return float(np.percentile(values, 95, method="lower"))
