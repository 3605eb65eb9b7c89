import numpy as np
import pytest

from server.recognition.stillness import Stillness
from server.recognition.types import FloatArray, Image

NOBODY: FloatArray = np.zeros((0, 4), np.float32)


def room(noise: int = 0) -> Image:
    """A room with some texture, as a camera with so many gray levels of noise sees it."""
    picture = np.tile(np.linspace(40, 200, 320), (240, 1))
    noisy = picture + np.random.default_rng(noise).normal(0, noise, (240, 320))
    return np.repeat(noisy.clip(0, 255).astype(np.uint8)[..., np.newaxis], 3, axis=2)


def with_face(image: Image, left: int, top: int, side: int = 40) -> Image:
    changed = image.copy()
    changed[top : top + side, left : left + side] //= 2
    return changed


def since(first: Image, second: Image) -> Stillness:
    stillness = Stillness()
    stillness.see(first)
    stillness.begin()
    stillness.see(second)
    return stillness


def test_empty_room_stays_still_for_a_noisy_camera() -> None:
    assert since(room(noise=5), room(noise=6)).holds(NOBODY)


@pytest.mark.parametrize("place", [(0, 0), (100, 60), (273, 197)])
def test_somebody_who_comes_is_noticed_wherever(place: tuple[int, int]) -> None:
    assert not since(room(noise=5), with_face(room(noise=6), *place)).holds(NOBODY)


def test_known_face_may_move_but_nobody_beside_it() -> None:
    face = np.array([[100, 60, 140, 100]], np.float32)
    moved = with_face(room(), 108, 64)

    assert since(with_face(room(), 100, 60), moved).holds(face)
    assert not since(with_face(room(), 100, 60), with_face(moved, 200, 60)).holds(face)


def test_slow_change_counts_from_the_beginning() -> None:
    stillness = since(room(), room())
    for step in range(1, 5):  # each is below what would be noticed
        stillness.see((room().astype(int) + 5 * step).clip(0, 255).astype(np.uint8))
    assert not stillness.holds(NOBODY)


def test_nothing_is_still_before_it_began_or_when_the_camera_changes_its_size() -> None:
    stillness = Stillness()
    stillness.see(room())
    assert not stillness.holds(NOBODY)
    stillness.begin()
    stillness.see(room()[:120])
    assert not stillness.holds(NOBODY)


def test_face_beyond_the_edge_is_no_trouble() -> None:
    face = np.array([[-60, -60, 20, 20], [300, 220, 400, 400]], np.float32)
    assert since(room(), room()).holds(face)
