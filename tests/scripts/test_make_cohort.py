"""`python -m scripts.make_cohort`, but for the drawing, which takes weights and minutes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from models.cohort import read_cohort
from models.manifest import Manifest, sha256_of
from scripts.evaluation.errors import EvaluationError
from scripts.make_cohort import Portraits, gather, main, manifest_change, write
from tests.fakes import HueEmbedder

PORTRAITS = Portraits(np.full((3, 112, 112, 3), 90, np.uint8), np.arange(3))


def test_wrong_setting_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_THREADS", "many")
    app = typer.Typer()
    app.command()(main)

    ended = CliRunner().invoke(app, [])

    assert ended.exit_code == 2
    assert ended.stderr.startswith("error: HOMEROOM_THREADS")


def test_portraits_without_any_face_are_an_error() -> None:
    with pytest.raises(EvaluationError, match="--people"):
        gather([])


def test_cohort_is_what_the_embedder_sees(tmp_path: Path) -> None:
    embedder = HueEmbedder()

    written = write(PORTRAITS, embedder, tmp_path)

    cohort = read_cohort(written, weights_sha256=embedder.weights_sha256)
    assert cohort is not None
    np.testing.assert_allclose(cohort, embedder.embed(PORTRAITS.crops), atol=1e-3)


def test_cohort_of_other_bytes_than_the_manifest_says_names_its_sha256(tmp_path: Path) -> None:
    cohort = tmp_path / "cohort_sface.npz"
    cohort.write_bytes(b"new")
    manifest = Manifest.read()

    told = manifest_change("sface", cohort, manifest)

    (entry,) = manifest.group("cohort-sface")
    as_told = Manifest((replace(entry, sha256=sha256_of(cohort)),))
    assert told is not None
    assert sha256_of(cohort) in told
    assert "manifest.toml" in told
    assert manifest_change("sface", cohort, as_told) is None


def test_cohort_of_an_embedder_without_one_is_to_be_entered(tmp_path: Path) -> None:
    cohort = tmp_path / "cohort_vggface-vgg16.npz"
    cohort.write_bytes(b"new")

    told = manifest_change("vggface-vgg16", cohort, Manifest.read())

    assert told is not None
    assert 'group = "cohort-vggface-vgg16"' in told
