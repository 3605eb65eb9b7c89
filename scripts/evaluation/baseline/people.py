"""How much of a face's reading belongs to the person: variance between people and within them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from server.recognition.types import FloatArray

Values = npt.NDArray[np.float64]

ROUNDS: Final = 500
MIN_PHOTOS: Final = 3
"""People with fewer say nothing of how much they differ from themselves."""


def share_between(groups: Sequence[Values]) -> float:
    """Intraclass correlation of one-way random effects, ICC(1): 1 where only the person counts.

    Each group is float64 (n,), the readings of one person. By analysis of variance, with unequal
    groups (Donner 1986). Negative estimates are 0; NaN for fewer than two people.
    """
    groups = [group for group in groups if len(group) >= MIN_PHOTOS]
    if len(groups) < 2:
        return float("nan")
    sizes = np.array([len(group) for group in groups], np.float64)
    means = np.array([group.mean() for group in groups])
    total = np.concatenate(groups).mean()
    between = float((sizes * (means - total) ** 2).sum()) / (len(groups) - 1)
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in groups)
    within = squares / (sizes.sum() - len(groups))
    usual_size = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(groups) - 1)
    person = max((between - within) / usual_size, 0.0)
    return float(person / (person + within)) if person + within else float("nan")


def carried_over(pairs: Sequence[tuple[Values, Values]]) -> float:
    """How much of a person's difference at rest is there in another expression: a slope.

    Each pair holds one person's readings at rest, (n,), and in the other expression, (m,). The
    noise of the first would flatten the slope; two halves of it, whose noise differs, do not.
    """
    usable = [(rest, other) for rest, other in pairs if len(rest) >= 4 and len(other) >= 2]
    if len(usable) < 3:
        return float("nan")
    first = np.array([rest[::2].mean() for rest, _ in usable])
    second = np.array([rest[1::2].mean() for rest, _ in usable])
    others = np.array([other.mean() for _, other in usable])
    person = float(np.cov(first, second)[0, 1])
    shared = float(np.cov(first, others)[0, 1] + np.cov(second, others)[0, 1]) / 2
    return shared / person if person > 0 else float("nan")


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % bootstrap interval over people."""

    value: float
    low: float
    high: float

    @classmethod
    def over_people(
        cls, estimate: Callable[[Sequence[int]], float], people: int, *, seed: int
    ) -> "Interval":
        """`estimate` takes which people to look at; drawn ones may come several times."""
        random = np.random.default_rng(seed)
        drawn = [estimate(random.integers(0, people, people).tolist()) for _ in range(ROUNDS)]
        return cls(estimate(range(people)), *middle_of(drawn))

    def figures(self) -> list[float]:
        return [self.value, self.low, self.high]


def middle_of(drawn: Sequence[float]) -> tuple[float, float]:
    """Where the middle 95 % of the draws lie; draws that are no number do not count."""
    numbers = np.array(drawn)[np.isfinite(drawn)]
    if not len(numbers):
        return float("nan"), float("nan")
    low, high = np.quantile(numbers, [0.025, 0.975])
    return float(low), float(high)


def by_person(who: Sequence[str], logits: FloatArray) -> Mapping[str, FloatArray]:
    """The readings, float32 (n, 6), of each person."""
    names = np.array(who)
    return {name: logits[names == name] for name in dict.fromkeys(who)}
