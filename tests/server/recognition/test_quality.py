import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.recognition.quality import head_pose, measure_face, quality_weights
from server.recognition.types import FloatArray
from tests.server.recognition.factories import landmarks_in, make_box

FRONTAL = np.array(
    [[38.3, 51.7], [73.5, 51.5], [56.0, 71.7], [41.5, 92.4], [70.7, 92.2]], np.float32
)


def turned(points: FloatArray, degrees: float) -> FloatArray:
    """Rotate the points in the plane of the picture, clockwise."""
    angle = np.radians(degrees)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray((points - points.mean(0)) @ rotation.T + points.mean(0), np.float32)


def test_head_pose_of_a_frontal_face_is_nearly_zero() -> None:
    assert max(abs(angle) for angle in head_pose(FRONTAL)) < 3


@given(roll=st.floats(-80, 80), scale=st.floats(0.2, 5))
def test_head_pose_separates_roll_from_the_other_angles(roll: float, scale: float) -> None:
    yaw, pitch, measured = head_pose(np.asarray(turned(FRONTAL, roll) * scale, np.float32))

    assert abs(measured - roll) < 1
    assert abs(yaw) < 3
    assert abs(pitch) < 3


def test_head_pose_has_the_sign_of_the_side_that_the_nose_points_to() -> None:
    right, up = FRONTAL.copy(), FRONTAL.copy()
    right[2, 0] += 12
    up[2, 1] -= 12

    assert head_pose(right)[0] > 15
    assert head_pose(up)[1] > 15


def test_measure_face_tells_sharp_from_blurred_and_bright_from_dark() -> None:
    random = np.random.default_rng(0)
    image = cv2.GaussianBlur(random.integers(0, 255, (200, 200, 3), np.uint8), (3, 3), 0)
    box = make_box(40, 40, 120)
    points = landmarks_in(box)

    plain = measure_face(image, box, points)
    blurred = measure_face(cv2.GaussianBlur(image, (0, 0), 3), box, points)
    dark = measure_face((image // 4).astype(np.uint8), box, points)

    assert blurred.sharpness < plain.sharpness / 2
    assert dark.brightness < plain.brightness / 3
    assert plain.face_px == 120


def test_quality_weights_prefer_large_frontal_sure_faces() -> None:
    large, small = make_box(0, 0, 120), make_box(0, 0, 40)
    profile = landmarks_in(large)
    profile[2, 0] += 35
    boxes = np.stack([large, small, large, large])
    landmarks = np.stack([landmarks_in(large), landmarks_in(small), profile, landmarks_in(large)])

    weights = quality_weights(boxes, landmarks, np.array([1, 1, 1, 0.7], np.float32))

    assert weights.argmax() == 0
    assert (weights > 0).all()
    assert weights[2] < 0.6 * weights[0]


def test_quality_weights_of_no_face_are_empty() -> None:
    empty = quality_weights(
        np.zeros((0, 4), np.float32), np.zeros((0, 5, 2), np.float32), np.zeros(0, np.float32)
    )

    assert empty.shape == (0,)


def textured(side: int = 300) -> npt.NDArray[np.uint8]:
    random = np.random.default_rng(0)
    noise = random.integers(0, 255, (side, side, 3), np.uint8)
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), 1.5), np.uint8)


@pytest.mark.parametrize("angle", [0, 45, 90, 135])
def test_motion_in_any_direction_lowers_the_sharpness(angle: int) -> None:
    image, points = textured(), landmarks_in(make_box(60, 60, 130))
    kernel = np.zeros((11, 11), np.float32)
    kernel[5] = 1 / 11
    turn = cv2.getRotationMatrix2D((5, 5), angle, 1)
    kernel = cv2.warpAffine(kernel, turn, (11, 11))
    moved = np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()))

    plain = measure_face(image, make_box(60, 60, 130), points).sharpness
    blurred = measure_face(moved, make_box(60, 60, 130), points).sharpness

    assert blurred < 0.6 * plain


def test_enlarging_a_small_face_does_not_make_it_sharp() -> None:
    image, box = textured(200), make_box(60, 60, 40)
    large = np.asarray(cv2.resize(image, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC))

    small_sharpness = measure_face(image, box, landmarks_in(box)).sharpness
    large_sharpness = measure_face(large, box * 3, landmarks_in(box) * 3).sharpness

    assert large_sharpness < 0.6 * small_sharpness


def test_side_light_and_overexposure_are_measured_on_the_face() -> None:
    image, box = textured(), make_box(60, 60, 130)
    points = landmarks_in(box)
    middle = int(points[:2, 0].mean())
    lit, bright = image.copy(), image.copy()
    lit[:, :middle] //= 4
    bright[:, :middle] = 255

    plain = measure_face(image, box, points)

    assert plain.side_light < 0.1
    assert plain.clipped == 0
    assert measure_face(lit, box, points).side_light > 0.6
    assert 0.3 < measure_face(bright, box, points).clipped < 0.7


def test_visible_is_the_share_of_the_face_inside_the_picture() -> None:
    image, box = textured(), make_box(60, 60, 130)
    points = landmarks_in(box)
    middle = int(points[:2, 0].mean())

    assert measure_face(image, box, points).visible == 1
    half = measure_face(np.ascontiguousarray(image[:, middle:]), box, points - (middle, 0))
    assert 0.35 < half.visible < 0.65
