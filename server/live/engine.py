"""Takes the newest frame of every camera in turn and gets it worked on, off the event loop."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Protocol

from server.live.frame_slot import FrameSlot
from server.live.protocol import EncodedFrame
from server.live.turn import Job, Outcome, Pipeline

TURNS_AT_ONCE = 2
"""While the networks run for one turn, the frames of the next are decoded and prepared."""

FRAMES_PER_TURN = 4
GPU_FRAMES_PER_TURN = 32
"""All frames of a turn are answered together, so a longer turn makes the first one wait; frames
that do not fit stay in their slots, where newer ones may still replace them. On a processor more
faces take so much longer; a GPU takes hardly longer for many than for few."""


class Turns(Protocol):
    """What does the work: see TurnRunner."""

    def run(self, jobs: Sequence[Job]) -> Sequence[Outcome]: ...


class Lane:
    """One camera's way through the engine: a slot for its next frame, at most one in work."""

    def __init__(
        self, engine: "Engine", pipeline: Pipeline, on_outcome: Callable[[Outcome], None]
    ) -> None:
        self.pipeline = pipeline
        self.on_outcome = on_outcome
        self.slot = FrameSlot()
        self.busy = False
        self._engine = engine

    @property
    def idle(self) -> bool:
        """Whether every frame that was put in has come out."""
        return not self.busy and not self.slot

    def put(self, frame: EncodedFrame) -> EncodedFrame | None:
        """Hand over a frame; return an older one that it displaced and that now needs an answer."""
        displaced = self.slot.put(frame)
        self._engine.look_at(self)
        return displaced

    def withdraw(self) -> EncodedFrame | None:
        """Take back the frame that waits, if any; one in work comes out nevertheless."""
        return self.slot.take()


class Engine:
    """One per process. All methods are called on the event loop; only turns run in threads.

    Lanes wait in the order in which they came to have a frame, and a lane that was served goes to
    the end, so under overload every camera gets its share.
    """

    def __init__(
        self, turns: Turns, *, executor: Executor, frames_per_turn: int = FRAMES_PER_TURN
    ) -> None:
        self._turns = turns
        self._frames_per_turn = frames_per_turn
        self._executor = executor
        self._waiting: OrderedDict[Lane, None] = OrderedDict()
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def open_lane(self, pipeline: Pipeline, on_outcome: Callable[[Outcome], None]) -> Lane:
        """Let a camera in. `on_outcome` is called on the event loop, once per frame worked on."""
        return Lane(self, pipeline, on_outcome)

    def look_at(self, lane: Lane) -> None:
        """Notice that a lane has a frame."""
        if lane.slot and not lane.busy:
            self._waiting.setdefault(lane)
            self._start_turns()

    async def join(self) -> None:
        """Wait until no turn is running."""
        await self._idle.wait()

    def _start_turns(self) -> None:
        while self._running < TURNS_AT_ONCE and (batch := self._next_batch()):
            self._running += 1
            self._idle.clear()
            jobs = [job for _, job in batch]
            loop = asyncio.get_running_loop()
            turn = loop.run_in_executor(self._executor, self._turns.run, jobs)
            turn.add_done_callback(partial(self._finish, [lane for lane, _ in batch]))

    def _next_batch(self) -> list[tuple[Lane, Job]]:
        batch: list[tuple[Lane, Job]] = []
        while self._waiting and len(batch) < self._frames_per_turn:
            lane, _ = self._waiting.popitem(last=False)
            if frame := lane.slot.take():
                lane.busy = True
                batch.append((lane, Job(frame, lane.pipeline)))
        return batch

    def _finish(self, lanes: Sequence[Lane], turn: "asyncio.Future[Sequence[Outcome]]") -> None:
        self._running -= 1
        for lane in lanes:
            lane.busy = False
        for lane, outcome in zip(lanes, turn.result(), strict=True):
            lane.on_outcome(outcome)
            if lane.slot:
                self._waiting.setdefault(lane)
        self._start_turns()
        if not self._running:
            self._idle.set()
