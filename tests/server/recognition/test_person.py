import numpy as np

from server.recognition.person import REMEMBERED_PEOPLE, People
from server.recognition.tracker import NEW_TRACK, Tracker
from tests.server.recognition.factories import axis, make_box, make_detections, make_gallery


def test_of_who_left_neither_a_picture_nor_the_gallery_is_kept() -> None:
    people, gallery = People(smoothing_seconds=0.35), make_gallery("Ana", "Ben")
    tracks = Tracker().update(make_detections([make_box(20)]), np.array([NEW_TRACK]), 0.0)
    person = people[tracks[0].track_id]
    for _ in range(3):
        person.evidence.add(axis(1), 1.0)
    person.evidence.candidates(gallery)
    person.appearance = axis(2)

    people.see(tracks, 0.0)
    assert not person.evidence.is_stale(gallery)
    people.see([], 1.0)

    assert people[tracks[0].track_id] is person
    assert person.evidence.is_stale(gallery)
    assert not person.appearance.any()


def enter(people: People, tracker: Tracker, count: int, now: float, *, looks: int = 3) -> list[int]:
    """Let so many faces be seen on new tracks, each often enough to be remembered or not."""
    boxes = [make_box(100.0 * i) for i in range(count)]
    faces = make_detections(boxes)
    tracks = tracker.update(faces, np.full(count, NEW_TRACK), now)
    for track in tracks:
        for _ in range(looks):
            people[track.track_id].evidence.add(axis(1), 1.0)
    people.see(tracks, now)
    return [track.track_id for track in tracks]


def test_cut_makes_nobody_of_a_full_room_forgotten() -> None:
    people, tracker = People(smoothing_seconds=0.35), Tracker(max_missing_seconds=0.1)
    before = enter(people, tracker, REMEMBERED_PEOPLE, 0.0)

    enter(people, tracker, REMEMBERED_PEOPLE, 10.0, looks=0)  # the same room, on new tracks

    assert people.evidence(without=(), always=()).keys() == set(before)


def test_glimpses_take_nobodys_place() -> None:
    people, tracker = People(smoothing_seconds=0.35), Tracker(max_missing_seconds=0.1)
    (somebody,) = enter(people, tracker, 1, 0.0)

    for second in range(1, 101):
        enter(people, tracker, 1, float(second), looks=1)

    assert people.evidence(without=(), always=()).keys() == {somebody}


def test_who_left_is_forgotten_after_five_minutes() -> None:
    people, tracker = People(smoothing_seconds=0.35), Tracker(max_missing_seconds=0.1)
    ids = enter(people, tracker, 1, 0.0)

    people.see([], 299.0)
    assert list(people.evidence(without=(), always=())) == ids
    people.see([], 301.0)
    assert not people.evidence(without=(), always=())


def test_who_left_first_is_forgotten_first() -> None:
    people, tracker = People(smoothing_seconds=0.35), Tracker(max_missing_seconds=0.1)
    ids = [enter(people, tracker, 1, float(second))[0] for second in range(REMEMBERED_PEOPLE + 2)]

    people.see([], float(len(ids)))

    assert set(people.evidence(without=(), always=())) == set(ids[2:])
