import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.boxes import overlaps
from server.recognition.tracker import MIN_OVERLAP, NEW_TRACK, IntArray, Tracker, associate
from server.recognition.types import FloatArray
from tests.server.recognition.factories import make_box, make_detections

coordinates = st.floats(0, 300, width=32)
sizes = st.floats(10, 150, width=32)
boxes = st.builds(make_box, coordinates, coordinates, sizes)


def new(count: int) -> IntArray:
    return np.full(count, NEW_TRACK, np.intp)


def stack(rows: list[FloatArray]) -> FloatArray:
    return np.stack(rows) if rows else np.zeros((0, 4), np.float32)


@given(predicted=st.lists(boxes, max_size=4), found=st.lists(boxes, max_size=4))
def test_associate_finds_the_largest_total_overlap(
    predicted: list[FloatArray], found: list[FloatArray]
) -> None:
    owners = associate(stack(predicted), stack(found))

    taken = [int(owner) for owner in owners if owner != NEW_TRACK]
    assert len(taken) == len(set(taken))
    if not predicted or not found:
        return
    shared = overlaps(stack(found), stack(predicted))
    shared[shared < MIN_OVERLAP] = 0
    total = sum(shared[row, owner] for row, owner in enumerate(owners) if owner != NEW_TRACK)
    width = max(len(found), len(predicted))
    padded = np.zeros((width, width))
    padded[: len(found), : len(predicted)] = shared
    best = max(
        sum(padded[row, column] for row, column in enumerate(order))
        for order in itertools.permutations(range(width))
    )
    np.testing.assert_allclose(total, best, atol=1e-5)


def test_tracker_keeps_the_id_of_a_face_that_moves() -> None:
    tracker = Tracker()
    ids = []
    for step in range(10):
        now = step * 0.1
        found = make_detections([make_box(20 + 25 * step)])
        owners = associate(tracker.predict(now), found.boxes)
        ids += [track.track_id for track in tracker.update(found, owners, now)]

    assert ids == [1] * 10


def test_tracker_predicts_a_steady_movement() -> None:
    tracker = Tracker()
    for step in range(12):
        now = step * 0.1
        tracker.update(
            make_detections([make_box(10 + 10 * step)]), new(1) if not step else np.array([0]), now
        )

    np.testing.assert_allclose(tracker.predict(1.2)[0], make_box(130), atol=1.0)


def test_tracker_takes_up_a_face_again_after_a_short_absence() -> None:
    tracker = Tracker(max_missing_seconds=1.0)
    first = tracker.update(make_detections([make_box(50)]), new(1), 0.0)[0].track_id
    assert tracker.update(make_detections([]), new(0), 0.5) == []

    again = tracker.update(make_detections([make_box(52)]), np.array([0]), 0.9)

    assert [track.track_id for track in again] == [first]


def test_tracker_ends_a_track_that_stays_away() -> None:
    tracker = Tracker(max_missing_seconds=1.0)
    tracker.update(make_detections([make_box(50)]), new(1), 0.0)

    tracker.update(make_detections([]), new(0), 1.5)

    assert tracker.tracks == []


def test_tracker_ends_the_younger_of_two_tracks_on_one_face() -> None:
    tracker = Tracker()
    tracker.update(make_detections([make_box(50)]), new(1), 0.0)

    seen = tracker.update(make_detections([make_box(50), make_box(53)]), np.array([0, -1]), 0.1)

    assert [track.track_id for track in seen] == [1]


def test_relabelled_track_ends_the_lost_one_of_that_id() -> None:
    tracker = Tracker()
    tracker.update(make_detections([make_box(20)]), new(1), 0.0)
    (other,) = tracker.update(make_detections([make_box(300)]), new(1), 0.3)

    tracker.relabel([other], [1])

    assert [(track.track_id, track is other) for track in tracker.tracks] == [(1, True)]


@pytest.mark.parametrize(
    ("boxes", "moved", "obscured"),
    [
        ([make_box(-20, 60), make_box(160, 60)], None, {1}),  # the edges cut it off
        ([make_box(340, 60), make_box(160, 60)], None, {1}),
        ([make_box(160, -20), make_box(300, 60)], None, {1}),
        ([make_box(160, 140), make_box(300, 60)], None, {1}),
        ([make_box(20), make_box(200)], (make_box(60), 0.04), {1}),  # fast
        ([make_box(20), make_box(300)], (make_box(110), 1.0), {1}),  # far from where it was
        ([make_box(20), make_box(300)], (make_box(30), 1.0), set()),
    ],
)
def test_tracker_knows_which_faces_cannot_be_seen_well(
    boxes: list[FloatArray], moved: tuple[FloatArray, float] | None, obscured: set[int]
) -> None:
    tracker = Tracker()
    tracker.update(make_detections(boxes), new(2), 0.0)
    if moved is not None:
        box, seconds = moved
        tracker.update(make_detections([box, boxes[1]]), np.array([0, 1]), seconds)

    assert tracker.obscured(400, 200) == obscured


def test_associate_follows_a_jump_to_a_face_of_the_same_size_only() -> None:
    before = np.stack([make_box(20)])
    assert associate(before, np.stack([make_box(110)])).tolist() == [0]
    assert associate(before, np.stack([make_box(110, size=40)])).tolist() == [NEW_TRACK]


@given(steps=st.lists(st.lists(boxes, max_size=4), min_size=1, max_size=6))
def test_tracker_never_gives_an_id_twice(steps: list[list[FloatArray]]) -> None:
    tracker = Tracker()
    for step, found in enumerate(steps):
        detections = make_detections(found)
        owners = associate(tracker.predict(step * 0.1), detections.boxes)
        seen = tracker.update(detections, owners, step * 0.1)

        ids = [track.track_id for track in tracker.tracks]
        assert len(ids) == len(set(ids))
        assert {track.track_id for track in seen} <= set(ids)
