import numpy as np
import pytest

from scripts.evaluation.bootstrap import (
    interval_of_macro_mean,
    interval_of_mean,
    interval_of_ratio,
)


def test_interval_of_a_constant_is_a_point() -> None:
    assert interval_of_mean(np.full(20, 0.7)) == pytest.approx((0.7, 0.7))


def test_interval_agrees_with_the_normal_approximation() -> None:
    right = np.arange(1000) < 900

    low, high = interval_of_mean(right.astype(np.float64))

    margin = 1.96 * np.sqrt(0.9 * 0.1 / 1000)
    assert (low, high) == pytest.approx((0.9 - margin, 0.9 + margin), abs=0.002)


def test_interval_of_a_ratio_draws_units_together() -> None:
    # Every image finds half of its faces, few or many: no draw can give anything else.
    faces = np.array([2.0, 4.0, 100.0])

    assert interval_of_ratio(faces / 2, faces) == pytest.approx((0.5, 0.5))


def test_draw_without_anything_to_find_counts_as_zero() -> None:
    assert interval_of_ratio(np.array([0.0, 1.0]), np.array([0.0, 1.0])) == (0.0, 1.0)


def test_interval_of_a_macro_mean_draws_each_label_by_itself() -> None:
    right = np.concatenate([np.ones(20), np.arange(400) % 2])

    low, high = interval_of_macro_mean(right, np.repeat([0, 1], [20, 400]))

    margin = 1.96 * np.sqrt(0.5 * 0.5 / 400) / 2
    assert (low, high) == pytest.approx((0.75 - margin, 0.75 + margin), abs=0.003)


def test_interval_of_a_macro_mean_of_people_weighs_labels_alike() -> None:
    # Everybody is right in all of three pictures of one label and wrong in the one of the other.
    labels, people = np.tile([0, 0, 0, 1], 10), np.repeat(np.arange(10), 4)

    interval = interval_of_macro_mean(1.0 - labels, labels, subjects=people)

    assert interval == pytest.approx((0.5, 0.5))


def test_interval_of_people_is_as_wide_as_if_each_had_one_value() -> None:
    of_each = np.random.default_rng(1).random(30)
    people = np.repeat(np.arange(30), 8)

    eight_times_the_same = interval_of_mean(of_each[people], subjects=people)

    assert eight_times_the_same == pytest.approx(interval_of_mean(of_each))


def test_interval_of_a_macro_mean_draws_people_together() -> None:
    # Whoever is right is so in both labels: a draw's labels rise and fall together.
    people = np.repeat(np.arange(30), 2)
    right = (people % 3 > 0).astype(np.float64)
    labels = np.tile([0, 1], 30)

    together = interval_of_macro_mean(right, labels, subjects=people)

    assert together == pytest.approx(interval_of_mean(right, subjects=people))


def test_interval_of_a_macro_mean_allows_labels_that_few_people_have() -> None:
    low, high = interval_of_macro_mean(
        np.array([1.0, 1.0, 0.0]), np.array([0, 0, 1]), subjects=np.array([5, 5, 7])
    )

    assert (low, high) == (0.0, 1.0)


def test_interval_is_the_same_for_the_same_seed() -> None:
    values = np.random.default_rng(1).random(50)

    assert interval_of_mean(values, seed=3) == interval_of_mean(values, seed=3)
