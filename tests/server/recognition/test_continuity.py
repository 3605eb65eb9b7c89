import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.recognition.continuity import SceneWatch, StreamClock, appearances
from server.recognition.types import Image


def scene(seed: int) -> Image:
    """A smooth random picture, as different from the next one as two camera positions."""
    small = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), np.uint8)
    return np.asarray(cv2.resize(small, (640, 480), interpolation=cv2.INTER_CUBIC), np.uint8)


def test_scene_watch_notices_a_cut() -> None:
    watch = SceneWatch()

    assert [watch.is_cut(scene(seed)) for seed in (1, 1, 2, 2)] == [False, False, True, False]


def test_scene_watch_takes_camera_noise_for_no_cut() -> None:
    watch, random = SceneWatch(), np.random.default_rng(0)
    noisy = [
        np.clip(scene(1) + random.normal(0, 12, (480, 640, 3)), 0, 255).astype(np.uint8)
        for _ in range(3)
    ]

    assert not any(watch.is_cut(image) for image in noisy)


def test_appearances_do_not_mind_a_change_of_light() -> None:
    crop = cv2.cvtColor(scene(3), cv2.COLOR_BGR2GRAY)[:48, :48]
    darker = (crop * 0.6 + 10).astype(np.uint8)

    first, second = appearances(np.stack([crop, darker]))

    assert first @ second > 0.98


def test_appearances_of_no_face_are_empty() -> None:
    assert appearances(np.zeros((0, 48, 48), np.uint8)).shape == (0, 256)


@given(times=st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_stream_clock_always_goes_forward(times: list[float]) -> None:
    clock, last = StreamClock(), -1.0
    for index, captured_at in enumerate(times):
        now = clock.advance(captured_at, received_at=index * 0.04)
        assert last < now <= last + 11.0
        last = now


def test_stream_clock_follows_the_camera_even_when_its_date_is_wrong() -> None:
    clock = StreamClock()
    clock.advance(1000.0, received_at=5.0)

    assert abs(clock.advance(1000.2, received_at=9.0) - 0.2) < 1e-9


def test_stream_clock_knows_how_long_a_pause_was() -> None:
    clock = StreamClock()
    clock.advance(1000.0, received_at=5.0)

    assert clock.advance(8200.0, received_at=7205.0) == pytest.approx(7200.0)


def test_stream_clock_falls_back_to_arrival_without_a_camera_clock() -> None:
    clock = StreamClock()
    clock.advance(0.0, received_at=5.0)

    assert abs(clock.advance(0.0, received_at=5.5) - 0.5) < 1e-9
