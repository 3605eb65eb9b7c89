"""Turns what cameras see into observations, and stores them once a second."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.emotion import EMOTIONS, probabilities
from server.live.unjudged import TakenBack, UnjudgedSpans
from server.metrics import Metrics
from server.recognition.types import EmotionEstimate, FaceResult, FrameResult
from students_db.errors import StudentsDbError
from students_db.observations import NO_EMOTION, Observation, StudentSpan

logger = logging.getLogger(__name__)

FLUSH_DELAY_SECONDS = 0.1
"""How long after a full second it is written: frames that were under way still get in. One that
comes later is not lost either, because the store merges. So a kill loses at most the running
second, this delay and the time of one write."""

MAX_UNWRITTEN = 100_000
"""Observations that wait while the database cannot be written: an hour of a class of 28. Beyond
it the oldest are given up and counted."""


class ObservationStore(Protocol):
    """See students_db.observations.Observations."""

    def add(self, batch: Sequence[Observation]) -> int: ...

    def withdraw(self, spans: Sequence[StudentSpan]) -> int: ...


@dataclass(slots=True)
class _Sum:
    """The frames of one student at one camera in one second so far; `total` is float64 (6,)."""

    total: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(EMOTIONS)))
    samples: int = 0

    def add(self, emotion: EmotionEstimate) -> None:
        self.total += probabilities(emotion.logits[np.newaxis], None)[0]
        self.samples += 1

    def join(self, other: "_Sum") -> None:
        self.total += other.total
        self.samples += other.samples

    def mean(self) -> tuple[float, ...]:
        return tuple((self.total / self.samples).tolist()) if self.samples else NO_EMOTION


@dataclass(frozen=True, slots=True)
class _Key:
    student_id: int
    class_session_id: int | None
    second: int


class Recorder:
    """Collects on the event loop and writes in a thread. `now` is seconds since the epoch.

    `on_seen` is told of each student's face that counts: the id, the face and the second.
    """

    def __init__(
        self,
        store: ObservationStore,
        *,
        metrics: Metrics,
        now: Callable[[], float],
        max_unwritten: int = MAX_UNWRITTEN,
        on_seen: Callable[[int, FaceResult, int], None] | None = None,
    ) -> None:
        self._store = store
        self._on_seen = on_seen
        self._metrics = metrics
        self._now = now
        self._max_unwritten = max_unwritten
        self._sums: dict[_Key, dict[str, _Sum]] = {}
        self._unwritten: list[Observation] = []
        self._unjudged = UnjudgedSpans()
        self._withdrawn: list[TakenBack] = []
        self._problem: str | None = None
        self._writing = asyncio.Lock()

    @property
    def problem(self) -> str | None:
        """Why the last write failed and what to do; None while all is well.

        What failed is tried again every second, so this goes away by itself. May be asked from any
        thread.
        """
        return self._problem

    def add(
        self,
        result: FrameResult,
        *,
        class_session_id: int | None,
        seen_at: float,
        camera: str = "",
    ) -> None:
        """Count the known faces of a frame that arrived at `seen_at`, seconds since the epoch.

        A face that is suspected to be a photo or a screen counts for nothing, neither presence
        nor emotion, and what this track of this `camera` counted before is taken back. Seconds in
        which the student was seen elsewhere stay, in the same picture or by another camera.
        """
        second = int(seen_at)
        for face in result.faces:
            student_id = face.identity.student_id
            if student_id is None:
                continue
            source = f"{camera}/{face.track_id}"
            taken_back = self._unjudged.judge(
                student_id, class_session_id, face, source=source, second=second
            )
            if taken_back is not None:
                self._withdrawn.append(taken_back)
            if not face.is_suspect:
                key = _Key(student_id, class_session_id, second)
                of_second = self._sums.setdefault(key, {}).setdefault(source, _Sum())
                if face.emotion is not None:
                    of_second.add(face.emotion)
                if self._on_seen is not None:
                    self._on_seen(student_id, face, second)

    async def run(self) -> None:
        """Write every second, just after it is over, until cancelled."""
        while True:
            await asyncio.sleep(1.0 - self._now() % 1.0 + FLUSH_DELAY_SECONDS)
            # Shielded: what a thread is writing is written, and must not be written again.
            await asyncio.shield(self.flush(before=int(self._now())))

    async def close(self) -> None:
        """Write what is left, and say how much could not be. Never raises."""
        await self.flush()
        if self._unwritten:
            self._metrics.observations_lost(len(self._unwritten))
            logger.error(
                "%d observations are lost: they could not be written before the server stopped",
                len(self._unwritten),
            )

    async def flush(self, *, before: int | None = None) -> None:
        """Write the seconds before `before`, or everything for None. Never raises."""
        async with self._writing:
            self._take_back()
            self._collect(before)
            if self._unwritten or self._withdrawn:
                await self._write(self._unwritten, self._withdrawn)

    def _take_back(self) -> None:
        """Drop what was withdrawn and is not written yet; the store does it for the rest."""
        for taken_back in self._withdrawn:
            for key in [key for key in self._sums if _is_in(key, taken_back.span)]:
                self._sums[key].pop(taken_back.source, None)
                if not self._sums[key]:
                    del self._sums[key]
            self._unwritten = [
                row
                for row in self._unwritten
                if not any(_is_in(row, span) for span in taken_back.alone)
            ]

    def _collect(self, before: int | None) -> None:
        finished = [key for key in self._sums if before is None or key.second < before]
        for key in finished:
            total = _Sum()
            for of_source in self._sums.pop(key).values():
                total.join(of_source)
            self._unwritten.append(
                Observation(
                    student_id=key.student_id,
                    class_session_id=key.class_session_id,
                    second=key.second,
                    probabilities=total.mean(),
                    samples=total.samples,
                )
            )

    async def _write(self, batch: list[Observation], withdrawn: list[TakenBack]) -> None:
        self._withdrawn = []  # more may come while the thread works
        alone = [span for taken_back in withdrawn for span in taken_back.alone]
        try:
            await asyncio.to_thread(self._store.withdraw, alone)
            written = await asyncio.to_thread(self._store.add, batch)
        except StudentsDbError as error:
            self._withdrawn = withdrawn + self._withdrawn
            self._keep_for_later(error.detail)
        except Exception:
            self._withdrawn = withdrawn + self._withdrawn
            logger.exception("writing observations failed")
            self._keep_for_later("see the traceback in the server's log")
        else:
            self._unwritten = []
            self._metrics.observations_written(written)
            if self._problem is not None:
                self._problem = None
                logger.warning("observations are written again")

    def _keep_for_later(self, why: str) -> None:
        was_well = self._problem is None
        self._problem = f"observations cannot be written and wait in memory: {why}"
        if was_well:
            logger.error(self._problem)
        excess = len(self._unwritten) - self._max_unwritten
        if excess > 0:
            self._unwritten = self._unwritten[excess:]
            self._metrics.observations_lost(excess)
            logger.error("%d observations are lost: too many wait to be written", excess)


def _is_in(row: _Key | Observation, span: StudentSpan) -> bool:
    of_student = (row.student_id, row.class_session_id) == (span.student_id, span.class_session_id)
    return of_student and span.first_second <= row.second <= span.last_second
