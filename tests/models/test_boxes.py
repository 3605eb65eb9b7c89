"""Overlap and suppression against loops that anybody can check."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.boxes import Overlap, are_proper, overlaps, shift, square, suppress

COORDINATE = st.integers(0, 40)


@st.composite
def boxes_of_some_size(draw: st.DrawFn) -> npt.NDArray[np.float32]:
    """Draw up to 12 boxes with sides of 1 to 30 px, many of them overlapping."""
    corners = draw(st.lists(st.tuples(COORDINATE, COORDINATE), max_size=12))
    sides = [(draw(st.integers(1, 30)), draw(st.integers(1, 30))) for _ in corners]
    rows = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(corners, sides, strict=True)]
    return np.array(rows, np.float32).reshape(-1, 4)


def overlap_of_two(
    first: npt.NDArray[np.float32], second: npt.NDArray[np.float32], of: Overlap
) -> float:
    width = max(0.0, min(first[2], second[2]) - max(first[0], second[0]))
    height = max(0.0, min(first[3], second[3]) - max(first[1], second[1]))
    areas = [float((box[2] - box[0]) * (box[3] - box[1])) for box in (first, second)]
    shared = float(width * height)
    return shared / min(areas) if of == "smaller" else shared / (sum(areas) - shared)


@given(boxes_of_some_size(), boxes_of_some_size(), st.sampled_from(["union", "smaller"]))
def test_overlaps_are_those_of_each_pair(
    first: npt.NDArray[np.float32], second: npt.NDArray[np.float32], of: Overlap
) -> None:
    expected = [[overlap_of_two(a, b, of) for b in second] for a in first]

    assert overlaps(first, second, of=of) == pytest.approx(
        np.array(expected).reshape(len(first), len(second)), abs=1e-6
    )


@given(boxes_of_some_size(), st.sampled_from(["union", "smaller"]), st.floats(0.05, 0.95))
def test_suppress_keeps_what_no_better_box_covers(
    boxes: npt.NDArray[np.float32], of: Overlap, threshold: float
) -> None:
    scores = np.linspace(1, 0, len(boxes), dtype=np.float32)[::-1]
    better_first = range(len(boxes) - 1, -1, -1)
    shares = overlaps(boxes, boxes, of=of)
    expected = [
        i
        for i in better_first
        if not any(shares[j, i] > threshold for j in range(i + 1, len(boxes)))
    ]

    assert suppress(boxes, scores, threshold=threshold, of=of).tolist() == expected


def test_suppress_treats_thousands_as_it_treats_few() -> None:
    random = np.random.default_rng(0)
    corners = random.uniform(0, 400, (1500, 2))
    boxes = np.concatenate([corners, corners + random.uniform(5, 60, (1500, 2))], axis=1)
    boxes, scores = boxes.astype(np.float32), random.random(1500).astype(np.float32)
    order = np.argsort(-scores, kind="stable")
    covered = overlaps(boxes[order], boxes[order]) > 0.4

    expected = order[~np.triu(covered, k=1).any(axis=0)]

    assert suppress(boxes, scores, threshold=0.4).tolist() == expected.tolist()


def test_suppress_of_equal_boxes_keeps_the_first() -> None:
    boxes = np.tile(np.array([[0, 0, 9, 9]], np.float32), (3, 1))

    assert suppress(boxes, np.full(3, 0.5, np.float32), threshold=0.5).tolist() == [0]


@given(boxes_of_some_size())
def test_square_keeps_centre_and_longer_side(boxes: npt.NDArray[np.float32]) -> None:
    squares = square(boxes)

    sides = boxes[:, 2:] - boxes[:, :2]
    assert squares[:, 2:] - squares[:, :2] == pytest.approx(
        np.repeat(sides.max(axis=1, initial=0, keepdims=True), 2, axis=1), abs=1e-4
    )
    assert squares[:, 2:] + squares[:, :2] == pytest.approx(boxes[:, 2:] + boxes[:, :2], abs=1e-4)


def test_shift_counts_a_box_from_its_first_to_its_last_pixel() -> None:
    box = np.array([[10, 20, 19, 39]], np.float32)
    offsets = np.array([[0.1, 0.1, -0.1, -0.1]], np.float32)

    assert shift(box, offsets, extra=1) == pytest.approx(np.array([[11, 22, 18, 37]]))


def test_boxes_turned_inside_out_are_not_proper() -> None:
    boxes = np.array([[0, 0, 1, 1], [2, 0, 1, 1], [0, 1, 1, 1]], np.float32)

    assert are_proper(boxes).tolist() == [True, False, False]
