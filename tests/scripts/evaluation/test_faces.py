import numpy as np
import numpy.typing as npt
import pytest

from models.detections import Detections
from scripts.evaluation.faces import central_face

Row = tuple[float, float, float, float]


def make_detections(*boxes: Row) -> Detections:
    count = len(boxes)
    return Detections(
        boxes=np.array(boxes, np.float32).reshape(-1, 4),
        landmarks=np.zeros((count, 5, 2), np.float32),
        detection_scores=np.full(count, 0.9, np.float32),
    )


def choose(*boxes: Row) -> npt.NDArray[np.intp]:
    return central_face(make_detections(*boxes), 250, 250)


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(80, 80, 170, 170)], 0),
        ([(0, 0, 90, 90), (80, 80, 170, 170)], 1),  # same size, one in the middle
        ([(80, 80, 170, 170), (120, 120, 130, 130)], 0),  # a tiny one exactly in the middle
        ([(0, 0, 40, 40)], 0),  # the only face may be anywhere
        ([(0, 60, 120, 180), (150, 100, 190, 140)], 0),  # small, nearer to the middle: a poster
    ],
)
def test_central_face_is_large_and_near_the_middle(boxes: list[Row], expected: int) -> None:
    assert choose(*boxes).tolist() == [expected]


def test_central_face_of_an_image_without_faces_is_none() -> None:
    assert choose().tolist() == []
