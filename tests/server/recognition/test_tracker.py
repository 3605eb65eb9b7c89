import itertools

import numpy as np
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
