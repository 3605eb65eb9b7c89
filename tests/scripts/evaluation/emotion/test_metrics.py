"""Emotion metrics on answers small enough to count by hand."""

import numpy as np
import pytest

from scripts.evaluation.emotion.metrics import (
    emotion_metrics,
    expected_calibration_error,
    tired_metrics,
)

ORDER = ("happy", "neutral", "sad")


def test_metrics_count_hits_by_label() -> None:
    answers = np.array([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1]])

    metrics = emotion_metrics(answers, ["happy", "happy", "happy", "neutral"], ORDER)

    assert metrics.images == 4
    assert metrics.accuracy == pytest.approx(3 / 4)
    assert metrics.recall == {"happy": pytest.approx(2 / 3), "neutral": 1.0}
    assert metrics.macro_recall == pytest.approx(5 / 6)
    assert metrics.confusion == {
        "happy": {"happy": 2, "neutral": 1, "sad": 0},
        "neutral": {"happy": 0, "neutral": 1, "sad": 0},
    }


def test_metrics_of_no_face_are_refused() -> None:
    with pytest.raises(ValueError, match="0 labels"):
        emotion_metrics(np.zeros((0, 3)), [], ORDER)


def test_metrics_of_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="3 columns"):
        emotion_metrics(np.zeros((1, 5)), ["sad"], ORDER)


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    confidences = np.array([0.9, 0.9, 0.9, 0.9])

    error = expected_calibration_error(confidences, np.array([True, True, True, False]))

    assert error == pytest.approx(0.15)


def test_calibration_error_takes_certainty_as_the_last_bin() -> None:
    error = expected_calibration_error(np.array([1.0, 0.95]), np.array([False, True]))

    assert error == pytest.approx(0.975 - 0.5)


def test_calibration_error_is_over_fifteen_bins() -> None:
    apart = expected_calibration_error(np.array([0.62, 0.68]), np.array([True, False]))
    together = expected_calibration_error(np.array([0.61, 0.66]), np.array([True, False]))

    assert apart == pytest.approx((0.38 + 0.68) / 2)
    assert together == pytest.approx(0.635 - 0.5)


def test_calibration_error_weighs_bins_by_their_faces() -> None:
    confidences = np.array([0.99, 0.99, 0.99, 0.5])

    error = expected_calibration_error(confidences, np.array([True, True, True, False]))

    assert error == pytest.approx(0.75 * 0.01 + 0.25 * 0.5)


def test_tired_threshold_keeps_false_alarms_within_the_limit() -> None:
    alert = np.linspace(0, 0.99, 100)
    tired = np.array([0.2, 0.965, 0.98, 0.999])
    kinds = np.array([False] * 100 + [True] * 4)

    metrics = tired_metrics(np.concatenate([alert, tired]), kinds, false_alarms=0.03)

    assert metrics.false_alarms == pytest.approx(0.03)
    assert metrics.recall == pytest.approx(3 / 4)
    assert (metrics.tired_images, metrics.alert_images) == (4, 100)


def test_tired_faces_as_probable_as_too_many_alert_ones_are_not_called() -> None:
    answers = np.full(20, 0.5, np.float32)

    metrics = tired_metrics(answers, np.arange(20) < 10, false_alarms=0.03)

    assert metrics.recall == 0
    assert metrics.false_alarms == 0


def test_tired_metrics_at_a_given_threshold() -> None:
    answers = np.array([0.1, 0.6, 0.4, 0.5])

    metrics = tired_metrics(answers, np.array([False, False, True, True]), threshold=0.5)

    assert metrics.recall == 0.5
    assert metrics.false_alarms == 0.5


def test_tired_metrics_want_both_kinds() -> None:
    with pytest.raises(ValueError, match="one tired and one alert"):
        tired_metrics(np.array([0.5]), np.array([True]))
