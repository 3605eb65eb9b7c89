import numpy as np
import pytest

from scripts.evaluation.bootstrap import interval_of_mean, interval_of_ratio


def test_interval_of_a_constant_is_a_point() -> None:
    assert interval_of_mean(np.full(20, 0.7)) == pytest.approx((0.7, 0.7))


def test_interval_agrees_with_the_normal_approximation() -> None:
    right = np.arange(1000) < 900

    low, high = interval_of_mean(right.astype(np.float64))

    margin = 1.96 * np.sqrt(0.9 * 0.1 / 1000)
    assert (low, high) == pytest.approx((0.9 - margin, 0.9 + margin), abs=0.004)


def test_interval_of_a_ratio_draws_units_together() -> None:
    # Every image finds half of its faces, few or many: no draw can give anything else.
    faces = np.array([2.0, 4.0, 100.0])

    assert interval_of_ratio(faces / 2, faces) == pytest.approx((0.5, 0.5))


def test_interval_is_the_same_for_the_same_seed() -> None:
    values = np.random.default_rng(1).random(50)

    assert interval_of_mean(values, seed=3) == interval_of_mean(values, seed=3)
