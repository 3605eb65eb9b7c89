"""A head that turns is told from a flat picture, on drawn faces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.enrollment.head_turn import HeadView, Turn, is_head, measure_turn, require_head_turn
from server.errors import HeadTurnNeededError
from tests.server.recognition.moving_faces import Look, film_frame

TILTS = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
SHIFTS = st.tuples(st.floats(-40, 40), st.floats(-25, 25))


def view(look: Look, *, seed: int = 0) -> HeadView:
    image, landmarks = film_frame(look, seed=seed)
    landmarks[2, 0] += look.turn * look.scale  # what lies deep moves, the nose most of all
    return HeadView.cut(image, landmarks)


@settings(max_examples=25, deadline=None)
@given(TILTS, TILTS, SHIFTS, st.floats(-0.2, 0.2), st.floats(0.8, 1.2), st.integers(0, 9))
def test_picture_is_flat_however_it_is_moved_and_tilted(
    first: tuple[float, float],
    second: tuple[float, float],
    shift: tuple[float, float],
    roll: float,
    scale: float,
    seed: int,
) -> None:
    before = view(Look(tilt=first), seed=seed)
    after = view(Look(tilt=second, shift=shift, roll=roll, scale=scale), seed=seed)

    assert not measure_turn(before, after).is_of_a_head


@settings(max_examples=15, deadline=None)
@given(st.floats(7, 12), st.booleans(), SHIFTS, st.integers(0, 9))
def test_head_that_turns_is_no_picture(
    turn: float, left: bool, shift: tuple[float, float], seed: int
) -> None:
    turned = view(Look(turn=-turn if left else turn, shift=shift), seed=seed)

    assert measure_turn(view(Look(), seed=seed), turned).is_of_a_head


def test_order_of_the_views_does_not_matter() -> None:
    first, second = view(Look()), view(Look(turn=9, tilt=(0.2, 0.0)))

    assert measure_turn(first, second) == measure_turn(second, first)


def test_one_turned_look_among_several_is_enough() -> None:
    require_head_turn([view(Look()), view(Look(shift=(5, 0))), view(Look(turn=9))])


def test_two_looks_are_enough() -> None:
    require_head_turn([view(Look()), view(Look(turn=9))])


def test_one_pair_among_several_may_be_mistaken() -> None:
    seems_a_head = Turn(turn=0.3, depth=2.0, overlap=0.9)
    seems_flat = Turn(turn=0.3, depth=0.3, overlap=0.9)

    assert is_head([seems_a_head])
    assert is_head([seems_a_head, seems_flat, seems_a_head])
    assert not is_head([seems_a_head, seems_flat, seems_flat])
    assert not is_head([])


@pytest.mark.parametrize("looks", [[Look()], [Look(), Look(shift=(9, 3)), Look(tilt=(0.3, 0.1))]])
def test_photos_without_a_turn_say_what_to_do(looks: list[Look]) -> None:
    with pytest.raises(HeadTurnNeededError, match="turn the head well to the left"):
        require_head_turn([view(look) for look in looks])
