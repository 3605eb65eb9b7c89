import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from server.live.engine import FRAMES_PER_TURN, TURNS_AT_ONCE, Engine, Lane
from server.live.turn import Outcome
from tests.server.live.factories import (
    InstantTurns,
    ManualExecutor,
    NoPipeline,
    make_frame,
    settle,
)


class Cameras:
    """An engine, its lanes and what came out of each."""

    def __init__(self, count: int) -> None:
        self.turns = InstantTurns()
        self.executor = ManualExecutor()
        self.engine = Engine(self.turns, executor=self.executor)
        self.answers: list[list[int]] = [[] for _ in range(count)]
        self.lanes = [self._open(number) for number in range(count)]

    def _open(self, number: int) -> Lane:
        def note(outcome: Outcome) -> None:
            self.answers[number].append(outcome.frame.frame_id)

        return self.engine.open_lane(NoPipeline(), note)

    async def drain(self) -> None:
        while self.executor.waiting:
            await self.executor.work()


def run(scenario: Callable[[], Coroutine[None, None, None]]) -> None:
    asyncio.run(scenario())


def test_engine_starts_on_a_lone_frame_at_once() -> None:
    async def scenario() -> None:
        cameras = Cameras(1)
        cameras.lanes[0].put(make_frame(1))
        assert len(cameras.executor.waiting) == 1
        await cameras.drain()
        assert cameras.answers == [[1]]
        assert cameras.lanes[0].idle

    run(scenario)


def test_engine_takes_one_frame_of_each_camera_per_turn() -> None:
    async def scenario() -> None:
        cameras = Cameras(5)
        for lane in cameras.lanes:
            lane.put(make_frame(1))
            lane.put(make_frame(2))
        await cameras.drain()
        for batch in cameras.turns.batches:
            assert len(batch) <= FRAMES_PER_TURN
        assert all(answers[-1] == 2 for answers in cameras.answers)

    run(scenario)


def test_engine_never_works_on_two_frames_of_one_camera() -> None:
    async def scenario() -> None:
        cameras = Cameras(1)
        cameras.lanes[0].put(make_frame(1))
        cameras.lanes[0].put(make_frame(2))
        assert len(cameras.executor.waiting) == 1
        await cameras.drain()
        assert cameras.turns.batches == [[1], [2]]

    run(scenario)


def test_engine_gives_every_camera_its_share_when_overloaded() -> None:
    async def scenario() -> None:
        cameras = Cameras(3 * FRAMES_PER_TURN)
        for frame_id in range(60):
            for lane in cameras.lanes:
                lane.put(make_frame(frame_id))
            await cameras.executor.work()
        shares = [len(answers) for answers in cameras.answers]
        assert max(shares) - min(shares) <= 1
        assert sum(shares) >= 60

    run(scenario)


def test_engine_bounds_the_turns_under_way() -> None:
    async def scenario() -> None:
        cameras = Cameras(10 * FRAMES_PER_TURN)
        for lane in cameras.lanes:
            lane.put(make_frame(1))
        assert len(cameras.executor.waiting) == TURNS_AT_ONCE

    run(scenario)


def test_engine_joins_when_the_last_turn_is_done() -> None:
    async def scenario() -> None:
        cameras = Cameras(1)
        cameras.lanes[0].put(make_frame(1))
        joined = asyncio.create_task(cameras.engine.join())
        await settle()
        assert not joined.done()
        await cameras.drain()
        await asyncio.wait_for(joined, 5)

    run(scenario)


def test_engine_does_not_work_on_a_withdrawn_frame() -> None:
    async def scenario() -> None:
        cameras = Cameras(1)
        lane = cameras.lanes[0]
        lane.put(make_frame(1))
        lane.put(make_frame(2))
        withdrawn = lane.withdraw()
        await cameras.drain()
        assert withdrawn == make_frame(2)
        assert cameras.answers == [[1]]
        assert lane.idle

    run(scenario)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 3), st.just("work")), max_size=60))
def test_engine_answers_or_displaces_each_frame_exactly_once(steps: Sequence[int | str]) -> None:
    async def scenario() -> None:
        cameras = Cameras(4)
        displaced: list[int] = []
        for frame_id, step in enumerate(steps):
            if isinstance(step, int):
                older = cameras.lanes[step].put(make_frame(frame_id))
                displaced += [older.frame_id] if older else []
            elif cameras.executor.waiting:
                await cameras.executor.work()
        await cameras.drain()
        answered = [frame_id for answers in cameras.answers for frame_id in answers]
        sent = [frame_id for frame_id, step in enumerate(steps) if isinstance(step, int)]
        assert sorted(answered + displaced) == sent
        assert all(lane.idle for lane in cameras.lanes)

    run(scenario)


def test_engine_works_in_real_threads() -> None:
    async def scenario() -> None:
        answered: list[int] = []
        with ThreadPoolExecutor(2) as executor:
            engine = Engine(InstantTurns(), executor=executor)
            lanes = [
                engine.open_lane(
                    NoPipeline(), lambda outcome: answered.append(outcome.frame.frame_id)
                )
                for _ in range(20)
            ]
            for number, lane in enumerate(lanes):
                lane.put(make_frame(number))
            await engine.join()
        assert sorted(answered) == list(range(20))

    run(scenario)
