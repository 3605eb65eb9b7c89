import numpy as np
import pytest

from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from scripts.evaluation.calibration_trials import Photos, try_calibration
from scripts.measure_impostors import compare, compare_cohort, enroll_all, summarise
from server.recognition.calibration import Calibrator

ANA, BEN = np.eye(2, dtype=np.float32)


def test_photos_are_compared_with_templates_of_others_only() -> None:
    photos = Photos.of(["ana", "ana", "ben"], np.stack([ANA, ANA, BEN]))

    similarities = compare(photos, enroll_all(photos))

    assert np.isnan(similarities[:2]).all()
    assert similarities[2].tolist() == [0.0]  # Ben himself has no template


def test_impostor_similarities_need_somebody_with_two_photos() -> None:
    with pytest.raises(ValueError, match="two photos"):
        enroll_all(Photos.of(["ana", "ben"], np.stack([ANA, BEN])))


def test_summary_of_normal_similarities_has_the_normal_quantiles() -> None:
    similarities = np.random.default_rng(0).normal(0.1, 0.08, 400_000).astype(np.float32)

    figures = summarise(similarities)

    assert figures["mean"] == pytest.approx(0.1, abs=0.001)
    assert figures["deviation"] == pytest.approx(0.08, abs=0.001)
    quantiles = figures["quantiles"]
    assert isinstance(quantiles, dict)
    assert quantiles["0.001"]["measured"] == pytest.approx(quantiles["0.001"]["normal"], abs=0.01)


def test_cohort_is_compared_with_the_same_templates() -> None:
    photos = Photos.of(["ana", "ana", "ben", "ben"], np.stack([ANA, ANA, BEN, BEN]))
    gallery = enroll_all(photos)

    figures = compare_cohort(np.stack([ANA, ANA]), gallery, compare(photos, gallery) + ANA)

    assert figures["mean"] == 0.5


def test_trials_name_about_the_share_of_strangers_that_was_asked_for() -> None:
    random = np.random.default_rng(0)
    faces = normalize(random.normal(size=(800, 128)).astype(np.float32))
    photos = Photos.of([str(number // 2) for number in range(800)], faces)
    public = ImpostorSimilarity(mean=0.0, deviation=128**-0.5)
    defaults = IdentityThresholds.measured(public, margin=0.05)

    usual = try_calibration(photos, Calibrator(defaults), trials=3)["usual"]

    assert isinstance(usual, dict)
    assert set(usual["30"]) == {"public", "calibrated"}
    assert usual["30"]["calibrated"]["named"] < 0.01
    assert usual["30"]["public"]["threshold"] == pytest.approx(defaults.known, abs=1e-4)
