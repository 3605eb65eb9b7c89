import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from server.recognition.continuity import Doubt
from server.recognition.evidence import MAX_CONTRADICTIONS, Evidence
from server.recognition.person import People
from server.recognition.reidentification import (
    NEW_EMBEDDINGS,
    OTHER_PERSON_MARGIN,
    Limits,
    Reidentifier,
    Sighting,
    assign,
)
from server.recognition.tracker import NEW_TRACK, Tracker
from server.recognition.types import FloatArray
from tests.server.recognition.factories import (
    THRESHOLDS,
    at_cosine,
    axis,
    make_box,
    make_detections,
)

LIMITS = Limits(same=0.3, again=0.6)


def people(*faces: FloatArray) -> dict[int, Evidence]:
    """People 1, 2, ... of whom one embedding is known."""
    found = {}
    for track_id, face in enumerate(faces, start=1):
        found[track_id] = Evidence()
        found[track_id].add(face, 1.0)
    return found


def test_assign_lets_a_track_go_on_at_a_lower_cosine_than_it_knows_others_again() -> None:
    known, face = people(axis(1)), at_cosine(axis(1), 0.5)

    assert assign([face], [1], known, LIMITS) == [1]
    assert assign([face], [None], known, LIMITS) == [None]


def test_assign_swaps_two_who_crossed() -> None:
    assert assign([axis(2), axis(1)], [1, 2], people(axis(1), axis(2)), LIMITS) == [2, 1]


def test_assign_stays_when_another_is_hardly_more_alike() -> None:
    face = np.asarray(normalize((axis(1) + 1.02 * axis(2))[np.newaxis])[0], np.float32)

    assert assign([face], [1], people(axis(1), axis(2)), LIMITS) == [1]


def test_assign_knows_nobody_among_strangers() -> None:
    assert assign([axis(5)], [None], people(axis(1), axis(2)), LIMITS) == [None]
    assert assign([axis(5)], [None], {}, LIMITS) == [None]


def test_pictures_go_with_the_face_when_two_get_each_others_track_back() -> None:
    tracker, known = Tracker(), People(smoothing_seconds=0.35)
    faces = make_detections([make_box(20), make_box(250)])
    left, right = tracker.update(faces, np.array([NEW_TRACK, NEW_TRACK]), 0.0)
    ids = (left.track_id, right.track_id)
    for track, face in ((left, axis(1)), (right, axis(2))):
        known[track.track_id].evidence.add(face, 1.0)
    left_pictures, right_pictures = (known[track_id].burst for track_id in ids)

    Reidentifier(tracker, known, THRESHOLDS).take(
        [Sighting(left, axis(2), 1.0, Doubt.CHANGED), Sighting(right, axis(1), 1.0, Doubt.CHANGED)],
        0.1,
    )

    assert (left.track_id, right.track_id) == (ids[1], ids[0])
    assert known[left.track_id].burst is left_pictures
    assert known[right.track_id].burst is right_pictures


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_half_hidden_face_loses_its_track_to_the_person_whose_it_is(order: tuple[int, int]) -> None:
    tracker, known = Tracker(), People(smoothing_seconds=0.35)
    faces = make_detections([make_box(20), make_box(250)])
    ada, other = tracker.update(faces, np.array([NEW_TRACK, NEW_TRACK]), 0.0)
    adas_id = ada.track_id
    known[ada.track_id].evidence.add(axis(1), 1.0)
    known[other.track_id].evidence.add(axis(2), 1.0)
    hidden = Sighting(ada, axis(5), 1.0, Doubt.OBSCURED)  # they crossed: this is somebody else now
    clear = Sighting(other, axis(1), 1.0, Doubt.CHANGED)

    sightings = [(hidden, clear)[row] for row in order]
    Reidentifier(tracker, known, THRESHOLDS).take(sightings, 0.1)

    assert clear.track.track_id == adas_id
    assert hidden.track.track_id != adas_id
    assert {track.track_id for track in tracker.tracks} == {
        clear.track.track_id,
        hidden.track.track_id,
    }


def test_settled_track_that_is_contradicted_three_times_is_somebody_else() -> None:
    tracker, known = Tracker(), People(smoothing_seconds=0.35)
    (track,) = tracker.update(make_detections([make_box(20)]), np.array([NEW_TRACK]), 0.0)
    before = track.track_id
    reidentifier = Reidentifier(tracker, known, THRESHOLDS)
    for frame in range(NEW_EMBEDDINGS):
        reidentifier.take([Sighting(track, axis(1), 0.5, Doubt.NONE)], frame / 10)
    mean = known[before].evidence.mean
    assert mean is not None

    ids = []
    for frame in range(MAX_CONTRADICTIONS):
        reidentifier.take([Sighting(track, axis(2), 0.5, Doubt.NONE)], 1.0 + frame / 10)
        ids.append(track.track_id)

    assert ids[:-1] == [before] * (MAX_CONTRADICTIONS - 1)
    assert ids[-1] != before
    np.testing.assert_array_equal(known[before].evidence.mean, mean)


def test_limits_of_a_measured_embedder_ask_less_of_one_person_than_of_a_class() -> None:
    measured = IdentityThresholds.measured(ImpostorSimilarity(0.1, 0.1), margin=0.05)

    limits = Limits.of(measured)

    assert limits.same < measured.unsure < measured.known < limits.again
    assert Limits.of(THRESHOLDS).same == THRESHOLDS.unsure


@given(seed=st.integers(0, 2**32 - 1), faces=st.integers(1, 4), known=st.integers(0, 4))
def test_assign_finds_the_best_of_all_assignments(seed: int, faces: int, known: int) -> None:
    random = np.random.default_rng(seed)
    rows = normalize(random.normal(size=(faces + known, 3)).astype(np.float32))
    remembered = people(*rows[faces:])
    former: list[int | None] = [
        row + 1 if row < known and random.random() < 0.5 else None for row in range(faces)
    ]

    found = assign(list(rows[:faces]), former, remembered, LIMITS)

    def value(row: int, track_id: int | None) -> float:
        if track_id is None:
            return 0.0
        own = former[row] == track_id
        cosine = float(rows[faces + track_id - 1] @ rows[row])
        if cosine < (LIMITS.same if own else LIMITS.again):
            return -10.0
        return cosine + OTHER_PERSON_MARGIN * own

    choices = [*remembered, *([None] * faces)]
    best = max(
        sum(value(row, track_id) for row, track_id in enumerate(order))
        for order in set(itertools.permutations(choices, faces))
    )
    total = sum(value(row, track_id) for row, track_id in enumerate(found))
    named = [track_id for track_id in found if track_id is not None]
    assert len(named) == len(set(named))
    np.testing.assert_allclose(total, best, atol=1e-5)
