"""How steady the shown expression is, and how soon it changes, at any frame rate.

Trials are made of real readings: stretches in which the network reads one face the same for
two seconds. Two of them, one after the other, are a change whose moment is known; one with a
reading of another expression in its middle is a face with an odd frame.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from models.emotion import EmotionSet, labels_of, probabilities
from scripts.evaluation.expression.readings import Reading, Readings
from scripts.evaluation.figures import JsonValue
from server.recognition.smoothing import EmotionSmoother
from server.recognition.types import FloatArray

STRETCH_SECONDS: Final = 2.0
SETTLING_SECONDS: Final = 1.0
"""A face is steady so long after it has changed."""
BEFORE_SECONDS: Final = 2.0
AFTER_SECONDS: Final = 3.0
LEAST_FRAMES: Final = 5
"""Before and after the moment of a trial, for slow cameras."""
SOON_SECONDS: Final = 0.7
_ROUNDING_SECONDS: Final = 1e-3


class Smoother(Protocol):
    """See server.recognition.smoothing.EmotionSmoother."""

    def update(self, logits: FloatArray, elapsed: float, weight: float) -> FloatArray: ...


class Unsmoothed:
    """Every frame for itself."""

    def update(self, logits: FloatArray, elapsed: float, weight: float) -> FloatArray:
        del elapsed, weight
        return logits


class AllAlike:
    """The server's, but that a poor frame counts as much as a good one."""

    def __init__(self, time_constant: float) -> None:
        self._smoother = EmotionSmoother(time_constant)

    def update(self, logits: FloatArray, elapsed: float, weight: float) -> FloatArray:
        del weight
        return self._smoother.update(logits, elapsed)


class PlainAverage:
    """What came before: an exponential average of the logits, for comparison."""

    def __init__(self, time_constant: float) -> None:
        self._time_constant = time_constant
        self._value: FloatArray | None = None

    def update(self, logits: FloatArray, elapsed: float, weight: float) -> FloatArray:
        del weight
        if self._value is None:
            self._value = logits
        share = 1.0 - math.exp(-max(elapsed, 0.0) / self._time_constant)
        self._value = self._value + share * (logits - self._value)
        return self._value


@dataclass(frozen=True, slots=True)
class Stretch:
    """Readings that all say `label`, an index into the labels of the set."""

    label: int
    readings: Readings

    def at(self, seconds: float) -> Reading:
        """What is read so long after the beginning; a stretch is as long as it is needed."""
        first = self.readings[0].seconds
        length = self.readings[-1].seconds - first
        wanted = first + seconds % length
        return self.readings[bisect_left(self.readings, wanted, key=lambda r: r.seconds)]


@dataclass(frozen=True, slots=True)
class Steadiness:
    """What is shown of faces that truly stay as they are; `right` is a share of the frames."""

    flips_per_minute: float
    right: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What comes of one smoother at one frame rate. NaN where nothing could be tried."""

    steady: "Steadiness"
    seconds_until_shown: Sequence[float]
    late: Sequence[bool]
    odd_flips: Sequence[bool]

    def figures(self) -> dict[str, JsonValue]:
        seconds = np.array(self.seconds_until_shown or [np.nan])
        return {
            "flips_per_minute_on_steady_faces": self.steady.flips_per_minute,
            "right_on_steady_faces": self.steady.right,
            "seconds_until_shown_median": float(np.median(seconds)),
            "seconds_until_shown_90_percent": float(np.quantile(seconds, 0.9)),
            "shown_late": float(np.mean(self.late)) if self.late else None,
            "flipped_by_an_odd_frame": float(np.mean(self.odd_flips)) if self.odd_flips else None,
        }


class Trials:
    """Tries smoothers on the same draws: `seed` decides which, not the smoother."""

    def __init__(
        self, tracks: Sequence[Readings], emotion_set: EmotionSet, *, count: int, seed: int
    ) -> None:
        self._tracks = tracks
        self._set = emotion_set
        self._count = count
        self._seed = seed
        self.stretches = [s for track in tracks for s in _stretches(track, self._label)]

    def run(self, make: Callable[[], Smoother], gaps: "Gaps") -> Shown:
        """Try a smoother with frames that come after these gaps."""
        random = np.random.default_rng(self._seed)
        seconds, late, odd = [], [], []
        labels = {stretch.label for stretch in self.stretches}
        for _ in range(self._count if len(labels) > 1 else 0):
            first, second = self._two(random)
            frames, waited = self._change(make(), first, second, gaps, random)
            seconds.append(waited)
            late.append(waited > SOON_SECONDS and frames > 2)
            odd.append(self._odd(make, first, second, gaps, random))
        return Shown(self.steadiness(make, gaps), seconds, late, odd)

    def changes_per_minute(self, make: Callable[[], Smoother], gaps: "Gaps") -> float:
        """Changes of the shown label over all tracks, steady or not."""
        random = np.random.default_rng(self._seed)
        changes = seconds = 0.0
        for track in self._tracks:
            shown = self._play(make(), _thinned(track, gaps, random))
            changes += sum(one[1] != two[1] for one, two in zip(shown[1:], shown, strict=False))
            seconds += track[-1].seconds - track[0].seconds
        return 60.0 * changes / seconds if seconds else math.nan

    def steadiness(self, make: Callable[[], Smoother], gaps: "Gaps") -> Steadiness:
        """Flips and right labels while the face truly stays as it is."""
        random = np.random.default_rng(self._seed)
        labels = labels_of(self._set)
        flips = seconds = 0.0
        right: list[bool] = []
        for track in self._tracks:
            shown = self._play(make(), _thinned(track, gaps, random))
            steady = _steady([reading for reading, _ in shown], gaps)
            for (before, label), (after, other), counts in zip(
                shown, shown[1:], steady[1:], strict=False
            ):
                if counts and after.acted in labels:
                    flips += label != other
                    seconds += after.seconds - before.seconds
                    right.append(labels[other] == after.acted)
        if not right:
            return Steadiness(math.nan, math.nan)
        return Steadiness(60.0 * flips / seconds, float(np.mean(right)))

    def _label(self, logits: FloatArray) -> int:
        return int(probabilities(logits[np.newaxis], self._set)[0].argmax())

    def _two(self, random: np.random.Generator) -> tuple[Stretch, Stretch]:
        """Two stretches of different labels; each pair of labels is drawn as often."""
        labels = sorted({stretch.label for stretch in self.stretches})
        chosen = random.permutation(labels)[:2].tolist()
        first, second = (
            [stretch for stretch in self.stretches if stretch.label == label] for label in chosen
        )
        return first[random.integers(len(first))], second[random.integers(len(second))]

    def _change(
        self,
        smoother: Smoother,
        first: Stretch,
        second: Stretch,
        gaps: "Gaps",
        random: np.random.Generator,
    ) -> tuple[int, float]:
        """After how many frames, and seconds, the second label is shown; inf where it never is."""
        for gap, at in gaps.times(BEFORE_SECONDS, random):
            reading = first.at(at)
            smoother.update(reading.logits, gap, reading.clarity)
        changed_after = None
        for frame, (gap, at) in enumerate(gaps.times(AFTER_SECONDS, random), start=1):
            if changed_after is None:  # somewhere between two frames
                changed_after = random.uniform(0.0, gap)
            reading = second.at(at)
            logits = smoother.update(reading.logits, gap, reading.clarity)
            if self._label(logits) == second.label:
                return frame, at - changed_after
        return LEAST_FRAMES, math.inf

    def _odd(
        self,
        make: Callable[[], Smoother],
        first: Stretch,
        second: Stretch,
        gaps: "Gaps",
        random: np.random.Generator,
    ) -> bool:
        """Whether one frame of the second label changes what is shown of the first."""
        times = [*gaps.times(BEFORE_SECONDS + AFTER_SECONDS, random)]
        odd = len(times) // 2
        plain, disturbed = make(), make()
        strange = second.at(random.uniform(0.0, STRETCH_SECONDS))
        for index, (gap, at) in enumerate(times):
            usual = first.at(at)
            seen = strange if index == odd else usual
            expected = plain.update(usual.logits, gap, usual.clarity)
            found = disturbed.update(seen.logits, gap, seen.clarity)
            if self._label(expected) != self._label(found):
                return True
        return False

    def _play(self, smoother: Smoother, track: Readings) -> list[tuple[Reading, int]]:
        shown, before = [], track[0].seconds
        for reading in track:
            logits = smoother.update(reading.logits, reading.seconds - before, reading.clarity)
            shown.append((reading, self._label(logits)))
            before = reading.seconds
        return shown


@dataclass(frozen=True, slots=True)
class Gaps:
    """Seconds between frames: `mean`, or drawn around it where they are irregular."""

    mean: float
    irregular: bool = False

    def draw(self, random: np.random.Generator) -> float:
        if not self.irregular:
            return self.mean
        return float(np.clip(random.exponential(self.mean), 0.03, 5 * self.mean))

    def times(self, seconds: float, random: np.random.Generator) -> Iterator[tuple[float, float]]:
        """Yield the gap before each frame, and its time, for so long and for LEAST_FRAMES."""
        at, frames = 0.0, 0
        while at < seconds or frames < LEAST_FRAMES:
            gap = self.draw(random)
            at, frames = at + gap, frames + 1
            yield gap, at


def _stretches(track: Readings, label_of: Callable[[FloatArray], int]) -> Iterator[Stretch]:
    start, labels = 0, [label_of(reading.logits) for reading in track]
    for end in range(1, len(track) + 1):
        if end == len(track) or labels[end] != labels[start]:
            if track[end - 1].seconds - track[start].seconds >= STRETCH_SECONDS:
                yield Stretch(labels[start], track[start:end])
            start = end


def _thinned(track: Readings, gaps: Gaps, random: np.random.Generator) -> Readings:
    """The frames that a camera of this rate would have taken."""
    kept, wanted = [], track[0].seconds
    for reading in track:
        if reading.seconds >= wanted - _ROUNDING_SECONDS:
            kept.append(reading)
            while wanted <= reading.seconds + _ROUNDING_SECONDS:
                wanted += gaps.draw(random)
    return kept


def _steady(track: Readings, gaps: Gaps) -> list[bool]:
    """Which readings are of a face that has truly been the same for a while, and two frames."""
    settling = max(SETTLING_SECONDS, 2 * gaps.mean + _ROUNDING_SECONDS)
    steady, since = [], 0.0
    for index, reading in enumerate(track):
        if index == 0 or reading.acted is None or reading.acted != track[index - 1].acted:
            since = reading.seconds
        steady.append(reading.acted is not None and reading.seconds - since >= settling)
    return steady
