"""Adapting SFace: the network in TensorFlow, what it learns from, and the command."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
import typer
from onnx import numpy_helper
from typer.testing import CliRunner, Result

from models.embedder import Embedder, load_embedder, normalize
from models.runtime import Runtime
from models.sface import MEAN
from scripts.adapt_sface import main
from scripts.adaptation.checkpoints import claim_checkpoints
from scripts.adaptation.network import AdaptableSFace
from scripts.adaptation.samples import Album, draw_batches, open_album
from scripts.conversion.sface import adapt
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.evaluation.progress import BATCH
from server.settings import PROJECT_DIR, Settings

STUDENTS = PROJECT_DIR / "demo" / "students"


@pytest.fixture(scope="module")
def published(runtime: Runtime, weights_dir: Path) -> Embedder:
    return load_embedder("sface", runtime, weights_dir)


@pytest.fixture(scope="module")
def network(weights_dir: Path) -> AdaptableSFace:
    return AdaptableSFace(weights_dir / "sface.onnx")


@pytest.fixture(scope="module")
def album(published: Embedder) -> Album:
    source, networks = ImageSource.open(STUDENTS), Networks(Settings())
    names = [name for name in source.images() if name.endswith("1-front.jpg")][:6]
    return open_album(FaceReader(source, networks.detector, 0.9), names, published)


def test_network_computes_what_the_onnx_file_does(
    network: AdaptableSFace, published: Embedder, album: Album
) -> None:
    crops = np.stack([photo.crop for photo in album.photos])

    rgb = crops[..., ::-1].astype(np.float32)
    both = network(rgb).numpy() + network(rgb[:, :, ::-1]).numpy()

    assert (normalize(both) * published.embed(crops)).sum(axis=1).min() > 0.999


def test_untrained_weights_are_those_of_the_file(
    network: AdaptableSFace, weights_dir: Path
) -> None:
    stored = {
        item.name: numpy_helper.to_array(item)
        for item in onnx.load(weights_dir / "sface.onnx").graph.initializer
    }

    arrays = network.adapted({name: v.numpy() for name, v in network.variables.items()})

    assert 70_000 < sum(array.size for array in arrays.values()) < 90_000
    assert all(np.array_equal(array, stored[name]) for name, array in arrays.items())


def test_batches_are_the_same_for_the_same_seed(album: Album) -> None:
    first, again, other = (next(draw_batches(album, size=4, seed=seed)) for seed in (1, 1, 2))

    assert first.images.shape == (4, 112, 112, 3)
    assert np.array_equal(first.images, again.images)
    assert not np.array_equal(first.images, other.images)


def test_weights_of_another_network_are_refused(tmp_path: Path, weights_dir: Path) -> None:
    np.savez(tmp_path / "other.npz", conv_99_weight=np.zeros(3, np.float32))

    with pytest.raises(ValueError, match="conv_99_weight"):
        adapt(onnx.load(weights_dir / "sface.onnx"), tmp_path / "other.npz")


def test_batch_of_photos_without_a_face_is_left_out(published: Embedder, tmp_path: Path) -> None:
    (tmp_path / "wall").mkdir()
    for number in range(BATCH):
        cv2.imwrite(str(tmp_path / "wall" / f"{number}.jpg"), np.full((60, 60, 3), 90, np.uint8))
    copy_photos(tmp_path, 2)
    source = ImageSource.open(tmp_path)
    faces = FaceReader(source, Networks(Settings()).detector, 0.9)
    walls = [name for name in source.images() if name.startswith("wall/")]
    shown = [name for name in source.images() if name not in walls]

    assert len(open_album(faces, [*walls, *shown], published).photos) == 2
    with pytest.raises(EvaluationError, match="no face was found in any of 64 photos"):
        open_album(faces, walls, published)


def test_checkpoints_of_other_photos_are_refused(tmp_path: Path) -> None:
    claim_checkpoints(tmp_path, ["ada/1.jpg", "bob/1.jpg"])
    claim_checkpoints(tmp_path, ["cleo/1.jpg"])  # nothing was saved yet
    (tmp_path / "ckpt-1.index").touch()

    claim_checkpoints(tmp_path, ["cleo/1.jpg"])
    with pytest.raises(EvaluationError, match="holds a run with other photos"):
        claim_checkpoints(tmp_path, ["ada/1.jpg", "bob/1.jpg"])


def test_checkpoints_that_do_not_say_their_photos_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ckpt-1.index").touch()

    with pytest.raises(EvaluationError, match="--checkpoints"):
        claim_checkpoints(tmp_path, ["ada/1.jpg"])


def test_command_writes_weights_that_fit_the_network(tmp_path: Path, weights_dir: Path) -> None:
    output = tmp_path / "adapted.npz"

    result = run(STUDENTS, output, tmp_path / "checkpoints")

    assert result.exit_code == 0, result.output
    adapted = adapt(onnx.load(weights_dir / "sface.onnx"), output)
    onnx.checker.check_model(adapted)
    with np.load(output) as stored:
        assert 0.05 < float(np.linalg.norm(stored[MEAN])) < 0.9


def test_command_says_that_a_run_was_finished_and_refuses_other_photos(tmp_path: Path) -> None:
    few, other = copy_photos(tmp_path / "few", 2), copy_photos(tmp_path / "other", 3)
    output, checkpoints = tmp_path / "adapted.npz", tmp_path / "checkpoints"

    first, again = run(few, output, checkpoints), run(few, output, checkpoints)
    refused = run(other, output, checkpoints)

    assert "done before" not in first.output
    assert "all 1 steps were done before" in again.output
    assert refused.exit_code == 2
    assert "other photos" in refused.output


def copy_photos(folder: Path, count: int) -> Path:
    """Put a photo of each of the first `count` students into a folder."""
    for photo in sorted(STUDENTS.rglob("1-front.jpg"))[:count]:
        person = folder / photo.parent.name
        person.mkdir(parents=True)
        shutil.copy(photo, person)
    return folder


def run(images: Path, output: Path, checkpoints: Path) -> Result:
    app = typer.Typer()
    app.command()(main)
    folders = {"images": images, "output": output, "checkpoints": checkpoints}
    options = [f"--{name}={path}" for name, path in folders.items()]
    return CliRunner().invoke(app, [*options, "--steps", "1"])
