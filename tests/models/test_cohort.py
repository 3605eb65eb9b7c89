import resource
from pathlib import Path

import numpy as np
import pytest

from models.cohort import load_cohort, read_cohort, write_cohort
from models.embedder import Embedder, normalize
from models.errors import WeightsMissingError


def test_cohort_comes_back_as_it_was_but_for_rounding(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    embeddings = normalize(random.normal(size=(5, 128)).astype(np.float32))
    write_cohort(tmp_path / "cohort.npz", embeddings, weights_sha256="a" * 64)

    read = read_cohort(tmp_path / "cohort.npz", weights_sha256="a" * 64)

    assert read is not None
    np.testing.assert_allclose(read @ read.T, embeddings @ embeddings.T, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(read, axis=1), 1.0, atol=1e-6)


def test_cohort_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "cohort.npz"
    write_cohort(path, np.ones((1, 2), np.float32), weights_sha256="a" * 64)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # as a disk that is full
    try:
        with pytest.raises(OSError, match="large"):
            write_cohort(path, np.ones((1000, 2), np.float32), weights_sha256="a" * 64)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_cohort_of_other_weights_is_none(tmp_path: Path) -> None:
    write_cohort(tmp_path / "cohort.npz", np.ones((1, 2), np.float32), weights_sha256="a" * 64)

    assert read_cohort(tmp_path / "cohort.npz", weights_sha256="b" * 64) is None


def test_default_embedder_has_a_cohort(weights_dir: Path, embedder: Embedder) -> None:
    cohort = load_cohort(embedder.name, weights_dir, weights_sha256=embedder.weights_sha256)

    assert cohort is not None
    assert cohort.shape[0] >= 900
    assert cohort.shape[1] == embedder.dimension


def test_embedder_without_a_cohort_has_none(tmp_path: Path) -> None:
    assert load_cohort("vggface-vgg16", tmp_path, weights_sha256="a" * 64) is None


def test_missing_cohort_says_so(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError):
        load_cohort("sface", tmp_path, weights_sha256="a" * 64)
