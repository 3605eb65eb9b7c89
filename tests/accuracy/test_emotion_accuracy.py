from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.prepare_labels import app as prepare_labels
from tests.accuracy.evaluating import Evaluate

pytestmark = pytest.mark.data


def prepare(*arguments: object) -> None:
    result = CliRunner().invoke(prepare_labels, list(map(str, arguments)))
    assert result.exit_code == 0, result.output


def test_emotions_are_read_as_most_annotators_did(
    data_dir: Path, tmp_path: Path, evaluate: Evaluate
) -> None:
    folder = data_dir / "emotion"
    labels = tmp_path / "labels.csv"
    prepare("ferplus", "--votes", folder / "ferplus_votes.csv", "--output", labels)

    (figures,) = evaluate(
        "emotion",
        *("--images", folder / "fer2013.zip"),
        *("--labels", labels),
        *("--emotion-set", "engagement"),
        *("--limit", 600),
    )

    assert figures["accuracy"] >= 0.8
    assert figures["ece"] <= 0.12


def test_tired_faces_of_new_subjects_are_told_from_alert_ones(
    data_dir: Path, tmp_path: Path, evaluate: Evaluate
) -> None:
    folder = data_dir / "emotion"
    labels = tmp_path / "labels.csv"
    prepare("drivers", "--manifest", folder / "tired_manifest.csv", "--output", labels)

    (figures,) = evaluate(
        "emotion",
        *("--images", folder / "yawdd_crops160.zip"),
        *("--labels", labels),
        *("--faces", "detect"),
    )

    assert figures["tired_recall"] >= 0.8
    assert figures["tired_false_alarms"] <= 0.05
