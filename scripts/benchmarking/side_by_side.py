"""How fast several pipelines are on the same frames, on a machine that others may be using.

They take turns, so that what disturbs one disturbs all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final, Protocol

import numpy as np

from server.recognition.types import Image

ROUNDS: Final = 6
"""The first warms up: networks are compiled and memory is taken then. It is not counted."""

Clock = Callable[[], float]


class Pipeline(Protocol):
    """What takes a frame, uint8 (h, w, 3) BGR, and does everything with the faces in it."""

    @property
    def name(self) -> str: ...

    def process(self, image: Image) -> int:
        """Return how many faces were found."""
        ...


@dataclass(frozen=True, slots=True)
class Speed:
    """How a pipeline did: the median over its turns, and the mean of the faces that it found."""

    frames_per_second: float
    faces: float


@dataclass(frozen=True, slots=True)
class _Turn:
    frames: int
    faces: int
    seconds: float


def time_side_by_side(
    pipelines: Sequence[Pipeline], frames: Sequence[Image], seconds: float
) -> dict[str, float]:
    """Return the frames per second of each pipeline by its name; see `compare`."""
    speeds = compare(pipelines, frames, seconds)
    return {name: speed.frames_per_second for name, speed in speeds.items()}


def compare(
    pipelines: Sequence[Pipeline],
    frames: Sequence[Image],
    seconds: float,
    *,
    clock: Clock = perf_counter,
) -> Mapping[str, Speed]:
    """Time pipelines in turns on one clip, which is played there and back, without a jump.

    All begin a round at the same frame, and the next one where the fastest has come to: as with a
    camera, who is slow misses frames, and who is fast sees all of them in order. A turn is at least
    one frame. Takes `seconds`, or two rounds where those take longer. Raises ValueError without
    frames, without pipelines or for two of the same name.
    """
    if not frames or not pipelines or len({one.name for one in pipelines}) != len(pipelines):
        raise ValueError("give frames, and pipelines of different names")
    clip = [*frames, *frames[-2:0:-1]]
    turn_seconds = seconds / (ROUNDS * len(pipelines))
    end, start = clock() + seconds, 0
    rounds: list[Mapping[str, _Turn]] = []
    while len(rounds) < ROUNDS:
        began = clock()
        # Nobody always comes after the same one, whose threads may still be winding down.
        order = pipelines if len(rounds) % 2 == 0 else pipelines[::-1]
        turns = {one.name: _turn(one, clip, start, turn_seconds, clock) for one in order}
        rounds.append(turns)
        start += max(turn.frames for turn in turns.values())
        another_ends = 2 * clock() - began
        if len(rounds) > 1 and another_ends > end:
            break
    return {one.name: _speed([turns[one.name] for turns in rounds[1:]]) for one in pipelines}


def _turn(
    pipeline: Pipeline, clip: Sequence[Image], start: int, seconds: float, clock: Clock
) -> _Turn:
    began, taken, faces = clock(), 0, 0
    while True:
        faces += pipeline.process(clip[(start + taken) % len(clip)])
        taken += 1
        passed = clock() - began
        if passed >= seconds:
            return _Turn(taken, faces, passed)


def _speed(turns: Sequence[_Turn]) -> Speed:
    frames = sum(turn.frames for turn in turns)
    return Speed(
        float(np.median([turn.frames / turn.seconds for turn in turns])),
        sum(turn.faces for turn in turns) / frames,
    )
