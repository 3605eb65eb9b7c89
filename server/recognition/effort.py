"""How much work goes into the frames of a camera, and what of it is spared when there is too much.

What is spared first is missed least: an expression that is read five times a second instead of ten
looks the same; a face in the last row that is not seen at all does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf


class Lowered(StrEnum):
    """What an effort below the full one spares, in the order in which it is given up."""

    EMOTION_RATE = "emotion_rate"
    SCAN_RATE = "scan_rate"
    SMALLEST_FACE = "smallest_face"
    FRAME_RATE = "frame_rate"


@dataclass(frozen=True, slots=True)
class Effort:
    """The work on each camera.

    A face's expression is read every `emotion_interval_seconds`, the whole picture is scanned for
    new faces every `scan_interval_seconds`, for those of `min_face_px` and more; of a camera's
    frames at most `max_frames_per_second` are looked at. An interval of 0 means every frame.
    """

    emotion_interval_seconds: float = 0.1
    scan_interval_seconds: float = 0.2
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
_FRAME_RATES = (15.0, 10.0, 7.0, 5.0, 3.0, 2.0, 1.0)


def effort_steps(full: Effort) -> tuple[Effort, ...]:
    """The full effort and, step by step, less of it; what is below a step already stays."""
    ways: list[tuple[Lowered, str, Sequence[float]]] = [
        (Lowered.EMOTION_RATE, "emotion_interval_seconds", _EMOTION_INTERVALS),
        (Lowered.SCAN_RATE, "scan_interval_seconds", _SCAN_INTERVALS),
        (
            Lowered.SMALLEST_FACE,
            "min_face_px",
            [round(full.min_face_px * times) for times in _SMALLEST_FACES],
        ),
        (Lowered.FRAME_RATE, "max_frames_per_second", _FRAME_RATES),
    ]
    steps = [full]
    for lowered, name, values in ways:
        for value in values:
            last = steps[-1]
            so_far = last.lowered if lowered in last.lowered else (*last.lowered, lowered)
            lower = replace(last, **{name: value}, lowered=so_far)  # type: ignore[arg-type]
            if _spares_more(lower, last):
                steps.append(lower)
    return tuple(steps)


def _spares_more(lower: Effort, than: Effort) -> bool:
    return (
        lower.emotion_interval_seconds > than.emotion_interval_seconds
        or lower.scan_interval_seconds > than.scan_interval_seconds
        or lower.min_face_px > than.min_face_px
        or lower.max_frames_per_second < than.max_frames_per_second
    )
