"""The effort follows how quick answers are: fast down, careful up, and never for nothing."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.governor import CALM_SECONDS, IDLE_SECONDS, EffortGovernor
from server.recognition.effort import Effort, LiveEffort, Lowered, effort_steps
from tests.server.live.factories import Clock

TARGET_MS = 100.0


class Server:
    """A server that answers twenty frames a second, as slowly as the test says."""

    def __init__(self, target_ms: float = TARGET_MS) -> None:
        self.clock = Clock()
        self.steps = effort_steps(Effort())
        self.effort = LiveEffort(self.steps[0])
        self.governor = EffortGovernor(
            self.effort, self.steps, target_ms=target_ms, clock=self.clock
        )

    def answer(self, total_ms: float, *, cameras: int = 1, seconds: float = 1.0) -> None:
        for frame in range(round(seconds * 20)):
            self.clock.seconds += 0.05
            self.governor.answered(total_ms, f"camera {frame % cameras}")


def test_quick_server_keeps_its_full_effort() -> None:
    server = Server()
    server.answer(20.0, seconds=60)
    assert server.effort.current == server.steps[0]


def test_slow_answers_lower_the_effort_step_by_step_in_order() -> None:
    server = Server()
    seen = []
    for _ in range(20):
        server.answer(250.0, cameras=4)
        seen.append(server.effort.current.lowered)

    order = [lowered for lowered in seen[-1] if lowered]
    assert order == list(Lowered)
    assert all(later[: len(sooner)] == sooner for sooner, later in itertools.pairwise(seen))
    assert server.effort.current == server.steps[-1]


def test_answers_that_take_far_too_long_lower_several_steps_at_once() -> None:
    server = Server()
    server.answer(450.0, seconds=0.6)  # time for one look
    assert server.governor.step == 3


def test_frame_rate_stays_while_cameras_join() -> None:
    server = Server()
    server.answer(250.0, cameras=4, seconds=2.2)
    assert server.effort.current.lowered == tuple(Lowered)[:3]


def test_frame_rate_stays_where_a_single_camera_is_slow_by_itself() -> None:
    server = Server()
    server.answer(400.0, seconds=60)
    assert server.effort.current.lowered == tuple(Lowered)[:3]


def test_frame_rate_stays_for_cameras_that_wait_for_answers_before_they_send_more() -> None:
    server = Server()
    server.answer(170.0, cameras=4, seconds=60)
    assert server.effort.current.lowered == tuple(Lowered)[:3]


def test_effort_returns_when_answers_are_quick_again() -> None:
    server = Server()
    server.answer(150.0, seconds=2)
    server.answer(80.0)
    lowered = server.governor.step
    server.answer(30.0, seconds=CALM_SECONDS * 0.9)
    assert server.governor.step == lowered
    server.answer(30.0, seconds=(CALM_SECONDS + 1) * lowered)
    assert server.effort.current == server.steps[0]


def test_frames_come_back_before_all_else() -> None:
    server = Server()
    server.answer(300.0, cameras=4, seconds=15)
    server.answer(30.0, cameras=4, seconds=CALM_SECONDS * 0.6)
    assert server.governor.step < len(server.steps) - 1


def test_frames_come_back_also_where_answers_are_near_the_target() -> None:
    server = Server()
    server.answer(300.0, cameras=4, seconds=15)
    server.answer(90.0, cameras=4, seconds=30)
    assert server.effort.current.lowered == tuple(Lowered)[:3]


def test_answers_near_the_target_change_nothing() -> None:
    server = Server()
    server.answer(150.0, seconds=2)
    server.answer(80.0)
    lowered = server.governor.step
    server.answer(80.0, seconds=120)
    assert server.governor.step == lowered


def test_server_at_its_limit_tries_again_ever_more_seldom() -> None:
    """With full effort it is too slow, one step below it is quick: it must not swing for ever, and
    still notice when there is less to do."""
    server = Server()
    changes = []
    for second in range(1260):
        before = server.governor.step
        server.answer(150.0 if server.governor.step == 0 else 30.0)
        if server.governor.step != before:
            changes.append(second)
    first, last = (
        len([second for second in changes if second in minute])
        for minute in (range(60), range(1200, 1260))
    )
    assert 0 < last < first
    assert len(changes) < 60


def test_raise_that_was_too_much_doubles_the_wait_once() -> None:
    server = Server()
    server.answer(150.0, seconds=2)
    while server.governor.step > 1:
        server.answer(30.0, seconds=0.5)
    server.answer(30.0, seconds=CALM_SECONDS + 1)
    assert server.governor.step == 0
    server.answer(150.0, seconds=3)  # several slow looks after one raise
    server.answer(80.0)
    lowered = server.governor.step
    server.answer(30.0, seconds=2 * CALM_SECONDS + 2)
    assert server.governor.step == lowered - 1


def test_server_that_was_quick_for_long_recovers_as_fast_as_ever() -> None:
    server = Server()
    for _ in range(120):  # at its limit
        server.answer(150.0 if server.governor.step == 0 else 30.0)
    server.answer(30.0, seconds=300)
    server.answer(150.0)
    server.answer(80.0)
    lowered = server.governor.step
    server.answer(30.0, seconds=CALM_SECONDS + 1)
    assert server.governor.step == lowered - 1


def test_first_slow_answer_lowers_nothing() -> None:
    server = Server()
    server.clock.seconds += 1
    server.governor.answered(2000.0, "camera")
    assert server.governor.step == 0


def test_single_slow_answer_lowers_nothing() -> None:
    server = Server()
    server.answer(20.0)
    server.governor.answered(2000.0, "camera")
    server.answer(20.0, seconds=5)
    assert server.governor.step == 0


def test_camera_that_is_alone_again_gets_all_its_frames() -> None:
    server = Server()
    server.answer(300.0, cameras=3, seconds=15)
    assert Lowered.FRAME_RATE in server.effort.current.lowered

    server.answer(300.0, seconds=1)

    assert server.effort.current.lowered == tuple(Lowered)[:3]


def test_pause_is_told_before_the_next_frame_comes() -> None:
    server = Server()
    server.answer(300.0, seconds=5)
    assert server.governor.step > 0

    server.clock.seconds += IDLE_SECONDS + 1

    assert server.governor.step == 0
    assert server.governor.current == server.steps[0]


def test_next_camera_after_a_pause_gets_the_full_effort() -> None:
    server = Server()
    server.answer(300.0, seconds=5)
    server.clock.seconds += IDLE_SECONDS + 1
    server.governor.answered(20.0, "camera")
    assert server.effort.current == server.steps[0]


def test_next_camera_after_the_last_one_left_gets_the_full_effort() -> None:
    server = Server()
    server.answer(300.0, seconds=5)
    server.governor.rest()
    assert server.effort.current == server.steps[0]


def test_without_a_target_nothing_is_ever_lowered() -> None:
    server = Server(target_ms=0.0)
    server.answer(5000.0, cameras=4, seconds=60)
    assert server.effort.current == server.steps[0]


@given(st.lists(st.tuples(st.floats(1, 1000), st.integers(1, 4)), max_size=200))
def test_effort_is_always_one_of_the_steps(answers: list[tuple[float, int]]) -> None:
    server = Server()
    for total_ms, cameras in answers:
        server.answer(total_ms, cameras=cameras, seconds=0.5)
        assert server.effort.current == server.steps[server.governor.step]


@pytest.mark.parametrize("fps", [3, 5, 30])
def test_overload_is_over_once_cameras_send_no_more_than_the_server_can(fps: int) -> None:
    server = Server()
    for _ in range(60):
        taken = min(30.0, server.effort.current.max_frames_per_second)
        too_many = taken > fps
        server.answer(250.0 if too_many else 40.0, cameras=4)
    assert min(30.0, server.effort.current.max_frames_per_second) <= fps
