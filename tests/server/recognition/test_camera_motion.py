import cv2
import numpy as np
import pytest

from server.recognition.camera_motion import REFERENCE_SECONDS, CameraMotion
from server.recognition.types import Image

ROOM_SEEDS = range(5)


def room(seed: int = 0) -> Image:
    """A textured room, larger than what the camera sees of it: uint8 (600, 900, 3)."""
    noise = np.random.default_rng(seed).normal(0, 1, (600, 900))
    coarse = cv2.GaussianBlur(noise, (0, 0), 9) * 18
    gray = (coarse + cv2.GaussianBlur(noise, (0, 0), 3) * 6) * 40 + 120
    return np.repeat(gray.clip(0, 255).astype(np.uint8)[..., np.newaxis], 3, axis=2)


def seen(room: Image, across: float = 0.0, down: float = 0.0, *, noise: int = 0) -> Image:
    """What a camera that is turned by so many px sees, with noise: uint8 (360, 640, 3)."""
    into = np.array([[1, 0, across - 130], [0, 1, down - 120]], np.float64)
    view = cv2.warpAffine(room, into, (640, 360))
    grain = np.random.default_rng(noise).normal(0, 3, view.shape)
    return np.asarray((view + grain).clip(0, 255), np.uint8)


def noticed(*frames: Image, fps: float = 5.0) -> bool:
    motion = CameraMotion()
    return any(motion.moved(frame, index / fps) for index, frame in enumerate(frames))


@pytest.mark.parametrize("seed", ROOM_SEEDS)
@pytest.mark.parametrize(
    ("across", "down"), [(3, 0), (0, -3), (6, 4), (-20, 12), (0, 60), (90, 0), (-120, -40)]
)
def test_camera_that_was_turned_is_noticed(seed: int, across: float, down: float) -> None:
    view = room(seed)

    assert noticed(seen(view, noise=1), seen(view, across, down, noise=2))


@pytest.mark.parametrize("seed", ROOM_SEEDS)
def test_camera_at_rest_has_not_moved(seed: int) -> None:
    view = room(seed)

    assert not noticed(*(seen(view, noise=index) for index in range(20)))


def test_slow_push_adds_up() -> None:
    view = room()
    steps = [seen(view, 0.6 * index, 0.4 * index, noise=index) for index in range(20)]

    assert not noticed(*steps[:3])
    assert noticed(*steps)


def test_reference_is_renewed_so_that_a_push_is_told_once() -> None:
    view, motion = room(), CameraMotion()
    motion.moved(seen(view), 0.0)

    assert motion.moved(seen(view, 20), 0.2)
    assert not motion.moved(seen(view, 20), 0.4)


def test_slower_camera_is_compared_with_what_it_saw_last() -> None:
    view = room()

    assert noticed(seen(view), seen(view, 20, 10), fps=0.5 / REFERENCE_SECONDS)


def test_person_who_moves_at_one_border_moves_no_camera() -> None:
    view, person = room(), room(seed=9)
    frames = []
    for index in range(20):
        frame = seen(view, noise=index)
        frame[60:, :140] = seen(person, 5 * index, 2 * index)[60:, :140]
        frames.append(frame)

    assert not noticed(*frames)


def test_people_who_move_apart_at_both_borders_move_no_camera() -> None:
    view, person = room(), room(seed=9)
    frames = []
    for index in range(20):
        frame = seen(view, noise=index)
        frame[60:, :140] = seen(person, 5 * index)[60:, :140]
        frame[60:, -140:] = seen(person, -5 * index)[60:, -140:]
        frames.append(frame)

    assert not noticed(*frames)


def test_sheet_in_the_middle_moves_no_camera() -> None:
    view, sheet = room(), room(seed=9)
    frames = []
    for index in range(20):
        frame = seen(view, noise=index)
        frame[110:340, 150:490] = seen(sheet, 9 * index, 4 * index)[110:340, 150:490]
        frames.append(frame)

    assert not noticed(*frames)


@pytest.mark.parametrize("gray", [0, 12, 128, 255])
def test_dark_or_plain_frames_tell_nothing(gray: int) -> None:
    plain = np.full((600, 900, 3), gray, np.uint8)

    assert not noticed(*(seen(plain, 5 * index, noise=index) for index in range(10)))


def test_lamp_that_is_switched_on_moves_no_camera() -> None:
    view = seen(room())

    assert not noticed((view * 0.4).astype(np.uint8), view)


def test_another_scene_is_no_motion() -> None:
    assert not any(noticed(seen(room(seed)), seen(room(seed + 50))) for seed in ROOM_SEEDS)


def test_frames_of_another_size_have_other_coordinates() -> None:
    view, motion = seen(room()), CameraMotion()
    motion.moved(view, 0.0)

    assert motion.moved(np.asarray(cv2.resize(view, (1280, 720)), np.uint8), 0.2)
    assert not motion.moved(np.asarray(cv2.resize(view, (1280, 720)), np.uint8), 0.4)
