import numpy as np
import pytest

from server.recognition.effort import Effort
from server.recognition.finder import FaceFinder
from server.recognition.tracker import NEW_TRACK, Expected
from server.recognition.types import FloatArray, Image
from tests.server.recognition.factories import Actor, ScriptedScene, axis, make_box

PICTURE: Image = np.zeros((200, 400, 3), np.uint8)


def make_finder(*boxes: FloatArray) -> tuple[FaceFinder, ScriptedScene]:
    scene = ScriptedScene([Actor(box, axis(1)) for box in boxes])
    return FaceFinder(scene, min_detection_score=0.9), scene


def expected(*boxes: FloatArray, unseen_seconds: float = 0.0) -> Expected:
    return Expected(np.stack(boxes), np.full(len(boxes), unseen_seconds))


def test_finder_scans_at_once_when_a_face_is_lost_and_then_now_and_then() -> None:
    finder, scene = make_finder(make_box(20))
    finder.find(PICTURE, expected(make_box(20), make_box(250)), 0.0, cut=False, effort=Effort())
    lost = Expected(np.stack([make_box(20), make_box(250)]), np.array([0.0, 0.04]))

    for frame in range(1, 11):
        finder.find(PICTURE, lost, frame * 0.04, cut=False, effort=Effort())

    assert scene.scans == 1 + 3  # every 0.1 s that is, with frames of 0.04 s, every third frame


def test_finder_looks_for_a_lost_face_where_it_should_be() -> None:
    finder, scene = make_finder(make_box(20), make_box(250))
    finder.find(PICTURE, expected(make_box(20)), 0.0, cut=False, effort=Effort())
    lost = Expected(np.stack([make_box(20), make_box(250)]), np.array([0.0, 0.3]))

    found, owners = finder.find(PICTURE, lost, 0.04, cut=False, effort=Effort())

    assert (len(found), owners.tolist(), scene.scans) == (2, [0, 1], 1)


def test_finder_expects_nobody_in_the_old_places_after_a_cut() -> None:
    finder, _ = make_finder(make_box(20))

    _, owners = finder.find(PICTURE, expected(make_box(20)), 0.0, cut=True, effort=Effort())

    assert owners.tolist() == [NEW_TRACK]


def test_finder_scans_now_and_then_while_somebody_moves_and_seldom_in_a_still_room() -> None:
    moving = PICTURE.copy()
    moving[100:180, 300:380] = 200
    for second_picture, scans in ((moving, 4), (PICTURE, 1)):
        finder, scene = make_finder(make_box(20))
        for frame in range(24):
            picture = second_picture if frame // 3 % 2 else PICTURE
            finder.find(picture, expected(make_box(20)), frame * 0.04, cut=False, effort=Effort())
        assert scene.scans == scans


def test_finder_scans_every_frame_when_asked_to() -> None:
    finder, scene = make_finder(make_box(20))
    effort = Effort(scan_interval_seconds=0.0)
    for frame in range(5):
        finder.find(PICTURE, expected(make_box(20)), frame * 0.04, cut=False, effort=effort)
    assert scene.scans == 5


def test_finder_spares_the_small_faces_that_the_effort_spares() -> None:
    finder, scene = make_finder(make_box(20))
    finder.find(PICTURE, expected(make_box(20)), 0.0, cut=False, effort=Effort(min_face_px=80))
    assert scene.min_face_px == 80


@pytest.mark.parametrize(("cut", "places"), [(False, [20, 280]), (True, [20])])
def test_finder_takes_a_doubtful_face_only_where_one_was_before(
    cut: bool, places: list[int]
) -> None:
    finder, scene = make_finder(make_box(20), make_box(150), make_box(280))
    for actor in scene.people[1:]:
        actor.detection_score = 0.8

    found, _ = finder.find(PICTURE, expected(make_box(280)), 0.0, cut=cut, effort=Effort())

    assert found.boxes[:, 0].tolist() == places
