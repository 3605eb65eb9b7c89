"""Draws a tracking scenario, frame by frame, and says what is true of each frame."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.evaluation.tracking.cast import AWAY, FRONT, CutOut
from scripts.evaluation.tracking.truth import TrueBox
from scripts.generated_faces import backdrop
from scripts.generated_faces.placing import moved_box, portrait_matrix, sprite_matrix
from scripts.generated_faces.scene import Place

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

WIDTH: Final = 640
HEIGHT: Final = 360
FPS: Final = 20
LEAST_VISIBLE: Final = 0.5
"""A face of which less can be seen is hidden: nobody asks for it."""
_EXPOSURE_SECONDS: Final = 0.02
"""How long a webcam's shutter is open in a room: what moves meanwhile is blurred."""
_TURN_SECONDS: Final = 0.4
_WINDOW_LIGHT: Final = (1.15, 0.55)
_SOFTNESS: Final = 0.7
_NOISE: Final = 3.0
_NOISE_PATTERNS: Final = 8


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody's part. `turns` are (second, pose) in order; a lower `row` is farther away."""

    who: str
    path: tuple[Place, ...]
    row: int = 1
    turns: tuple[tuple[float, str], ...] = ()

    def pose(self, seconds: float) -> tuple[str, str, float]:
        """The pose before, the pose now, and how much of the way from one to the other."""
        before = now = FRONT
        since = float("-inf")
        for start, pose in self.turns:
            if start <= seconds:
                before, now, since = now, pose, start
        return before, now, min((seconds - since) / _TURN_SECONDS, 1.0)


@dataclass(frozen=True, slots=True)
class Thing:
    """A flat thing that hides what is behind it: a folder, a column. `size` is its height, px."""

    path: tuple[Place, ...]
    width: float
    colour: tuple[int, int, int] = (70, 92, 120)
    row: int = 9


@dataclass(frozen=True, slots=True)
class Scenario:
    """A short clip. In `stalls`, (from, to) seconds, the camera sends nothing."""

    name: str
    seconds: float
    actors: tuple[Actor, ...]
    things: tuple[Thing, ...] = ()
    stalls: tuple[tuple[float, float], ...] = ()
    enrolled_siblings: bool = False


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """A frame at `at` seconds: uint8 (HEIGHT, WIDTH, 3) BGR, and who is in it."""

    at: float
    image: Image
    truth: tuple[TrueBox, ...]


class Scene:
    """Draws a scenario with the people of `cast`; `names` has those who are enrolled."""

    def __init__(
        self, scenario: Scenario, cast: Mapping[str, CutOut], names: frozenset[str], *, seed: int
    ) -> None:
        self._scenario = scenario
        self._cast = cast
        self._names = names
        random = np.random.default_rng(seed)
        noise = random.normal(0, _NOISE, (_NOISE_PATTERNS, HEIGHT, WIDTH, 1))
        self._noise = noise.astype(np.float32)
        self._phase = float(random.uniform(0, 20))
        """Where in the people's swaying the clip begins."""

    def frames(self) -> Iterator[DrawnFrame]:
        for index in range(round(self._scenario.seconds * FPS)):
            seconds = index / FPS
            if not any(start <= seconds < end for start, end in self._scenario.stalls):
                yield self._frame(index, seconds)

    def _frame(self, index: int, seconds: float) -> DrawnFrame:
        picture = _room().copy()
        drawn: list[_Drawn] = []
        for layer, actor in self._layers(seconds):
            for other in drawn:
                other.hide(layer[..., 3])
            picture *= 1 - layer[..., 3:] / np.float32(255)
            picture += layer[..., :3]
            if actor is not None:
                drawn.append(self._face(actor, seconds))
        image = self._camera(picture, index)
        return DrawnFrame(seconds, image, tuple(face.truth() for face in drawn if face.in_view))

    def _layers(self, seconds: float) -> Iterator[tuple[Picture, Actor | None]]:
        """What is drawn, farthest first: float32 (HEIGHT, WIDTH, 4), and whose picture it is."""
        parts: list[Actor | Thing] = [*self._scenario.actors, *self._scenario.things]
        for part in sorted(parts, key=lambda part: part.row):
            if _place(part, seconds) is None:
                continue
            layer = _blurred(self._draw, part, seconds)
            yield layer, part if isinstance(part, Actor) else None

    def _draw(self, part: "Actor | Thing", seconds: float) -> Picture:
        if isinstance(part, Thing):
            return _draw_thing(part, seconds)
        return self._draw_person(part, seconds)

    def _draw_person(self, actor: Actor, seconds: float) -> Picture:
        before, now, share = actor.pose(seconds)
        poses = self._cast[actor.who].poses
        sprite = poses[now]
        if share < 1.0:
            sprite = np.asarray(cv2.addWeighted(poses[before], 1 - share, sprite, share, 0))
        return _warp(sprite, sprite_matrix(sprite, self._matrix(actor, seconds)))

    def _matrix(self, actor: Actor, seconds: float) -> Matrix:
        place = _place(actor, seconds) or actor.path[-1]
        return portrait_matrix(self._cast[actor.who].role, place, seconds + self._phase)

    def _face(self, actor: Actor, seconds: float) -> "_Drawn":
        before, now, share = actor.pose(seconds)
        shown = now != AWAY and (share >= 1.0 or before != AWAY)
        name = actor.who if actor.who in self._names else None
        box = moved_box(self._cast[actor.who].face, self._matrix(actor, seconds))
        return _Drawn(actor.who, name, box, shown=shown)

    def _camera(self, picture: Picture, index: int) -> Image:
        soft = cv2.GaussianBlur(picture * _light(), (0, 0), _SOFTNESS)
        return np.asarray((soft + self._noise[index * 5 % _NOISE_PATTERNS]).clip(0, 255), np.uint8)


class _Drawn:
    """A face that was drawn, and how much of it is hidden by what is drawn later."""

    def __init__(self, who: str, name: str | None, box: Matrix, *, shown: bool) -> None:
        self._who, self._name, self._box, self._shown = who, name, box, shown
        left, top, right, bottom = np.round(box).astype(int)
        self._area = max((right - left) * (bottom - top), 1)
        self._window = (slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0)))
        self._seen = np.ones((HEIGHT, WIDTH), np.float32)[self._window]

    @property
    def in_view(self) -> bool:
        return self._seen.size > 0

    def hide(self, alpha: Picture) -> None:
        self._seen = np.minimum(self._seen, 1 - alpha[self._window] / 255)

    def truth(self) -> TrueBox:
        left, top, right, bottom = (float(edge) for edge in self._box)
        visible = float(self._seen.sum()) / self._area if self._shown else 0.0
        counted = visible >= LEAST_VISIBLE
        return TrueBox(self._who, self._name, (left, top, right, bottom), counted)


def _place(part: Actor | Thing, seconds: float) -> Place | None:
    """Where somebody or something is; None before the first and after the last place."""
    first, last = part.path[0], part.path[-1]
    if len(part.path) == 1:
        return first
    if not first.seconds <= seconds < last.seconds:
        return None
    after = next(index for index, place in enumerate(part.path) if place.seconds > seconds)
    before, then = part.path[after - 1], part.path[after]
    share = (seconds - before.seconds) / (then.seconds - before.seconds)
    share = share * share * (3 - 2 * share)
    x, y, size = (
        start + share * (end - start)
        for start, end in (
            (before.x, then.x), (before.y, then.y), (before.size, then.size),
        )
    )  # fmt: skip
    return replace(before, seconds=seconds, x=x, y=y, size=size)


def _blurred(
    draw: Callable[[Actor | Thing, float], Picture], part: Actor | Thing, seconds: float
) -> Picture:
    """Average what the open shutter sees: a step for each two pixels of movement, at most 12."""
    start, end = _place(part, seconds), _place(part, seconds + _EXPOSURE_SECONDS)
    if start is None or end is None:
        return draw(part, seconds)
    steps = min(1 + int(np.hypot(end.x - start.x, end.y - start.y) / 2), 12)
    layers = [draw(part, seconds + _EXPOSURE_SECONDS * step / steps) for step in range(steps)]
    return np.asarray(sum(layers) / np.float32(steps), np.float32)


def _draw_thing(thing: Thing, seconds: float) -> Picture:
    place = _place(thing, seconds) or thing.path[-1]
    layer = np.zeros((HEIGHT, WIDTH, 4), np.float32)
    left, right = (round(place.x + side * thing.width / 2) for side in (-1, 1))
    top, bottom = round(place.y), round(place.y + place.size)
    rows, columns = slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0))
    layer[rows, columns] = (*thing.colour, 255)
    return layer


def _warp(sprite: Image, matrix: Matrix) -> Picture:
    warped = cv2.warpAffine(sprite, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    return np.asarray(warped, np.float32)


@cache
def _room() -> Picture:
    """The demo clip's room at half its size: float32 (HEIGHT, WIDTH, 3)."""
    room = backdrop.draw_room()
    return np.asarray(cv2.resize(room, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.float32)


@cache
def _light() -> Picture:
    """The light of a window on the left, float32 (1, WIDTH, 1): people darken as they walk away."""
    shares = np.linspace(*_WINDOW_LIGHT, WIDTH, dtype=np.float32)
    return shares.reshape(1, WIDTH, 1)


def stops(*places: Sequence[float], y: float = 85.0, size: float = 165.0) -> tuple[Place, ...]:
    """A path from (second, x), (second, x, y) or (second, x, y, size)."""
    usual = (0.0, 0.0, y, size)
    return tuple(Place(*place, *usual[len(place) :]) for place in places)
