import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.identity.degrade import FACE_PX, Webcam, draw_webcam

Image = npt.NDArray[np.uint8]
BOX = np.array([60, 50, 140, 150], np.float32)


def make_photo(seed: int = 0) -> Image:
    """A picture with detail at every scale, uint8 (200, 200, 3)."""
    noise = np.random.default_rng(seed).integers(0, 256, (50, 50, 3), np.uint8)
    return np.asarray(cv2.resize(noise, (200, 200), interpolation=cv2.INTER_CUBIC), np.uint8)


def make_webcam(**changes: float) -> Webcam:
    plain = {"face_px": 40.0, "motion_px": 0.0, "angle": 0.0, "side_light": 0.0}
    plain |= {"light_from": 0.0, "gamma": 1.0, "noise": 0.0}
    return Webcam(**(plain | changes), seed=1)


def detail(image: Image) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.CV_32F).std())


def test_a_degraded_photo_is_the_same_whenever_it_is_drawn() -> None:
    photo = make_photo()

    first = draw_webcam("ann/1.jpg", seed=3, repeat=2).apply(photo, BOX)
    second = draw_webcam("ann/1.jpg", seed=3, repeat=2).apply(photo, BOX)

    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    "other",
    [
        draw_webcam("ann/1.jpg", seed=3, repeat=1),
        draw_webcam("ann/1.jpg", seed=4, repeat=2),
        draw_webcam("bob/1.jpg", seed=3, repeat=2),
    ],
    ids=["another look", "another seed", "another photo"],
)
def test_every_look_seed_and_photo_draws_another_degradation(other: Webcam) -> None:
    assert other != draw_webcam("ann/1.jpg", seed=3, repeat=2)


@given(st.integers(0, 2**32))
def test_the_face_becomes_as_wide_as_drawn(seed: int) -> None:
    webcam = Webcam.draw(np.random.default_rng(seed))

    picture = webcam.apply(make_photo(), BOX)

    assert FACE_PX[0] <= webcam.face_px <= FACE_PX[1]
    assert picture.shape[1] == pytest.approx(200 * webcam.face_px / 80, abs=1)


def test_motion_blurs_along_its_direction_only() -> None:
    photo, still = make_photo(), make_webcam(face_px=80.0)

    moved = make_webcam(face_px=80.0, motion_px=3.0).apply(photo, BOX).astype(float)
    plain = still.apply(photo, BOX).astype(float)

    across, down = (np.abs(np.diff(moved, axis=axis)).mean() for axis in (1, 0))
    plain_across, plain_down = (np.abs(np.diff(plain, axis=axis)).mean() for axis in (1, 0))
    assert across / plain_across < 0.95 * down / plain_down


def test_side_light_darkens_the_far_side() -> None:
    gray = np.full((200, 200, 3), 128, np.uint8)

    picture = make_webcam(side_light=0.5, light_from=0.0).apply(gray, BOX)

    middle = picture[len(picture) // 2].mean(axis=1)
    assert middle[-1] == pytest.approx(128, abs=3)  # the light comes from the right
    assert middle[0] == pytest.approx(64, abs=3)


@pytest.mark.parametrize(("gamma", "darker"), [(1.5, True), (0.7, False)])
def test_gamma_above_one_darkens(gamma: float, *, darker: bool) -> None:
    gray = np.full((200, 200, 3), 128, np.uint8)

    luma = float(make_webcam(gamma=gamma).apply(gray, BOX).mean())

    assert (luma < 128) is darker


def test_a_degraded_photo_has_less_detail() -> None:
    photo = make_photo()
    small = make_webcam().apply(photo, BOX)

    degraded = make_webcam(motion_px=3.0).apply(photo, BOX)

    assert detail(degraded) < detail(small)


def test_a_face_at_the_edge_is_degraded_too() -> None:
    picture = draw_webcam("x", seed=0).apply(make_photo(), np.array([-30, -30, 40, 60], np.float32))

    assert picture.size
