"""Confidence intervals by drawing the sample again."""

import numpy as np
import numpy.typing as npt

ROUNDS = 1000
LEVEL = 0.95

IntArray = npt.NDArray[np.intp]


def interval_of_mean(
    values: npt.NDArray[np.float64],
    *,
    subjects: IntArray | None = None,
    seed: int = 0,
    rounds: int = ROUNDS,
) -> tuple[float, float]:
    """95 % percentile interval of the mean of float64 (n,), n at least 1 (Efron, 1979).

    With `subjects`, (n,), which says whose each is, whole subjects are drawn: values of one person
    go together, and so tell less than as many of different people.
    """
    if subjects is None:
        return interval_of_ratio(values, np.ones_like(values), seed=seed, rounds=rounds)
    _, owner = np.unique(subjects, return_inverse=True)
    sums, counts = (
        np.bincount(owner, weights).astype(np.float64) for weights in (values, np.ones_like(values))
    )
    return interval_of_ratio(sums, counts, seed=seed, rounds=rounds)


def interval_of_macro_mean(
    values: npt.NDArray[np.float64],
    groups: IntArray,
    *,
    subjects: IntArray | None = None,
    seed: int = 0,
) -> tuple[float, float]:
    """95 % percentile interval of the mean of the means of groups.

    `values` is float64 (n,), `groups` (n,) says which group each is of; drawn are those of each
    group by themselves, as many as it has. With `subjects`, as for `interval_of_mean`, whole
    subjects are drawn, and a group of which a draw has none is left out of its mean.
    """
    if subjects is not None:
        return _macro_interval_of_subjects(values, groups, subjects, seed=seed)
    generator = np.random.default_rng(seed)
    means = np.empty((ROUNDS, len(np.unique(groups))))
    for column, group in enumerate(np.unique(groups)):
        chosen = values[groups == group]
        drawn = generator.integers(0, len(chosen), (ROUNDS, len(chosen)))
        means[:, column] = chosen[drawn].mean(axis=1)
    return _middle(means.mean(axis=1))


def interval_of_ratio(
    numerators: npt.NDArray[np.float64],
    denominators: npt.NDArray[np.float64],
    *,
    seed: int = 0,
    rounds: int = ROUNDS,
) -> tuple[float, float]:
    """95 % percentile interval of sum(numerators) / sum(denominators).

    The units drawn are the n positions of the two float64 (n,): images, for instance, with the
    faces found and the faces there. A draw whose denominators sum to 0 counts as 0.
    """
    generator = np.random.default_rng(seed)
    ratios = np.empty(rounds)
    for index in range(rounds):
        drawn = generator.integers(0, len(numerators), len(numerators))
        below = denominators[drawn].sum()
        ratios[index] = numerators[drawn].sum() / below if below else 0.0
    return _middle(ratios)


def _macro_interval_of_subjects(
    values: npt.NDArray[np.float64], groups: IntArray, subjects: IntArray, *, seed: int
) -> tuple[float, float]:
    (names, column), (people, row) = (
        np.unique(of, return_inverse=True) for of in (groups, subjects)
    )
    sums, counts = np.zeros((2, len(people), len(names)))
    np.add.at(sums, (row, column), values)
    np.add.at(counts, (row, column), 1)
    generator = np.random.default_rng(seed)
    means = np.empty(ROUNDS)
    for index in range(ROUNDS):
        drawn = generator.integers(0, len(people), len(people))
        above, below = sums[drawn].sum(axis=0), counts[drawn].sum(axis=0)
        means[index] = (above[below > 0] / below[below > 0]).mean()
    return _middle(means)


def _middle(drawn: npt.NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
