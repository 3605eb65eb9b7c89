from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.identity.verification_metrics import (
    best_threshold,
    equal_error_rate,
    fold_accuracy,
    roc,
    tar_at_far,
)

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
similarities_of_one_kind = st.lists(
    st.floats(-1, 1).map(lambda value: round(value, 2)), min_size=1, max_size=25
)


def pairs(same: list[float], different: list[float]) -> tuple[FloatArray, BoolArray]:
    values = np.array([*same, *different], np.float64)
    return values, np.arange(len(values)) < len(same)


@given(similarities_of_one_kind, similarities_of_one_kind)
def test_roc_equals_counting_and_only_grows(same: list[float], different: list[float]) -> None:
    curve = roc(*pairs(same, different))

    for threshold, far, tar in zip(curve.thresholds, curve.far, curve.tar, strict=True):
        assert far == pytest.approx(np.mean(np.array(different) >= threshold))
        assert tar == pytest.approx(np.mean(np.array(same) >= threshold))
    assert (np.diff(curve.far) >= 0).all()
    assert (np.diff(curve.tar) >= 0).all()
    assert (curve.far[0], curve.tar[0]) == (0, 0)
    assert (curve.far[-1], curve.tar[-1]) == (1, 1)


@given(similarities_of_one_kind, similarities_of_one_kind, st.sampled_from([0.0, 0.01, 0.1, 0.5]))
def test_tar_at_far_never_accepts_more_than_the_target(
    same: list[float], different: list[float], target: float
) -> None:
    tar = tar_at_far(roc(*pairs(same, different)), target)

    candidates = [np.inf, *same, *different]
    allowed = [t for t in candidates if np.mean(np.array(different) >= t) <= target + 1e-12]
    assert tar == pytest.approx(max(np.mean(np.array(same) >= t) for t in allowed))


def test_tar_at_far_of_a_worked_example() -> None:
    # One of 100 different pairs may be accepted: the one at 0.9. The next, 0.5, may not.
    different = [0.9, 0.5, *np.linspace(-0.2, 0.2, 98).tolist()]
    curve = roc(*pairs([0.95, 0.6, 0.55, 0.4], different))

    assert tar_at_far(curve, 1e-2) == pytest.approx(3 / 4)
    assert tar_at_far(curve, 1e-3) == pytest.approx(1 / 4)


def test_equal_error_rate_of_worked_examples() -> None:
    assert equal_error_rate(roc(*pairs([0.8, 0.9], [0.1, 0.2]))) == 0
    assert equal_error_rate(roc(*pairs([0.1, 0.2], [0.8, 0.9]))) == 1
    # At 0.5 one of four same pairs is rejected and one of four different ones accepted.
    curve = roc(*pairs([0.9, 0.8, 0.7, 0.3], [0.6, 0.2, 0.1, 0.0]))
    assert equal_error_rate(curve) == pytest.approx(0.25)


@given(similarities_of_one_kind, similarities_of_one_kind)
def test_best_threshold_is_beaten_by_no_other(same: list[float], different: list[float]) -> None:
    values, truth = pairs(same, different)

    def right(threshold: float) -> int:
        return int(((values >= threshold) == truth).sum())

    best = right(best_threshold(values, truth))

    assert best == max(right(threshold) for threshold in [*values.tolist(), 2.0])


def test_best_threshold_lies_in_the_middle_of_the_gap() -> None:
    assert best_threshold(*pairs([0.8, 0.9], [0.1, 0.2])) == pytest.approx(0.5)


def test_best_threshold_of_equally_good_ones_is_the_middle_one() -> None:
    assert best_threshold(*pairs([0.3, 0.6, 0.9], [0.1, 0.5, 0.8])) == pytest.approx(0.55)


def test_folds_are_those_of_lfw_on_its_own_list() -> None:
    # Ten times 3 same and 3 different; in fold 4 the same pairs look different.
    same = np.tile([True] * 3 + [False] * 3, 10)
    similarities = np.where(same, 0.9, 0.1)
    similarities[24:27] = 0.0

    result = fold_accuracy(similarities, same)

    assert result.accuracies.tolist() == [1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1]


def test_folds_hold_both_kinds_when_the_file_sorts_them() -> None:
    similarities, same = pairs([0.9] * 50, [0.1] * 50)

    assert fold_accuracy(similarities, same).accuracies.tolist() == [1.0] * 10


def test_folds_choose_the_threshold_elsewhere() -> None:
    # Only the last fold holds pairs between 0.4 and 0.6: one chosen on all would get them right.
    same_values = [*[0.9] * 9, 0.45]
    similarities, same = pairs(same_values, [0.1] * 10)

    result = fold_accuracy(similarities, same)

    assert result.thresholds[-1] == pytest.approx(0.5)
    assert result.accuracies[-1] == 0.5


def test_fewer_pairs_than_folds_leave_no_empty_fold() -> None:
    result = fold_accuracy(*pairs([0.9] * 3, [0.1] * 2))

    assert result.accuracies.tolist() == [1.0] * 3


@pytest.mark.parametrize("measure", [roc, fold_accuracy])
@pytest.mark.parametrize("only", [pairs([0.5] * 20, []), pairs([], [0.5] * 20)])
def test_roc_and_accuracy_need_both_kinds(
    measure: Callable[[FloatArray, BoolArray], object], only: tuple[FloatArray, BoolArray]
) -> None:
    with pytest.raises(ValueError, match="same and pairs of different"):
        measure(*only)
