import re

import numpy as np
import numpy.typing as npt
import pytest

from models.detections import Detections


def make_detections(**changes: npt.NDArray[np.generic]) -> Detections:
    """Two faces, some arrays of theirs exchanged."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "boxes": np.array([[0, 0, 10, 10], [20, 20, 40, 50]], np.float32),
        "landmarks": np.zeros((2, 5, 2), np.float32),
        "detection_scores": np.array([0.9, 0.8], np.float32),
    }
    return Detections(**(arrays | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"boxes": np.zeros((2, 4))}, "boxes must be float32, got float64"),
        ({"boxes": np.zeros((3, 4), np.float32)}, "boxes must have shape (2, 4), got (3, 4)"),
        (
            {"landmarks": np.zeros((2, 10), np.float32)},
            "landmarks must have shape (2, 5, 2), got (2, 10)",
        ),
        (
            {"landmarks": np.full((2, 5, 2), np.nan, np.float32)},
            "landmarks must be finite",
        ),
        (
            {"boxes": np.array([[0, 0, 1, 1], [5, 5, 4, 9]], np.float32)},
            "boxes must be xyxy with x1 <= x2 and y1 <= y2",
        ),
        (
            {"detection_scores": np.array([0.5, 1.5], np.float32)},
            "detection_scores must lie in 0..1",
        ),
    ],
)
def test_detections_name_what_is_wrong_with_them(
    changes: dict[str, npt.NDArray[np.generic]], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        make_detections(**changes)


def test_detections_select_by_index_keeps_the_order_asked_for() -> None:
    chosen = make_detections().select(np.array([1, 0]))

    assert chosen.detection_scores.tolist() == pytest.approx([0.8, 0.9])
    assert chosen.boxes[0].tolist() == [20, 20, 40, 50]


def test_detections_select_by_mask_keeps_the_marked() -> None:
    chosen = make_detections().select(np.array([False, True]))

    assert len(chosen) == 1
    assert chosen.boxes.tolist() == [[20, 20, 40, 50]]


def test_detections_may_be_empty() -> None:
    assert len(Detections.empty()) == 0
