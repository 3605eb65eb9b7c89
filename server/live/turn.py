"""One turn of work: at most one frame of each camera, from encoded image to result, in threads.

Cameras share the networks: the faces of all frames of a turn go through in one batch.
"""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from server.errors import HomeroomError
from server.live.protocol import EncodedFrame
from server.recognition.pipeline import FramePlan
from server.recognition.types import FloatArray, Frame, FrameResult, Image

logger = logging.getLogger(__name__)


class Pipeline(Protocol):
    """One camera's recognition. Holds that camera's tracks, so one frame at a time."""

    def prepare(self, frame: Frame) -> FramePlan:
        """Find and track the faces; cut out what the networks need to see."""
        ...

    def complete(self, plan: FramePlan, embeddings: FloatArray, logits: FloatArray) -> FrameResult:
        """Label the faces: embeddings float32 (n, d) and logits (m, 6) of the plan's crops."""
        ...


class FaceEmbedder(Protocol):
    @property
    def dimension(self) -> int: ...

    def embed(self, crops: npt.NDArray[np.uint8]) -> FloatArray: ...


class FaceEmotions(Protocol):
    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray: ...


@dataclass(frozen=True, slots=True)
class Job:
    """A frame and the pipeline of the camera that it came from."""

    frame: EncodedFrame
    pipeline: Pipeline


@dataclass(frozen=True, slots=True)
class FrameDone:
    """A frame's result, with the milliseconds of every stage in `result.timings_ms`."""

    frame: EncodedFrame
    result: FrameResult


@dataclass(frozen=True, slots=True)
class FrameFailed:
    frame: EncodedFrame
    code: str
    detail: str


Outcome = FrameDone | FrameFailed


@dataclass(frozen=True, slots=True)
class _Prepared:
    job: Job
    plan: FramePlan
    timings_ms: dict[str, float]


class TurnRunner:
    """Runs turns; called from several threads at once. `pool` decodes and prepares frames."""

    def __init__(
        self,
        embedder: FaceEmbedder,
        emotions: FaceEmotions,
        *,
        decode: Callable[[bytes], Image],
        pool: Executor,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._embedder = embedder
        self._emotions = emotions
        self._decode = decode
        self._pool = pool
        self._clock = clock

    def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Answer every job, in order. Never raises: a fault becomes the answer of its frame."""
        alone = len(jobs) == 1  # a lone camera does not pay for a further thread
        prepared = [self._prepare(jobs[0])] if alone else list(self._pool.map(self._prepare, jobs))
        ready = [item for item in prepared if isinstance(item, _Prepared)]
        labelled = iter(self._label(ready))
        return [next(labelled) if isinstance(item, _Prepared) else item for item in prepared]

    def _prepare(self, job: Job) -> _Prepared | FrameFailed:
        frame = job.frame
        started = self._clock()
        try:
            image = self._decode(frame.data)
            decoded = self._clock()
            plan = job.pipeline.prepare(
                Frame(frame.frame_id, image, frame.captured_at_ms / 1000, frame.received_at)
            )
        except HomeroomError as error:
            return FrameFailed(frame, error.code, error.detail)
        except Exception:
            logger.exception("a frame could not be prepared")
            return _internal_error(frame)
        timings_ms = {
            "wait": (started - frame.arrival) * 1000,
            "decode": (decoded - started) * 1000,
        }
        return _Prepared(job, plan, timings_ms)

    def _label(self, prepared: Sequence[_Prepared]) -> list[Outcome]:
        if not prepared:
            return []
        plans = [item.plan for item in prepared]
        try:
            started = self._clock()
            embeddings = self._embed(plans)
            embedded = self._clock()
            logits = self._classify(plans)
            classified = self._clock()
        except Exception:
            logger.exception("the networks failed on a turn of %d frames", len(prepared))
            return [_internal_error(item.job.frame) for item in prepared]
        shared_ms = {
            "embed": (embedded - started) * 1000,
            "emotion": (classified - embedded) * 1000,
        }
        return [
            _complete(item, embeddings[index], logits[index], shared_ms)
            for index, item in enumerate(prepared)
        ]

    def _embed(self, plans: Sequence[FramePlan]) -> list[FloatArray]:
        crops = [plan.identity_crops for plan in plans]
        if not any(len(some) for some in crops):
            return [np.zeros((0, self._embedder.dimension), np.float32) for _ in crops]
        return _in_one_batch(crops, self._embedder.embed)

    def _classify(self, plans: Sequence[FramePlan]) -> list[FloatArray]:
        return _in_one_batch([plan.emotion_crops for plan in plans], self._emotions.logits)


def _in_one_batch(
    crops: Sequence[npt.NDArray[np.uint8]],
    network: Callable[[npt.NDArray[np.uint8]], FloatArray],
) -> list[FloatArray]:
    """Run a network once over the crops of all frames and hand each frame its own rows."""
    if len(crops) == 1:
        return [network(crops[0])]
    filled = [some for some in crops if len(some)]
    rows = network(np.concatenate(filled) if filled else crops[0])
    ends = np.cumsum([len(some) for some in crops])
    return np.split(rows, ends[:-1])


def _complete(
    item: _Prepared, embeddings: FloatArray, logits: FloatArray, shared_ms: dict[str, float]
) -> Outcome:
    frame = item.job.frame
    try:
        result = item.job.pipeline.complete(item.plan, embeddings, logits)
    except Exception:
        logger.exception("a frame could not be completed")
        return _internal_error(frame)
    timings_ms = {**item.timings_ms, **result.timings_ms, **shared_ms}
    return FrameDone(frame, replace(result, timings_ms=timings_ms))


def _internal_error(frame: EncodedFrame) -> FrameFailed:
    return FrameFailed(frame, "internal_error", "the server failed on this frame; its log says why")
