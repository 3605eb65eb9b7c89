import numpy as np

from server.recognition.person import People
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
