"""Adapting SFace: the network in TensorFlow, what it learns from, and the command."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import typer
from onnx import numpy_helper
from typer.testing import CliRunner

from models.embedder import Embedder, load_embedder, normalize
from models.runtime import Runtime
from models.sface import MEAN
from scripts.adapt_sface import main
from scripts.adaptation.network import AdaptableSFace
from scripts.adaptation.samples import Album, draw_batches, open_album
from scripts.conversion.sface import adapt
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
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


def test_command_writes_weights_that_fit_the_network(tmp_path: Path, weights_dir: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    output, checkpoints = tmp_path / "adapted.npz", tmp_path / "checkpoints"
    options = ["--images", str(STUDENTS), "--output", str(output), "--steps", "1"]

    result = CliRunner().invoke(app, [*options, "--checkpoints", str(checkpoints)])

    assert result.exit_code == 0, result.output
    adapted = adapt(onnx.load(weights_dir / "sface.onnx"), output)
    onnx.checker.check_model(adapted)
    with np.load(output) as stored:
        assert 0.05 < float(np.linalg.norm(stored[MEAN])) < 0.9
