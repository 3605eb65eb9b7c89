import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.align import ARCFACE_TEMPLATE, align_faces, similarity_transform


@given(
    angle=st.floats(-np.pi, np.pi),
    scale=st.floats(0.1, 10),
    x=st.floats(-500, 500),
    y=st.floats(-500, 500),
)
def test_similarity_transform_undoes_any_turn_scale_and_shift(
    angle: float, scale: float, x: float, y: float
) -> None:
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    source = (ARCFACE_TEMPLATE @ turn.T + [x, y]).astype(np.float32)

    matrix = similarity_transform(source[None], ARCFACE_TEMPLATE)[0]

    restored = source @ matrix[:, :2].T + matrix[:, 2]
    assert restored == pytest.approx(ARCFACE_TEMPLATE, abs=0.02)


def test_similarity_transform_is_the_best_in_least_squares() -> None:
    random = np.random.default_rng(0)
    source = random.uniform(0, 200, (4, 5, 2)).astype(np.float32)
    matrices = similarity_transform(source, ARCFACE_TEMPLATE)

    def error(points: np.ndarray, matrix: np.ndarray) -> float:
        moved = points @ matrix[:, :2].T + matrix[:, 2]
        return float(((moved - ARCFACE_TEMPLATE) ** 2).sum())

    for points, matrix in zip(source, matrices, strict=True):
        nudge = random.normal(0, 1e-3, 4)
        a, b = nudge[:2]
        other = matrix + np.array([[a, -b, nudge[2]], [b, a, nudge[3]]])
        assert error(points, matrix) <= error(points, other)


def test_similarity_transform_never_mirrors() -> None:
    mirrored = ARCFACE_TEMPLATE * [-1, 1] + [112, 0]

    matrix = similarity_transform(mirrored[None].astype(np.float32), ARCFACE_TEMPLATE)[0]

    assert np.linalg.det(matrix[:, :2]) > 0


def test_similarity_transform_of_one_point_five_times_is_a_shift() -> None:
    source = np.full((1, 5, 2), 7, np.float32)

    matrix = similarity_transform(source, ARCFACE_TEMPLATE)[0]

    assert matrix[:, :2] == pytest.approx(np.eye(2))
    assert np.isfinite(matrix).all()


def test_align_faces_brings_the_landmarks_onto_the_template() -> None:
    turn = np.array([[0.0, -3.0], [3.0, 0.0]])
    landmarks = (ARCFACE_TEMPLATE @ turn.T + [400, 60]).astype(np.float32)
    image = np.zeros((480, 640, 3), np.uint8)
    for x, y in landmarks:
        cv2.circle(image, (round(float(x)), round(float(y))), 6, (255, 255, 255), -1)

    crop = align_faces(image, landmarks[None])[0]

    assert crop.shape == (112, 112, 3)
    for x, y in ARCFACE_TEMPLATE:
        assert crop[round(float(y)), round(float(x))].tolist() == [255, 255, 255]
    assert (crop > 0).mean() < 0.03


def test_align_faces_of_nobody_is_an_empty_batch() -> None:
    crops = align_faces(np.zeros((5, 5, 3), np.uint8), np.zeros((0, 5, 2), np.float32))

    assert crops.shape == (0, 112, 112, 3)
