"""The emotion network learns from faces of one's own, and only where that helps."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from typer.testing import CliRunner

from models.emotion import METADATA_FILE, EmotionSet, load_emotion_classifier, probabilities
from models.runtime import create_runtime
from scripts.emotion.calibration import Calibration
from scripts.emotion.closed_eyes import CLOSED_EYES_FILE
from scripts.emotion.config import FineTuningConfig, NetworkConfig, TrainingConfig
from scripts.emotion.data import FaceSet, save_faces
from scripts.emotion.own_scores import score_weights
from scripts.emotion.sources import FIVE
from scripts.evaluation.errors import EvaluationError
from scripts.fine_tune_emotion import app, read_rehearsed
from tests.scripts.emotion.faces import make_faces
from tests.scripts.emotion.own_faces import make_angry_faces, make_labelled_faces, make_own_faces

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.filterwarnings("ignore"),  # of TensorFlow and Keras
]

TINY = NetworkConfig(stem_width=4, blocks=((8, 2), (8, 2)), frozen_blocks=0)
CONFIG = FineTuningConfig(epochs=6, learning_rate=0.01, smallest_epoch=640, trained_blocks=2)


SURE = Calibration(0.4, (0.0, 0.0, 0.0, 0.0, 0.0, -0.1))
"""As the committed network has: it learned from soft labels, and is as sure as it is right."""


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A weights folder with a small network that has learned nothing yet."""
    return write_start(tmp_path / "start", Calibration())


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A weights folder with a network that reads the faces of make_own_faces surely and rightly."""
    from scripts.emotion.fine_tuning import fine_tune

    folder = tmp_path_factory.mktemp("sure")
    start = write_start(folder / "start", SURE)
    fine_tune(make_own_faces(), None, CONFIG, start=start, target=folder / "weights")
    return folder / "weights"


def write_start(weights: Path, calibration: Calibration) -> Path:
    from scripts.emotion.export import export_network, write_metadata
    from scripts.emotion.training import Trainer

    trainer = Trainer(replace(TrainingConfig(), network=TINY), steps_per_epoch=1)
    export_network(trainer.averaged, TINY, calibration, weights)
    made = {"network": asdict(TINY)}
    write_metadata(weights, training=made, calibration=asdict(calibration))
    return weights


def logits_of(weights: Path) -> npt.NDArray[np.float32]:
    classifier = load_emotion_classifier(create_runtime("onnx"), weights)
    return classifier.logits(make_own_faces().crops)


def confidence_of(weights: Path) -> float:
    """How sure a network is of the faces of make_own_faces, in the mean."""
    return float(probabilities(logits_of(weights), EmotionSet.ENGAGEMENT).max(axis=1).mean())


def test_network_learns_faces_of_ones_own(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_own_faces()
    tuned = fine_tune(faces, None, CONFIG, start=start, target=tmp_path / "tuned")

    assert tuned.way > 0
    assert score_weights(faces.part("test"), tmp_path / "tuned")["accuracy"] == 1


def test_network_stays_as_it_was_where_learning_does_not_help(sure: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_own_faces(mislabelled=True)
    tuned = fine_tune(faces, None, CONFIG, start=sure, target=tmp_path / "tuned")

    assert tuned.way == 0
    assert np.abs(logits_of(tmp_path / "tuned") - logits_of(sure)).max() < 0.01


def test_network_that_reads_its_faces_surely_and_rightly_stays_so(
    sure: Path, tmp_path: Path
) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    tuned = fine_tune(make_own_faces(), None, CONFIG, start=sure, target=tmp_path / "tuned")

    assert tuned.way == 0
    assert np.abs(logits_of(tmp_path / "tuned") - logits_of(sure)).max() < 0.01


def test_learning_what_is_new_leaves_the_network_as_sure_of_the_rest(
    sure: Path, tmp_path: Path
) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    both = FaceSet.joined([make_own_faces(), make_angry_faces()])
    tuned = fine_tune(both, None, CONFIG, start=sure, target=tmp_path / "tuned")

    assert tuned.way > 0
    assert confidence_of(tmp_path / "tuned") > confidence_of(sure) - 0.01


def test_too_few_faces_to_choose_by_are_refused(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    with pytest.raises(EvaluationError, match="must be 20 at least"):
        fine_tune(make_own_faces(16), None, CONFIG, start=start, target=tmp_path / "tuned")


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["happy"], "all faces with an emotion to learn from are happy"),
        (["happy", "tired"], "all faces with an emotion to learn from are happy"),
        (["tired"], "all faces to learn from are tired"),
        (["alert"], "all faces to learn from are alert"),
    ],
)
def test_faces_of_one_kind_are_refused(
    labels: list[str], told: str, start: Path, tmp_path: Path
) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_labelled_faces(labels)

    with pytest.raises(EvaluationError, match=told):
        fine_tune(faces, None, CONFIG, start=start, target=tmp_path / "tuned")


def test_faces_to_choose_by_of_one_kind_are_refused(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_own_faces(160)
    sad = (faces.splits == "validation") & (faces.majority() == FIVE.index("sad"))

    with pytest.raises(EvaluationError, match="choose by are happy"):
        fine_tune(faces.select(~sad), None, CONFIG, start=start, target=tmp_path / "tuned")


def test_tired_and_alert_faces_are_enough_to_learn_from(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces = make_labelled_faces(["tired", "alert"])
    fine_tune(faces, None, replace(CONFIG, epochs=1), start=start, target=tmp_path / "tuned")

    assert (tmp_path / "tuned" / METADATA_FILE).is_file()


def test_one_kind_is_enough_beside_faces_that_are_rehearsed(start: Path, tmp_path: Path) -> None:
    from scripts.emotion.fine_tuning import fine_tune

    faces, config = make_labelled_faces(["happy"]), replace(CONFIG, epochs=1)
    fine_tune(faces, make_faces(), config, start=start, target=tmp_path / "tuned")

    assert (tmp_path / "tuned" / METADATA_FILE).is_file()


def test_rehearsed_closed_eyes_that_smile_are_not_tired(tmp_path: Path) -> None:
    faces = make_faces()
    save_faces(faces, tmp_path)
    closed = faces.names[faces.sources == "cew_closed"].tolist()
    kinds = dict(zip(closed, ["happy", "unclear", *["tired"] * len(closed)], strict=False))
    (tmp_path / CLOSED_EYES_FILE).write_text(json.dumps(kinds))

    rehearsed = read_rehearsed(tmp_path)

    read = dict(zip(rehearsed.names.tolist(), rehearsed.tired.tolist(), strict=True))
    assert (read[closed[0]], read[closed[2]]) == (0, 1)
    assert set(faces.names) - set(rehearsed.names) == {closed[1]}


def test_own_and_public_faces_are_not_mixed_up(start: Path, tmp_path: Path) -> None:
    own, public = tmp_path / "own", tmp_path / "public"
    save_faces(make_own_faces(), own)
    save_faces(make_faces(), public)
    options = [f"--output={tmp_path / 'tuned'}", f"--weights={start}"]

    swapped = CliRunner().invoke(app, [f"--faces={public}", *options])
    twice = CliRunner().invoke(app, [f"--faces={own}", f"--rehearse={own}", *options])

    assert (swapped.exit_code, twice.exit_code) == (2, 2)
    assert "--faces is for your own" in swapped.output
    assert "no public sets to rehearse" in twice.output


def test_rehearsed_closed_eyes_that_nobody_sorted_are_left_out(tmp_path: Path) -> None:
    save_faces(make_faces(), tmp_path)

    assert set(read_rehearsed(tmp_path).sources) == {"ferplus", "news", "yawdd"}


def test_command_says_before_and_after(start: Path, tmp_path: Path) -> None:
    save_faces(make_own_faces(), tmp_path / "own")
    folders = {"faces": tmp_path / "own", "output": tmp_path / "tuned", "weights": start}
    options = [f"--{name}={path}" for name, path in folders.items()]

    result = CliRunner().invoke(app, [*options, "--epochs", "1"])

    assert result.exit_code == 0, result.output
    assert '"before"' in result.stdout
    assert '"after"' in result.stdout
    assert '"ece"' in result.stdout


def test_command_does_not_write_over_the_network_it_begins_with(
    start: Path, tmp_path: Path
) -> None:
    save_faces(make_own_faces(), tmp_path / "own")
    folders = {"faces": tmp_path / "own", "output": start, "weights": start}

    result = CliRunner().invoke(app, [f"--{name}={path}" for name, path in folders.items()])

    assert result.exit_code == 2
    assert "name another folder" in result.output
