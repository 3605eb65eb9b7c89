import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.identity.calibration_trials import GALLERY_SIZES, Photos, try_calibration
from scripts.measure_impostors import (
    compare,
    compare_cohort,
    enroll_all,
    impostors_of,
    main,
    summarise,
)
from server.recognition.calibration import Calibrator

DEMO = Path(__file__).resolve().parents[2] / "demo" / "students"
PEOPLE = sorted(path.name for path in DEMO.iterdir())
ANA, BEN = np.eye(2, dtype=np.float32)


def test_photos_are_compared_with_templates_of_others_only() -> None:
    photos = Photos.of(["ana", "ana", "ben"], np.stack([ANA, ANA, BEN]))

    similarities = compare(photos, enroll_all(photos))

    assert np.isnan(similarities[:2]).all()
    assert similarities[2].tolist() == [0.0]  # Ben himself has no template


def test_impostor_similarities_need_somebody_with_two_photos() -> None:
    with pytest.raises(EvaluationError, match="two photos"):
        enroll_all(Photos.of(["ana", "ben"], np.stack([ANA, BEN])))


def test_summary_of_normal_similarities_has_the_normal_quantiles() -> None:
    similarities = np.random.default_rng(0).normal(0.1, 0.08, 400_000).astype(np.float32)

    figures = summarise(similarities)

    assert figures["mean"] == pytest.approx(0.1, abs=0.001)
    assert figures["deviation"] == pytest.approx(0.08, abs=0.001)
    quantiles = figures["quantiles"]
    assert isinstance(quantiles, dict)
    assert quantiles["0.001"]["measured"] == pytest.approx(quantiles["0.001"]["normal"], abs=0.01)


@pytest.mark.parametrize(("tail", "kept"), [(1.2, 1.2), (0.9, 1.0)])
def test_thresholds_follow_a_measured_tail_that_is_longer_than_the_normal_one(
    tail: float, kept: float
) -> None:
    figures: Figures = {"mean": 0.1, "deviation": 0.08, "tail": tail, "cohort": {"mean": 0.05}}

    assert impostors_of(figures) == ImpostorSimilarity(0.1, 0.08, cohort_mean=0.05, tail=kept)


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


def test_a_gallery_of_everybody_has_no_strangers_and_no_figures() -> None:
    photos = Photos.of(["ana", "ana", "ben", "ben"], np.stack([ANA, ANA, BEN, BEN]))
    defaults = IdentityThresholds.measured(ImpostorSimilarity(0.0, 0.1), margin=0.05)

    figures = try_calibration(photos, Calibrator(defaults), trials=3)

    assert figures["usual"] == {str(size): {} for size in GALLERY_SIZES}


def measure(folder: Path, photos: Sequence[str], *options: str) -> Result:
    """Run the command on photos of the demo class, named by where they come from."""
    folder.mkdir()
    for name in photos:
        person, _, file = name.rpartition("/")
        (folder / person).mkdir(exist_ok=True)
        (folder / name).write_bytes((DEMO / (person or PEOPLE[0]) / file).read_bytes())
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, ["--images", str(folder), *options])


def test_two_people_are_measured_without_strangers(tmp_path: Path) -> None:
    photos = [f"{name}/{file}" for name in PEOPLE[:2] for file in ("1-front.jpg", "2-smile.jpg")]

    result = measure(tmp_path / "photos", photos)

    assert result.exit_code == 0, result.stderr
    assert "NaN" not in result.stdout
    figures = json.loads(result.stdout)
    assert figures["comparisons"] == 4
    assert figures["strangers_named"]["usual"]["2"] == {}


@pytest.mark.parametrize(
    ("photos", "options", "message"),
    [
        ([], [], "has no photo PERSON/FILE that shows a face"),
        (["1-front.jpg", "2-smile.jpg"], [], "has no photo PERSON/FILE"),  # a flat folder
        ([f"{name}/1-front.jpg" for name in PEOPLE[:2]], [], "nobody has two photos"),
        ([f"{PEOPLE[0]}/{n}" for n in ("1-front.jpg", "2-smile.jpg")], [], "too few people"),
        ([f"{PEOPLE[0]}/1-front.jpg"], ["--leave-out", "Nobody"], "no photo of Nobody"),
        ([f"{PEOPLE[0]}/1-front.jpg"], ["--without", "none.csv"], "none.csv cannot be read"),
    ],
    ids=["no photos", "flat", "one photo each", "one person", "mistyped name", "no csv"],
)
def test_photos_that_cannot_be_compared_are_one_line(
    tmp_path: Path, photos: list[str], options: list[str], message: str
) -> None:
    result = measure(tmp_path / "photos", photos, *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr.splitlines()[-1]
    assert result.stderr.splitlines()[-1].startswith("error: ")
