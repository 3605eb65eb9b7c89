"""The emotion network's temperature, its shift of tired, and the scores that choose an epoch."""

import numpy as np

from scripts.emotion.calibration import (
    Calibration,
    called_tired,
    fit_temperature,
    fit_tired_shift,
)
from scripts.emotion.scores import score
from tests.scripts.emotion.faces import make_faces


def test_temperature_of_overconfident_logits_is_above_one() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 5, 500)
    logits = np.eye(6, dtype=np.float32)[truth] * 8
    logits[::3] = np.roll(logits[::3], 1, axis=0)

    calibration = fit_temperature(logits, truth)

    assert calibration.temperature > 2
    assert set(calibration.shifts) == {0}


def test_shift_keeps_faces_called_tired_rare_in_every_group() -> None:
    rng = np.random.default_rng(0)
    groups = [rng.normal(0, 1, (200, 6)).astype(np.float32) + lift for lift in (0, 1)]

    calibration = fit_tired_shift(Calibration(), groups, false_alarms=0.02)

    shares = [called_tired(calibration.apply(group)).mean() for group in groups]
    assert 0 < max(shares) <= 0.02


def test_folded_calibration_is_the_applied_one() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(0, 1, (3, 7)).astype(np.float32)
    kernel, bias = rng.normal(0, 1, (7, 6)).astype(np.float32), np.ones(6, np.float32)
    calibration = Calibration(1.7, (0.1, -0.2, 0.3, 0.0, 0.0, -0.4))

    folded_kernel, folded_bias = calibration.fold(kernel, bias)

    applied = calibration.apply(features @ kernel + bias)
    assert np.allclose(features @ folded_kernel + folded_bias, applied, atol=1e-5)
    unfolded_kernel, unfolded_bias = calibration.unfold(folded_kernel, folded_bias)
    assert np.allclose(unfolded_kernel, kernel, atol=1e-5)
    assert np.allclose(unfolded_bias, bias, atol=1e-5)


def test_scores_leave_out_what_a_split_does_not_have() -> None:
    faces = make_faces()
    ferplus = faces.select(faces.sources == "ferplus")

    scores = score(lambda crops: np.zeros((len(crops), 6), np.float32), ferplus)

    assert scores.ferplus is not None
    assert (scores.news, scores.tired) == (None, None)
