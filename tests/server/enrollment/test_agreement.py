import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.enrollment.agreement import find_agreement
from server.recognition.types import FloatArray

LEAST = 0.3


def faces(*degrees: float) -> FloatArray:
    """Unit vectors in the plane: float32 (n, 2)."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize(
    ("degrees", "odd"),
    [
        ((), []),
        ((0,), []),
        ((0, 20), []),
        ((0, 120), [1]),  # of two nobody can tell: the earlier one counts
        ((120, 0, 20), [0]),
        ((0, 120, 20), [1]),
        ((0, 20, 120, 130), [0, 1]),  # of equal groups the one that agrees best counts
    ],
)
def test_the_odd_ones_out_are_found(degrees: tuple[float, ...], odd: list[int]) -> None:
    assert find_agreement(faces(*degrees), LEAST).odd == odd


def test_similarity_is_that_to_the_others_who_agree() -> None:
    agreement = find_agreement(faces(0, 40, 120), LEAST)
    expected = [np.cos(np.radians(40)), np.cos(np.radians(40)), np.cos(np.radians(100))]
    assert agreement.similarities == pytest.approx(expected, abs=1e-3)
    assert np.isnan(find_agreement(faces(0), LEAST).similarities).all()


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=6), st.floats(140, 220))
def test_a_single_stranger_never_outvotes(own: list[float], stranger: float) -> None:
    for place in range(len(own) + 1):
        degrees = [*own[:place], stranger, *own[place:]]
        assert find_agreement(faces(*degrees), LEAST).odd == [place]
