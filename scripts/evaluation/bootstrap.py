"""Confidence intervals by drawing the sample again."""

import numpy as np
import numpy.typing as npt

ROUNDS = 1000
LEVEL = 0.95


def interval_of_mean(
    values: npt.NDArray[np.float64], *, seed: int = 0, rounds: int = ROUNDS
) -> tuple[float, float]:
    """95 % percentile interval of the mean of float64 (n,), n at least 1 (Efron, 1979)."""
    return interval_of_ratio(values, np.ones_like(values), seed=seed, rounds=rounds)


def interval_of_macro_mean(
    values: npt.NDArray[np.float64], groups: npt.NDArray[np.intp], *, seed: int = 0
) -> tuple[float, float]:
    """95 % percentile interval of the mean of the means of groups.

    `values` is float64 (n,), `groups` (n,) says which group each is of; drawn are those of each
    group by themselves, as many as it has.
    """
    generator = np.random.default_rng(seed)
    means = np.empty((ROUNDS, len(np.unique(groups))))
    for column, group in enumerate(np.unique(groups)):
        chosen = values[groups == group]
        drawn = generator.integers(0, len(chosen), (ROUNDS, len(chosen)))
        means[:, column] = chosen[drawn].mean(axis=1)
    low, high = np.quantile(means.mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


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
    low, high = np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
