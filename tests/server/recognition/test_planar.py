import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.recognition.liveness import FLAT, SIGN_OF_LIFE
from server.recognition.planar import FaceRegion, PlanarReference
from tests.server.recognition.moving_faces import Look, film_frame

SHIFTS = st.tuples(st.floats(-40, 40), st.floats(-25, 25))
TILTS = st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))


def parallax(first: Look, second: Look, *, seed: int = 0) -> float:
    regions = [FaceRegion.cut(*film_frame(look, seed=seed)) for look in (first, second)]
    assert regions[0] is not None
    assert regions[1] is not None
    return PlanarReference(regions[0]).parallax(regions[1])


@settings(max_examples=40, deadline=None)
@given(SHIFTS, TILTS, st.floats(-0.2, 0.2), st.floats(0.8, 1.2), st.integers(0, 9))
def test_parallax_of_a_picture_is_small_however_it_is_moved(
    shift: tuple[float, float], tilt: tuple[float, float], roll: float, scale: float, seed: int
) -> None:
    moved = Look(shift=shift, tilt=tilt, roll=roll, scale=scale)

    assert parallax(Look(), moved, seed=seed) < FLAT


@settings(max_examples=20, deadline=None)
@given(st.floats(6, 10), st.booleans(), SHIFTS, st.integers(0, 9))
def test_parallax_of_a_head_that_turns_is_a_sign_of_life(
    turn: float, left: bool, shift: tuple[float, float], seed: int
) -> None:
    turned = Look(turn=-turn if left else turn, shift=shift)

    assert parallax(Look(), turned, seed=seed) > SIGN_OF_LIFE


def test_parallax_of_a_blink_is_no_flat_picture() -> None:
    assert parallax(Look(), Look(blink=True)) > FLAT


@pytest.mark.parametrize("seed", range(3))
def test_parallax_minds_no_change_of_light(seed: int) -> None:
    image, landmarks = film_frame(Look(), seed=seed)
    shade = np.linspace(0.5, 1.0, image.shape[1])[None, :, None]
    first = FaceRegion.cut(image, landmarks)
    second = FaceRegion.cut((image * shade).astype(np.uint8), landmarks)
    assert first is not None
    assert second is not None

    assert PlanarReference(first).parallax(second) < FLAT


def test_face_that_leaves_the_picture_is_not_compared() -> None:
    image, landmarks = film_frame(Look())

    assert FaceRegion.cut(image, landmarks - np.array([200, 0], np.float32)) is None
