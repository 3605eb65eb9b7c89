"""A face that was found in a small copy of a photo, with the photo's own pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.detections import Detections
from server.enrollment.close_up import MAX_SIDE_PX, look_closer, scale_to_fit, shrink
from server.recognition.types import FloatArray, Image
from tests.fakes import HueDetector, PaintedFace, paint

WIDTH, HEIGHT = 2400, 1800


class FindsOnce(HueDetector):
    """Finds nobody again."""

    def refine(self, image: Image, boxes: FloatArray) -> tuple[Detections, np.ndarray]:  # noqa: ARG002
        return Detections.empty(), np.zeros(0, np.intp)


def found(photo: Image) -> Detections:
    """The face in the photo as it is shrunk to find it."""
    return HueDetector().detect(shrink(photo, scale_to_fit(photo)))


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_face_is_seen_whole_wherever_it_is_and_however_large(data: st.DataObject) -> None:
    side = data.draw(st.integers(60, 1600))
    x = data.draw(st.integers(0, WIDTH - side))
    y = data.draw(st.integers(0, HEIGHT - side))
    photo = paint(PaintedFace(side=side, x=x, y=y), size=(WIDTH, HEIGHT))

    close_up = look_closer(photo, found(photo), HueDetector())

    assert max(close_up.image.shape[:2]) <= MAX_SIDE_PX
    left, top, right, bottom = close_up.face.boxes[0]
    assert right - left == pytest.approx(side * close_up.scale, abs=3)
    assert bottom - top == pytest.approx(side * close_up.scale, abs=3)
    if 3 * side < MAX_SIDE_PX - 20:
        assert close_up.scale == 1
        square = close_up.image[int(top) : int(bottom), int(left) : int(right)]
        np.testing.assert_array_equal(square, photo[y : y + side, x : x + side])


@pytest.mark.parametrize("side", [100, 1000])
def test_face_that_is_not_found_again_stays_where_it_was(side: int) -> None:
    photo = paint(PaintedFace(side=side, x=900, y=700), size=(WIDTH, HEIGHT))

    stayed = look_closer(photo, found(photo), FindsOnce())

    seen = look_closer(photo, found(photo), HueDetector())
    np.testing.assert_allclose(stayed.face.boxes, seen.face.boxes, atol=3)
    np.testing.assert_allclose(stayed.face.landmarks, seen.face.landmarks, atol=3)


def test_close_up_keeps_nothing_of_the_photo_alive() -> None:
    photo = paint(PaintedFace(x=900, y=700), size=(WIDTH, HEIGHT))
    assert not np.shares_memory(look_closer(photo, found(photo), HueDetector()).image, photo)
