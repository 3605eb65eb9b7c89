from hypothesis import given
from hypothesis import strategies as st

from server.recognition.pace import Pace


def serve(pace: Pace, tracks: int, interval: float, elapsed: float, frames: int) -> list[list[int]]:
    """Whom a pace chooses in each frame, of tracks that all were served just before."""
    waited = [0.0] * tracks
    chosen = []
    for _ in range(frames):
        waited = [seconds + elapsed for seconds in waited]
        chosen.append(pace.choose(waited, [interval] * tracks, elapsed))
        for index in chosen[-1]:
            waited[index] = 0.0
    return chosen


@given(
    tracks=st.integers(1, 40),
    interval=st.floats(0.05, 2.0),
    fps=st.floats(2.0, 60.0),
)
def test_pace_serves_each_once_in_an_interval(tracks: int, interval: float, fps: float) -> None:
    frames = int(20 * max(interval, 1 / fps) * fps)

    chosen = serve(Pace(), tracks, interval, 1 / fps, frames)

    rates = [sum(index in some for some in chosen) / frames * fps for index in range(tracks)]
    assert sum(rates) < 1.15 * tracks * min(1 / interval, fps)
    assert sum(rates) > 0.85 * tracks / (interval + 1 / fps)
    assert min(rates) > 0.4 * max(rates)


@given(tracks=st.integers(1, 40), fps=st.floats(15.0, 60.0))
def test_pace_spreads_tracks_that_came_together_over_the_frames(tracks: int, fps: float) -> None:
    chosen = serve(Pace(), tracks, 1.0, 1 / fps, frames=100)

    assert max(len(some) for some in chosen) <= tracks / fps + 2


def test_pace_serves_everybody_in_every_frame_where_no_interval_is_set() -> None:
    assert serve(Pace(), 3, 0.0, 0.04, frames=2) == [[0, 1, 2], [0, 1, 2]]


def test_pace_serves_everybody_whose_interval_is_no_longer_than_a_frame() -> None:
    assert serve(Pace(), 3, 0.1, 0.1, frames=2) == [[0, 1, 2], [0, 1, 2]]


def test_pace_prefers_who_waited_longest() -> None:
    assert Pace().choose([0.3, 0.9, 0.5], [0.25, 0.25, 0.25], 0.1) == [1]
