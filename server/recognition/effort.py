"""How much work goes into the frames of a camera, and what of it is spared when there is too much.

What is spared first is missed least: an expression that is read five times a second instead of ten
looks the same; a face in the last row that is not seen at all does not.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf


class Lowered(StrEnum):
    """What an effort below the full one spares, in the order in which it is given up."""

    EMOTION_RATE = "emotion_rate"
    SCAN_RATE = "scan_rate"
    """Looking for new faces, and looking again who the known ones are."""
    SMALLEST_FACE = "smallest_face"
    FRAME_RATE = "frame_rate"


@dataclass(frozen=True, slots=True)
class Effort:
    """The work on each camera.

    A face's expression is read every `emotion_interval_seconds`, the whole picture is scanned for
    new faces every `scan_interval_seconds`, for those of `min_face_px` and more; who a settled face
    is, is checked again every `settled_interval_seconds`, and that of a new or doubtful one every
    `unsettled_interval_seconds`; of a camera's frames at most `max_frames_per_second` are looked
    at. An interval of 0 means every frame.
    """

    emotion_interval_seconds: float = 0.1
    scan_interval_seconds: float = 0.2
    settled_interval_seconds: float = 1.0
    unsettled_interval_seconds: float = 0.0
    min_face_px: int = 40
    max_frames_per_second: float = inf
    lowered: tuple[Lowered, ...] = ()


class LiveEffort:
    """The effort in force; it may be changed while cameras run, from any thread."""

    def __init__(self, effort: Effort) -> None:
        self.current = effort


_EMOTION_INTERVALS = (0.2, 0.4)
_SCAN_INTERVALS = (0.4, 0.8)
_SMALLEST_FACES = (1.4, 2.0)
"""Times the smallest face of full effort: a scan costs the inverse square."""
_FRAME_RATES = {15.0: 0.2, 10.0: 0.3, 7.0: 0.5, 5.0: 1.0, 4.0: 1.5, 3.0: 2.0}
"""Frames a second, and the seconds between two attempts to find out who a face is.

Not fewer: whoever is not watched for 0.4 s must prove anew who they are. That costs more than it
saves, so that a server would stay as slow as it is; with the second number it finds its way out."""


def effort_steps(full: Effort) -> tuple[Effort, ...]:
    """The full effort and, step by step, less of it; what is below a step already stays."""
    steps = [full]

    def step(what: Lowered, lower: Effort) -> None:
        before = steps[-1].lowered
        lowered = before if what in before else (*before, what)
        steps.append(replace(lower, lowered=lowered))

    for seconds in _EMOTION_INTERVALS:
        if seconds > full.emotion_interval_seconds:
            step(Lowered.EMOTION_RATE, replace(steps[-1], emotion_interval_seconds=seconds))
    for seconds in _SCAN_INTERVALS:
        if seconds > full.scan_interval_seconds:
            settled = full.settled_interval_seconds * seconds / _SCAN_INTERVALS[0] * 2
            seldom = replace(
                steps[-1], scan_interval_seconds=seconds, settled_interval_seconds=settled
            )
            step(Lowered.SCAN_RATE, seldom)
    for times in _SMALLEST_FACES:
        larger = round(full.min_face_px * times)
        step(Lowered.SMALLEST_FACE, replace(steps[-1], min_face_px=larger))
    for fps, seconds in _FRAME_RATES.items():
        if fps < full.max_frames_per_second:
            fewer = replace(
                steps[-1], max_frames_per_second=fps, unsettled_interval_seconds=seconds
            )
            step(Lowered.FRAME_RATE, fewer)
    return tuple(steps)
