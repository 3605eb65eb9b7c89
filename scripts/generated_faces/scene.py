"""The script of the demo clip: who sits where, who comes and goes, and who acts what when."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from scripts.generated_faces.acting import ACTING
from scripts.generated_faces.expressions import Edit
from scripts.generated_faces.people import CLASS, STRANGERS, Person

WIDTH: Final = 1280
HEIGHT: Final = 720
FPS: Final = 25
DURATION_SECONDS: Final = 28.0
FRAMES: Final = round(FPS * DURATION_SECONDS)

_RAMP_SECONDS: Final = 0.9
_BLINK_SECONDS: Final = 0.24
BLINK: Final[Edit] = MappingProxyType({"eyes": -4.5})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a portrait is at a time: the middle of its upper edge in px, and its side in px."""

    seconds: float
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Act:
    """An expression, from the start of its onset to the end of its fading."""

    expression: str
    start: float
    end: float

    def amount(self, seconds: float) -> float:
        """0 where it is not acted, 1 at its full strength."""
        onset = (seconds - self.start) / _RAMP_SECONDS
        fading = (self.end - seconds) / _RAMP_SECONDS
        return _smooth(min(onset, fading))


@dataclass(frozen=True, slots=True)
class Role:
    """One person in the clip. `path` has one place for somebody who sits through it all.

    `row` orders what hides what: a lower row is farther away. `clothes` is BGR. `gamma` evens
    out the light that the portraits were "taken" in; `chin` is how far down the portrait it is.
    """

    person: Person
    enrolled: bool
    row: int
    path: tuple[Place, ...]
    clothes: tuple[int, int, int]
    acts: tuple[Act, ...]
    laptop: bool = True
    gamma: float = 1.0
    chin: float = 0.87
    long_hair: bool = False

    @property
    def expressions(self) -> Mapping[str, Edit]:
        """The edit of the portrait for each expression that is acted, and for "neutral"."""
        acted = {"neutral"} | {act.expression for act in self.acts}
        return {name: ACTING[self.person.name][name] for name in sorted(acted)}

    def place(self, seconds: float) -> Place | None:
        """Where the portrait is, or None while its owner is not in the room."""
        first, last = self.path[0], self.path[-1]
        if len(self.path) == 1:
            return first
        if not first.seconds <= seconds < last.seconds:
            return None
        index = max(i for i, place in enumerate(self.path) if place.seconds <= seconds)
        before, after = self.path[index], self.path[index + 1]
        share = _smooth((seconds - before.seconds) / (after.seconds - before.seconds))
        return Place(
            seconds,
            before.x + share * (after.x - before.x),
            before.y + share * (after.y - before.y) - _steps(before, after, seconds),
            before.size + share * (after.size - before.size),
        )

    def acted(self, seconds: float) -> tuple[str, float]:
        """Which expression, and how much of it."""
        for act in self.acts:
            if act.start <= seconds <= act.end:
                return act.expression, act.amount(seconds)
        return "neutral", 0.0

    def blinking(self, seconds: float) -> float:
        """How far the eyes are shut by a blink; every few seconds, at the person's own rhythm."""
        period = DURATION_SECONDS / (6 + self.person.seed % 4)
        phase = (seconds + self.person.seed % 7) % period
        return max(0.0, 1 - abs(phase / _BLINK_SECONDS * 2 - 1))

    def sway(self, seconds: float) -> tuple[float, float, float, float]:
        """Shift in px (x, y), rotation in degrees and zoom: periodic, so that the clip loops."""
        turn = 2 * math.pi * seconds / DURATION_SECONDS
        a, b, c = (self.person.seed * factor % 6.28 for factor in (0.37, 0.71, 0.13))
        return (
            5 * math.sin(3 * turn + a) + 2 * math.sin(8 * turn + b),
            2 * math.sin(5 * turn + b) + 1.5 * math.sin(9 * turn + c),
            1.6 * math.sin(4 * turn + c) + 1.2 * math.sin(7 * turn + a),
            1 + 0.018 * math.sin(2 * turn + b) + 0.008 * math.sin(6 * turn + c),
        )


def _smooth(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


def _steps(before: Place, after: Place, seconds: float) -> float:
    """The bob of somebody who walks, in px."""
    if before.x == after.x:
        return 0.0
    share = (seconds - before.seconds) / (after.seconds - before.seconds)
    return 5 * math.sin(math.pi * share) * abs(math.sin(2 * math.pi * 0.9 * seconds))


_BY_SEED: Final = {person.seed: person for person in (*CLASS, *STRANGERS)}

_BACK_TOP, _BACK_SIZE = 196, 172
_FRONT_TOP, _FRONT_SIZE = 352, 256


def _back_seat(x: float) -> tuple[Place, ...]:
    return (Place(0, x, _BACK_TOP, _BACK_SIZE),)


def _front_seat(x: float) -> tuple[Place, ...]:
    return (Place(0, x, _FRONT_TOP, _FRONT_SIZE),)


ROLES: Final = (
    Role(
        _BY_SEED[1213],
        enrolled=False,
        row=0,
        path=(
            Place(11.0, 1380, 112, 160),
            Place(14.6, 482, 112, 160),
            Place(18.4, 482, 112, 160),
            Place(22.4, 1380, 112, 160),
        ),
        clothes=(52, 92, 150),
        acts=(Act("tired", 14.4, 17.6), Act("surprise", 18.4, 21.4)),
        chin=0.91,
        laptop=False,
    ),
    Role(
        _BY_SEED[263],
        enrolled=True,
        row=1,
        path=_back_seat(330),
        clothes=(98, 58, 88),
        acts=(Act("angry", 7.0, 13.0), Act("happy", 19.0, 24.0)),
        chin=0.86,
    ),
    Role(
        _BY_SEED[434],
        enrolled=True,
        row=1,
        path=_back_seat(640),
        clothes=(48, 44, 42),
        acts=(Act("happy", 2.5, 7.0), Act("surprise", 10.0, 15.0)),
        chin=0.91,
    ),
    Role(
        _BY_SEED[538],
        enrolled=True,
        row=1,
        path=_back_seat(960),
        clothes=(176, 166, 158),
        acts=(Act("happy", 6.0, 10.5), Act("happy", 19.0, 24.0)),
        chin=0.86,
        long_hair=True,
    ),
    Role(
        _BY_SEED[860],
        enrolled=False,
        row=1,
        path=(
            Place(7.0, -130, 140, 172),
            Place(9.2, 92, 140, 172),
            Place(10.4, 92, 194, 172),
            Place(20.0, 92, 194, 172),
            Place(21.0, 92, 140, 172),
            Place(23.2, -130, 140, 172),
        ),
        clothes=(82, 92, 48),
        acts=(Act("happy", 10.8, 14.8), Act("sad", 15.4, 19.9)),
        chin=0.89,
        long_hair=True,
        laptop=False,
    ),
    Role(
        _BY_SEED[265],
        enrolled=True,
        row=2,
        path=(
            Place(1.5, 1440, 262, 252),
            Place(5.0, 806, 262, 252),
            Place(6.2, 806, 352, 256),
            Place(22.6, 806, 352, 256),
            Place(23.6, 806, 262, 252),
            Place(27.2, 1440, 262, 252),
        ),
        clothes=(70, 98, 112),
        acts=(Act("happy", 8.0, 12.5), Act("happy", 18.0, 21.0)),
        long_hair=True,
        laptop=False,
    ),
    Role(
        _BY_SEED[29],
        enrolled=True,
        row=3,
        path=_front_seat(188),
        clothes=(52, 42, 170),
        acts=(Act("happy", 2.0, 7.0), Act("happy", 13.0, 18.0)),
        chin=0.91,
    ),
    Role(
        _BY_SEED[1297],
        enrolled=True,
        row=3,
        path=_front_seat(500),
        clothes=(84, 66, 44),
        acts=(Act("happy", 4.5, 9.5), Act("happy", 17.5, 23.0)),
        chin=0.88,
        long_hair=True,
    ),
    Role(
        _BY_SEED[227],
        enrolled=True,
        row=3,
        path=_front_seat(1100),
        clothes=(96, 66, 48),
        acts=(Act("happy", 8.0, 13.5), Act("happy", 22.0, 26.0)),
        gamma=0.74,
    ),
)
"""Farthest first. At the first and the last frame the same people sit there, so the clip loops."""
