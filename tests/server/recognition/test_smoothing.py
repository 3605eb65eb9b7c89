import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.recognition.smoothing import ExponentialAverage

HIGH, LOW = np.ones(6, np.float32), np.zeros(6, np.float32)


def run(frames_per_second: int, seconds: float) -> float:
    """The average this long after a change from LOW to HIGH."""
    average = ExponentialAverage(0.35)
    average.update(LOW, 0.0)
    value = LOW
    for _ in range(round(frames_per_second * seconds)):
        value = average.update(HIGH, 1 / frames_per_second)
    return float(value[0])


def test_average_starts_at_the_first_value() -> None:
    assert ExponentialAverage(0.35).update(HIGH, 0.0).tolist() == HIGH.tolist()


@pytest.mark.parametrize("frames_per_second", [5, 10, 30, 120])
def test_average_shows_a_change_within_0_7_seconds_at_any_frame_rate(
    frames_per_second: int,
) -> None:
    assert run(frames_per_second, 0.2) < 0.5
    assert run(frames_per_second, 0.7) > 0.8


def test_average_is_not_flipped_by_one_odd_frame() -> None:
    average = ExponentialAverage(0.35)
    average.update(LOW, 0.0)

    assert average.update(HIGH, 1 / 10)[0] < 0.5


@given(values=st.lists(st.floats(0, 1, width=32), min_size=1), elapsed=st.floats(0, 5))
def test_average_stays_within_what_it_has_seen(values: list[float], elapsed: float) -> None:
    average = ExponentialAverage(0.35)
    for value in values:
        mean = float(average.update(np.full(6, value, np.float32), elapsed)[0])

    assert min(values) - 1e-5 <= mean <= max(values) + 1e-5
