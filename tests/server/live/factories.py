"""Makers of what the live tests need: a context around fakes, frames and messages."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from models.emotion import EmotionSet
from server.live.context import LiveContext, NetworksInUse
from server.live.engine import Engine, Turns
from server.live.governor import EffortGovernor
from server.live.hub import Hub
from server.live.outbox import Outbox
from server.live.protocol import FRAME_HEADER, EncodedFrame, NetworkInfo
from server.live.recorder import ObservationStore, Recorder
from server.live.turn import FrameDone, Job, Outcome
from server.metrics import Metrics
from server.recognition.effort import Effort, LiveEffort, effort_steps
from server.recognition.pipeline import FramePlan
from server.recognition.types import (
    EmotionEstimate,
    FaceResult,
    FloatArray,
    Frame,
    FrameResult,
    IdentityMatch,
    IdentityStatus,
    LivenessEstimate,
    LivenessStatus,
)
from server.settings import LimitSettings
from students_db.errors import ClassSessionEndedError, ClassSessionNotFoundError
from students_db.observations import Observation, StudentSpan

RUNNING_CLASS_SESSION = 7
ENDED_CLASS_SESSION = 8


def make_frame(
    frame_id: int = 1, data: bytes = b"image", received_at: float = 100.0
) -> EncodedFrame:
    return EncodedFrame(
        frame_id=frame_id,
        data=data,
        captured_at_ms=received_at * 1000,
        received_at=received_at,
        arrival=received_at,
    )


def make_face(
    student_id: int | None = None,
    *,
    track_id: int = 1,
    happy: float = 3.0,
    liveness: LivenessStatus | None = None,
) -> FaceResult:
    logits = np.zeros(6, np.float32)
    logits[1] = happy
    status = IdentityStatus.UNKNOWN if student_id is None else IdentityStatus.KNOWN
    name = None if student_id is None else f"student {student_id}"
    return FaceResult(
        track_id=track_id,
        box=np.array([10, 20, 40, 60], np.float32),
        detection_score=0.99,
        identity=IdentityMatch(status, student_id, name, similarity=0.7),
        emotion=EmotionEstimate(logits),
        liveness=None if liveness is None else LivenessEstimate(liveness, ()),
    )


def make_result(frame_id: int = 1, *faces: FaceResult) -> FrameResult:
    return FrameResult(
        frame_id=frame_id, captured_at=100.0, width=100, height=100, faces=faces, timings_ms={}
    )


def binary_frame(frame_id: int, image: bytes = b"image", captured_at_ms: float = 1000.0) -> bytes:
    return FRAME_HEADER.pack(frame_id, captured_at_ms) + image


def start_text(**fields: object) -> str:
    return json.dumps({"type": "start", "protocol": 1} | fields)


class InstantTurns:
    """Turns that answer every frame at once with the same faces."""

    def __init__(self, *faces: FaceResult) -> None:
        self.faces = faces
        self.batches: list[list[int]] = []

    def run(self, jobs: Sequence[Job]) -> Sequence[Outcome]:
        self.batches.append([job.frame.frame_id for job in jobs])
        return [FrameDone(job.frame, make_result(job.frame.frame_id, *self.faces)) for job in jobs]


class ManualExecutor(Executor):
    """Keeps what was submitted until the test lets it run, in the test's own thread."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: object, **kwargs: object) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, partial(fn, *args, **kwargs)))
        return future

    async def work(self) -> None:
        """Finish the oldest turn and let the event loop notice."""
        future, call = self.waiting.popleft()
        future.set_result(call())
        await settle()


async def settle() -> None:
    """Let everything run that can run now."""
    for _ in range(10):
        await asyncio.sleep(0)


class Store:
    """Keeps observations in a list; `error` is raised instead while it is set."""

    def __init__(self) -> None:
        self.observations: list[Observation] = []
        self.withdrawn: list[StudentSpan] = []
        self.error: Exception | None = None

    def add(self, batch: Sequence[Observation]) -> int:
        if self.error is not None:
            raise self.error
        self.observations += batch
        return len(batch)

    def withdraw(self, spans: Sequence[StudentSpan]) -> int:
        if self.error is not None:
            raise self.error
        self.withdrawn += spans
        return len(spans)


class NoPipeline:
    """A pipeline that is never asked: the turns of the test answer by themselves."""

    def prepare(self, frame: Frame) -> FramePlan:
        raise AssertionError(f"these turns do not use pipelines: {frame}")

    def complete(self, plan: FramePlan, embeddings: FloatArray, logits: FloatArray) -> FrameResult:
        raise AssertionError(f"these turns do not use pipelines: {plan, embeddings, logits}")


class Clock:
    """A clock that the test moves."""

    def __init__(self, seconds: float = 1000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Wire:
    """What an outbox sent, as the client would see it."""

    sent: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, text: str) -> None:
        self.sent.append(json.loads(text))

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.sent if message["type"] == kind]


def running_set(class_session_id: int) -> EmotionSet:
    if class_session_id == ENDED_CLASS_SESSION:
        raise ClassSessionEndedError(class_session_id)
    if class_session_id != RUNNING_CLASS_SESSION:
        raise ClassSessionNotFoundError(class_session_id)
    return EmotionSet.ENGAGEMENT


def make_context(
    *,
    turns: Turns | None = None,
    executor: Executor | None = None,
    store: ObservationStore | None = None,
    limits: LimitSettings | None = None,
    clock: Callable[[], float] | None = None,
) -> LiveContext:
    """A live context around fakes; without an executor, turns run in a thread."""
    limits = limits or LimitSettings()
    metrics = Metrics()
    clock = clock or Clock()
    full = Effort(max_frames_per_second=limits.max_frames_per_second)
    governor = EffortGovernor(
        LiveEffort(full), effort_steps(full), target_ms=limits.latency_target_ms, clock=clock
    )
    return LiveContext(
        engine=Engine(turns or InstantTurns(), executor=executor or ThreadPoolExecutor(2)),
        make_pipeline=NoPipeline,
        governor=governor,
        hub=Hub(max_connections=limits.max_connections, metrics=metrics),
        recorder=Recorder(store or Store(), metrics=metrics, now=clock),
        metrics=metrics,
        limits=limits,
        allowed_origins=(),
        networks=NetworksInUse(
            networks=(NetworkInfo(task="detection", name="fake", sha256="00"),),
            runtime="none",
            execution_provider="none",
        ),
        running_set=running_set,
        usual_set=EmotionSet.WELLBEING,
        count_students=lambda: 3,
        now=clock,
        clock=clock,
    )


def overload(governor: EffortGovernor, clock: Clock) -> None:
    """Let answers to several cameras take far too long, until all effort is lowered."""
    for frame in range(200):
        clock.seconds += 0.1
        governor.answered(400.0, f"camera-{frame % 4}")


def make_outbox(wire: Wire, *, capacity: int = 100) -> Outbox:
    return Outbox(wire.send, capacity=capacity)
