from pathlib import Path

import pytest

from tests.accuracy.evaluating import Evaluate

pytestmark = pytest.mark.data


def test_detector_finds_the_masked_faces_that_are_large_enough(
    data_dir: Path, evaluate: Evaluate
) -> None:
    folder = data_dir / "detection"

    (figures,) = evaluate(
        "detection",
        *("--images", folder / "facemask_photos.zip"),
        *("--boxes", folder / "facemask_boxes.csv"),
        *("--limit", 100),
    )

    assert figures["images"] == 100
    assert figures["recall_by_height_px"]["80+"]["recall"] >= 0.6
    assert figures["precision"] >= 0.8
