from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scripts.evaluation.detection.metrics import (
    ImageMatches,
    at_score,
    average_precision,
    iou,
    match_image,
    precision_recall,
)

FloatArray = npt.NDArray[np.float64]
Row = tuple[float, float, float, float]


def boxes(*rows: Row) -> FloatArray:
    return np.array(rows, np.float64).reshape(-1, 4)


def match(detected: Sequence[Row], scores: Sequence[float], truth: Sequence[Row]) -> ImageMatches:
    return match_image(boxes(*detected), np.array(scores, np.float64), boxes(*truth))


@st.composite
def random_boxes(draw: st.DrawFn, max_size: int = 6) -> FloatArray:
    count = draw(st.integers(0, max_size))
    corners = draw(hnp.arrays(np.float64, (count, 4), elements=st.integers(0, 12)))
    low, high = (
        np.minimum(corners[:, :2], corners[:, 2:]),
        np.maximum(corners[:, :2], corners[:, 2:]),
    )
    return np.hstack([low, high])


@st.composite
def random_images(draw: st.DrawFn) -> list[ImageMatches]:
    images = []
    for _ in range(draw(st.integers(1, 4))):
        detected, truth = draw(random_boxes()), draw(random_boxes())
        scores = draw(
            hnp.arrays(np.float64, len(detected), elements=st.sampled_from([0.2, 0.5, 0.7, 0.9]))
        )
        images.append(match_image(detected, scores, truth))
    return images


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 0, 2, 2), (0, 0, 2, 2), 1.0),
        ((0, 0, 2, 2), (1, 0, 3, 2), 1 / 3),
        ((0, 0, 2, 2), (2, 0, 4, 2), 0.0),  # they touch
        ((0, 0, 4, 4), (1, 1, 2, 2), 1 / 16),  # one inside the other
        ((1, 1, 1, 5), (1, 1, 1, 5), 0.0),  # no area
    ],
)
def test_iou_of_two_boxes(a: Row, b: Row, expected: float) -> None:
    assert iou(boxes(a), boxes(b))[0, 0] == pytest.approx(expected)


@given(random_boxes(), random_boxes())
def test_iou_equals_counting_unit_squares(a: FloatArray, b: FloatArray) -> None:
    def squares(box: FloatArray) -> set[tuple[int, int]]:
        x1, y1, x2, y2 = box.astype(int)
        return {(x, y) for x in range(x1, x2) for y in range(y1, y2)}

    for row, box_a in zip(iou(a, b), a, strict=True):
        for value, box_b in zip(row, b, strict=True):
            union = squares(box_a) | squares(box_b)
            shared = squares(box_a) & squares(box_b)
            assert value == pytest.approx(len(shared) / len(union) if union else 0.0)


def test_match_counts_a_second_detection_of_a_face_as_false() -> None:
    face = (0, 0, 10, 10)

    result = match([face, (0, 0, 10, 9)], [0.8, 0.9], [face])

    assert result.hits.tolist() == [True, False]
    assert result.detection_scores.tolist() == [0.9, 0.8]
    assert result.found.tolist() == [0]


def test_match_gives_a_detection_the_best_free_box() -> None:
    near, nearer = (0, 0, 10, 10), (1, 0, 11, 10)

    result = match([(1, 0, 11, 10), (0.8, 0, 10.8, 10)], [0.9, 0.8], [near, nearer])

    assert result.found.tolist() == [1, 0]


def test_match_needs_half_of_the_union() -> None:
    # 10 x 10 against 10 x 5 is exactly 0.5; 10 x 4.9 is below.
    assert match([(0, 0, 10, 5)], [0.9], [(0, 0, 10, 10)]).hits.tolist() == [True]
    assert match([(0, 0, 10, 4.9)], [0.9], [(0, 0, 10, 10)]).hits.tolist() == [False]


def test_average_precision_of_a_worked_example() -> None:
    # By falling score: hit, miss, hit, of 3 boxes: precision 1, 1/2, 2/3 at recall 1/3, 1/3, 2/3.
    face, other, third = (0, 0, 10, 10), (20, 0, 30, 10), (40, 0, 50, 10)
    matches = [match([face, (60, 0, 70, 10), other], [0.9, 0.8, 0.7], [face, other, third])]

    curve = precision_recall(matches)

    assert curve.precision == pytest.approx([1, 1 / 2, 2 / 3])
    assert curve.recall == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert average_precision(curve) == pytest.approx(1 / 3 + 2 / 9)
    assert at_score(matches, 0.8) == (1, 2, 3)


def test_metrics_without_any_detection_are_zero() -> None:
    curve = precision_recall([match([], [], [(0, 0, 1, 1)])])

    assert average_precision(curve) == 0.0
    assert at_score([match([], [], [(0, 0, 1, 1)])], 0.5) == (0, 0, 1)


@given(random_images())
def test_curve_equals_counting_at_every_score(matches: list[ImageMatches]) -> None:
    curve = precision_recall(matches)

    for score, precision, recall in zip(
        curve.detection_scores, curve.precision, curve.recall, strict=True
    ):
        hits, detections, truth = at_score(matches, score)
        assert precision == pytest.approx(hits / detections)
        assert recall == pytest.approx(hits / truth if truth else 0.0)


@given(random_images())
def test_average_precision_equals_the_best_precision_at_each_recall(
    matches: list[ImageMatches],
) -> None:
    curve = precision_recall(matches)
    truth = sum(len(image.found) for image in matches)

    # Recall r/truth is reached by any point at or beyond it; take the best precision there.
    expected = sum(
        max(
            (
                p
                for p, r in zip(curve.precision, curve.recall, strict=True)
                if r * truth >= k - 1e-9
            ),
            default=0.0,
        )
        for k in range(1, truth + 1)
    )

    assert average_precision(curve) == pytest.approx(expected / truth if truth else 0.0)


@given(random_images())
def test_recall_only_grows_as_the_score_falls(matches: list[ImageMatches]) -> None:
    curve = precision_recall(matches)

    assert (np.diff(curve.recall) >= 0).all()
    assert (np.diff(curve.detection_scores) < 0).all()
    assert 0 <= average_precision(curve) <= 1
