"""The emotion network learns from faces of one's own, and only where that helps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from typer.testing import CliRunner

from models.emotion import load_emotion_classifier
from models.runtime import create_runtime
from scripts.emotion.config import FineTuningConfig, NetworkConfig, TrainingConfig
from scripts.emotion.data import save_faces
from scripts.emotion.own_scores import score_weights
from scripts.evaluation.errors import EvaluationError
from scripts.fine_tune_emotion import app
from tests.scripts.emotion.own_faces import make_own_faces

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.filterwarnings("ignore"),  # of TensorFlow and Keras
]

TINY = NetworkConfig(stem_width=4, blocks=((8, 2), (8, 2)), frozen_blocks=0)
CONFIG = FineTuningConfig(epochs=6, learning_rate=0.01, smallest_epoch=640, trained_blocks=2)


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A weights folder with a small network that has learned nothing yet."""
    from dataclasses import asdict

    from scripts.emotion.calibration import Calibration
    from scripts.emotion.export import export_network, write_metadata
    from scripts.emotion.training import Trainer

    trainer = Trainer(replace(TrainingConfig(), network=TINY), steps_per_epoch=1)
    weights = tmp_path / "start"
    export_network(trainer.averaged, TINY, Calibration(), weights)
    write_metadata(weights, training={"network": asdict(TINY)})
    return weights


def logits_of(weights: Path) -> npt.NDArray[np.float32]:
    classifier = load_emotion_classifier(create_runtime("onnx"), weights)
    return classifier.logits(make_own_faces().crops)


def test_network_learns_faces_of_ones_own(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_own_faces()
    tuned = fine_tune(faces, None, CONFIG, start=start, target=tmp_path / "tuned")

    assert tuned.way > 0
    assert score_weights(faces.part("test"), tmp_path / "tuned")["accuracy"] == 1


def test_network_stays_as_it_was_where_learning_does_not_help(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    learned = tmp_path / "learned"
    fine_tune(make_own_faces(), None, CONFIG, start=start, target=learned)

    faces = make_own_faces(mislabelled=True)
    tuned = fine_tune(faces, None, CONFIG, start=learned, target=tmp_path / "tuned")

    assert tuned.way == 0
    assert np.abs(logits_of(tmp_path / "tuned") - logits_of(learned)).max() < 0.01


def test_too_few_faces_to_choose_by_are_refused(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    with pytest.raises(EvaluationError, match="must be 20 at least"):
        fine_tune(make_own_faces(16), None, CONFIG, start=start, target=tmp_path / "tuned")


def test_command_says_before_and_after(start: Path, tmp_path: Path) -> None:
    save_faces(make_own_faces(), tmp_path / "own")
    folders = {"faces": tmp_path / "own", "output": tmp_path / "tuned", "weights": start}
    options = [f"--{name}={path}" for name, path in folders.items()]

    result = CliRunner().invoke(app, [*options, "--epochs", "1"])

    assert result.exit_code == 0, result.output
    assert '"before"' in result.stdout
    assert '"after"' in result.stdout


def test_command_does_not_write_over_the_network_it_begins_with(
    start: Path, tmp_path: Path
) -> None:
    save_faces(make_own_faces(), tmp_path / "own")
    folders = {"faces": tmp_path / "own", "output": start, "weights": start}

    result = CliRunner().invoke(app, [f"--{name}={path}" for name, path in folders.items()])

    assert result.exit_code == 2
    assert "name another folder" in result.output
