"""Figures that an operator measured, beside the weights that they were measured with."""

import json
from pathlib import Path

import pytest

from models.embedder import ImpostorSimilarity
from models.errors import ImpostorsInvalidError
from models.measured_impostors import MeasuredImpostors, impostors_file, read_impostors

NAME = "vggface-resnet50"
WEIGHTS = "a" * 64


def save(folder: Path, impostors: ImpostorSimilarity) -> Path:
    path = impostors_file(NAME, folder)
    MeasuredImpostors(impostors, WEIGHTS, comparisons=1000).write(path)
    return path


@pytest.mark.parametrize("cohort_mean", [None, 0.21])
def test_figures_come_back_as_they_went_in(tmp_path: Path, cohort_mean: float | None) -> None:
    impostors = ImpostorSimilarity(0.2, 0.1, cohort_mean, tail=1.2)
    path = save(tmp_path, impostors)
    assert read_impostors(NAME, tmp_path, weights_sha256=WEIGHTS) == impostors
    assert list(tmp_path.iterdir()) == [path]


def test_figures_from_before_the_tail_was_kept_have_the_normal_one(tmp_path: Path) -> None:
    path = save(tmp_path, ImpostorSimilarity(0.2, 0.1))
    figures = json.loads(path.read_text())
    del figures["tail"]
    path.write_text(json.dumps(figures))

    impostors = read_impostors(NAME, tmp_path, weights_sha256=WEIGHTS)

    assert impostors == ImpostorSimilarity(0.2, 0.1, tail=1.0)


def test_nothing_measured_is_no_fault(tmp_path: Path) -> None:
    assert read_impostors(NAME, tmp_path, weights_sha256=WEIGHTS) is None


def test_figures_of_other_weights_are_refused(tmp_path: Path) -> None:
    save(tmp_path, ImpostorSimilarity(0.2, 0.1))
    with pytest.raises(ImpostorsInvalidError, match="other weights; measure again"):
        read_impostors(NAME, tmp_path, weights_sha256="b" * 64)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"mean": "high"}'])
def test_damaged_figures_are_refused(tmp_path: Path, text: str) -> None:
    impostors_file(NAME, tmp_path).write_text(text)
    with pytest.raises(ImpostorsInvalidError, match="cannot be read"):
        read_impostors(NAME, tmp_path, weights_sha256=WEIGHTS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mean": 2.0},
        {"mean": float("nan")},
        {"deviation": 0.0},
        {"tail": 0.5},
        {"tail": float("inf")},
    ],
    ids=str,
)
def test_figures_that_no_cosines_have_are_refused(tmp_path: Path, wrong: dict[str, float]) -> None:
    path = save(tmp_path, ImpostorSimilarity(0.2, 0.1))
    path.write_text(json.dumps({**json.loads(path.read_text()), **wrong}))
    with pytest.raises(ImpostorsInvalidError, match="no cosines"):
        read_impostors(NAME, tmp_path, weights_sha256=WEIGHTS)
