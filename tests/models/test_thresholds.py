from dataclasses import replace

import numpy as np
import pytest

from models.embedder import FALSE_ACCEPT_RATE, IdentityThresholds, ImpostorSimilarity

IMPOSTORS = ImpostorSimilarity(mean=0.1, deviation=0.1)


@pytest.mark.parametrize("students", [1, 30, 250])
def test_thresholds_let_the_named_share_of_strangers_pass_whatever_the_gallery(
    students: int,
) -> None:
    known = IdentityThresholds.measured(IMPOSTORS, margin=0.05).for_students(students).known
    random = np.random.default_rng(0)

    highest = random.normal(0.1, 0.1, (1_000_000 // students, students)).max(axis=1)

    passed = (highest >= known).mean()
    assert passed <= 2.5 * FALSE_ACCEPT_RATE


def test_thresholds_grow_with_the_gallery_and_keep_their_order() -> None:
    measured = IdentityThresholds.measured(IMPOSTORS, margin=0.05)
    chosen = [measured.for_students(count) for count in (0, 1, 8, 30, 250, 10_000)]

    known = [thresholds.known for thresholds in chosen]
    assert known == sorted(known)
    assert all(thresholds.unsure < thresholds.known for thresholds in chosen)
    assert chosen[3] == measured


def test_thresholds_of_unknown_impostors_do_not_follow_the_gallery() -> None:
    guessed = IdentityThresholds(known=0.5, unsure=0.4, margin=0.05)

    assert guessed.for_students(10_000) == guessed


@pytest.mark.parametrize(
    ("fixed_known", "fixed_unsure", "expected"),
    [
        (None, 0.3, ("calibrated", 0.3)),
        (None, 0.9, (0.9, 0.9)),  # the calibrated one would lie below
        (0.7, None, (0.7, "calibrated")),
        (0.2, None, (0.2, 0.2)),
        (0.5, 0.4, (0.5, 0.4)),
        (0.3, 0.4, (0.3, 0.3)),
    ],
)
def test_threshold_that_an_operator_fixed_stays_and_the_other_follows_the_gallery(
    fixed_known: float | None, fixed_unsure: float | None, expected: tuple[float | str, ...]
) -> None:
    measured = IdentityThresholds.measured(IMPOSTORS, margin=0.05)
    fixed = replace(measured, fixed_known=fixed_known, fixed_unsure=fixed_unsure)

    chosen, calibrated = fixed.for_students(1000), measured.for_students(1000)

    assert chosen.fixed
    assert chosen.known == (calibrated.known if expected[0] == "calibrated" else expected[0])
    assert chosen.unsure == (calibrated.unsure if expected[1] == "calibrated" else expected[1])


def test_fixed_threshold_does_not_hold_the_other_to_a_former_gallery() -> None:
    measured = IdentityThresholds.measured(IMPOSTORS, margin=0.05)
    fixed = replace(measured, fixed_unsure=0.45)

    again = fixed.for_students(1).for_students(1000)

    assert again == fixed.for_students(1000)


@pytest.mark.parametrize("rate", [0.0001, 0.001, 0.02])
@pytest.mark.parametrize("students", [1, 30, 10_000])
def test_threshold_keeps_a_rate_and_wastes_little_of_it(students: int, rate: float) -> None:
    threshold = IMPOSTORS.threshold(students, rate)

    expected = IMPOSTORS.false_accept_rate(students, threshold)
    assert rate * (1 - rate) <= expected <= rate * (1 + 1e-6)


@pytest.mark.parametrize("threshold", [0.2, 0.25, 0.4])
def test_expected_rate_is_the_share_of_strangers_also_where_it_is_high(threshold: float) -> None:
    highest = np.random.default_rng(0).normal(0.1, 0.1, (50_000, 30)).max(axis=1)

    expected = IMPOSTORS.false_accept_rate(30, threshold)

    assert expected == pytest.approx((highest >= threshold).mean(), abs=0.005)


def test_lower_rate_is_stricter_and_leaves_the_doubt_where_it_was() -> None:
    measured = IdentityThresholds.measured(IMPOSTORS, margin=0.05)
    strict = replace(measured, false_accept_rate=0.0001).for_students(30)

    assert strict.known > measured.known
    assert strict.unsure == measured.unsure


def test_implied_impostors_lead_to_the_thresholds_that_they_were_taken_from() -> None:
    implied = ImpostorSimilarity.implied(known=0.65, unsure=0.5)
    thresholds = IdentityThresholds.measured(implied, margin=0.05)

    assert (thresholds.known, thresholds.unsure) == pytest.approx((0.65, 0.5))
