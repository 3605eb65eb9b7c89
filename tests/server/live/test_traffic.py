"""A camera's rates over its last seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.traffic import SPAN_SECONDS, RateMeter
from tests.server.live.factories import Clock


def test_rates_are_means_of_whole_seconds() -> None:
    clock = Clock()
    meter = RateMeter(clock)
    for latency_ms in (10.0, 20.0, 60.0):
        meter.done(latency_ms)
    meter.dropped()
    clock.seconds += 1

    rates = meter.rates()

    assert (rates.frames_per_second, rates.dropped_per_second) == (3, 1)
    assert rates.latency_ms == pytest.approx(30)


def test_second_that_runs_does_not_count_yet() -> None:
    clock = Clock()
    meter = RateMeter(clock)
    meter.done(10.0)

    assert meter.rates().frames_per_second == 0
    assert meter.rates().latency_ms is None


def test_camera_that_went_silent_comes_down_to_nothing() -> None:
    clock = Clock()
    meter = RateMeter(clock)
    meter.done(10.0)
    clock.seconds += SPAN_SECONDS + 1

    assert meter.rates().frames_per_second == 0


@given(per_second=st.integers(0, 60), seconds=st.integers(1, 30))
def test_steady_stream_has_its_own_rate(per_second: int, seconds: int) -> None:
    clock = Clock()
    meter = RateMeter(clock)
    for _ in range(seconds):
        for _ in range(per_second):
            meter.done(5.0)
        clock.seconds += 1

    assert meter.rates().frames_per_second == pytest.approx(per_second)
