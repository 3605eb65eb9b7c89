"""The turns of pipelines, on a clock that only their work moves."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from scripts.benchmarking.side_by_side import compare, time_side_by_side
from server.recognition.types import Image


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class FakePipeline:
    """Takes `seconds` a frame, `first_seconds` for the first, and finds `faces` in each."""

    name: str
    clock: Clock
    seconds: float
    first_seconds: float | None = None
    faces: int = 1
    seen: list[int] = field(default_factory=list)

    def process(self, image: Image) -> int:
        first = not self.seen and self.first_seconds is not None
        self.clock.now += self.first_seconds or 0 if first else self.seconds
        self.seen.append(int(image[0, 0, 0]))
        return self.faces


def make_clip(count: int) -> list[Image]:
    """Frames whose pixels are their numbers."""
    return [np.full((2, 2, 3), number, np.uint8) for number in range(count)]


def test_compare_measures_each_pipeline_by_its_own_time() -> None:
    clock = Clock()
    fast, slow = FakePipeline("fast", clock, 0.125), FakePipeline("slow", clock, 2.0, faces=16)

    speeds = compare([fast, slow], make_clip(10), 60.0, clock=clock)

    assert speeds["fast"].frames_per_second == pytest.approx(8)
    assert speeds["slow"].frames_per_second == pytest.approx(0.5)
    assert (speeds["fast"].faces, speeds["slow"].faces) == (1, 16)


def test_compare_does_not_count_what_warming_up_takes() -> None:
    clock = Clock()
    pipeline = FakePipeline("compiles first", clock, 0.125, first_seconds=20.0)

    speeds = compare([pipeline], make_clip(10), 60.0, clock=clock)

    assert speeds["compiles first"].frames_per_second == pytest.approx(8)


def test_compare_is_not_moved_by_one_disturbed_turn() -> None:
    clock = Clock()

    class Disturbed(FakePipeline):
        def process(self, image: Image) -> int:
            self.seconds = 5.0 if len(self.seen) == 90 else 0.125
            return super().process(image)

    speeds = compare([Disturbed("a", clock, 0.125)], make_clip(10), 60.0, clock=clock)

    assert speeds["a"].frames_per_second == pytest.approx(8)


@pytest.mark.parametrize(("wanted", "most"), [(60.0, 60.0), (6.0, 8.0), (0.0, 8.0)])
def test_compare_ends_in_time_or_after_two_rounds(wanted: float, most: float) -> None:
    clock = Clock()
    pipelines = [FakePipeline("fast", clock, 0.5), FakePipeline("slow", clock, 3.5)]

    compare(pipelines, make_clip(3), wanted, clock=clock)

    assert 0 < clock.now <= most
    assert all(len(pipeline.seen) >= 2 for pipeline in pipelines)


def test_compare_shows_the_fastest_every_frame_there_and_back_and_the_others_the_latest() -> None:
    clock = Clock()
    fast, slow = FakePipeline("fast", clock, 1.0), FakePipeline("slow", clock, 2.0)

    compare([fast, slow], make_clip(4), 24.0, clock=clock)

    assert fast.seen == [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1]
    assert slow.seen == [0, 2, 2, 0, 2, 2]


def test_compare_lets_nobody_always_follow_the_same() -> None:
    clock, order = Clock(), []

    class Noted(FakePipeline):
        def process(self, image: Image) -> int:
            order.append(self.name)
            return super().process(image)

    pipelines = [Noted(name, clock, 1.0) for name in "abc"]

    compare(pipelines, make_clip(2), 18.0, clock=clock)

    assert "".join(order[:6]) == "abccba"


@pytest.mark.parametrize(
    ("names", "frames"), [(["a"], 0), ([], 3), (["a", "a"], 3)], ids=["frames", "sides", "names"]
)
def test_compare_refuses_what_it_cannot_tell_apart(names: list[str], frames: int) -> None:
    clock = Clock()
    pipelines = [FakePipeline(name, clock, 1.0) for name in names]

    with pytest.raises(ValueError, match="pipelines of different names"):
        compare(pipelines, make_clip(frames), 1.0, clock=clock)


def test_time_side_by_side_gives_the_speeds_alone() -> None:
    pipelines = [FakePipeline("a", Clock(), 0.0), FakePipeline("b", Clock(), 0.0)]

    speeds = time_side_by_side(pipelines, make_clip(2), 0.01)

    assert list(speeds) == ["a", "b"]
    assert all(speed > 0 for speed in speeds.values())
