from pathlib import Path

import cv2
import numpy as np
import pytest

from scripts.evaluation.emotion.cut_out import CutOut
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import ImageSource
from tests.fakes import HueDetector, PaintedFace, paint


def make_cut_out(folder: Path, image: np.ndarray, margin: float) -> CutOut:
    cv2.imwrite(str(folder / "photo.png"), image)
    return CutOut(FaceReader(ImageSource.open(folder), HueDetector(), 0.9), margin)


def share_of_colour(image: np.ndarray) -> float:
    """How much of a picture the coloured square of a painted face takes."""
    spread = image.max(axis=2).astype(int) - image.min(axis=2)
    return float((spread > 30).mean())


@pytest.mark.parametrize(("margin", "expected"), [(0.0, 1.0), (0.5, 0.25), (-0.2, 1.0)])
def test_face_takes_the_share_that_the_margin_leaves(
    tmp_path: Path, margin: float, expected: float
) -> None:
    photo = paint(PaintedFace())

    square = make_cut_out(tmp_path, photo, margin).read("photo.png")

    assert square.shape == (112, 112, 3)
    assert share_of_colour(square) == pytest.approx(expected, abs=0.05)


def test_photo_without_a_face_stays(tmp_path: Path) -> None:
    wall = np.full((90, 70, 3), 80, np.uint8)

    assert (make_cut_out(tmp_path, wall, 0.2).read("photo.png") == wall).all()
