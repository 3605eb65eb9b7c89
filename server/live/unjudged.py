"""Seconds that were counted before anybody knew whether a person or a picture was there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from server.recognition.types import FaceResult, LivenessStatus
from students_db.observations import StudentSpan

GAP_SECONDS = 10
"""After an absence a student is judged anew."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What is to be forgotten of a student whom one source saw on a picture.

    `span` is all that this source counted without a verdict. `alone` are those of its seconds in
    which no other counted the student.
    """

    source: str
    span: StudentSpan
    alone: tuple[StudentSpan, ...]


class UnjudgedSpans:
    """Since when a face counts that is not judged yet: for each student, class session and source.

    A source is one track of one camera: a student and their photo in one picture are two. Presence
    does not wait for a verdict, because somebody may sit still for long. When the verdict is that
    it was a photo or a screen, what its source counted until then is taken back.
    """

    def __init__(self) -> None:
        self._students: dict[tuple[int, int | None], _Sightings] = {}
        self._swept_at = 0

    def __len__(self) -> int:
        """How many students are remembered, in each class session."""
        return len(self._students)

    def judge(
        self,
        student_id: int,
        class_session_id: int | None,
        face: FaceResult,
        *,
        source: str,
        second: int,
    ) -> TakenBack | None:
        """Take note of a student's face; return what is to be taken back, if anything."""
        self._sweep(second)
        sightings = self._students.setdefault((student_id, class_session_id), _Sightings())
        sightings.forget(second)
        if not face.is_suspect:
            is_live = face.liveness is None or face.liveness.status is LivenessStatus.LIVE
            sightings.count(source, second, is_judged=is_live)
            return None
        span = sightings.withdraw(source)
        if span is None:
            return None
        others = sightings.counted_by_others(source)
        return TakenBack(
            source,
            StudentSpan(student_id, class_session_id, span.first, span.last),
            tuple(
                StudentSpan(student_id, class_session_id, run.first, run.last)
                for run in span.without(others)
            ),
        )

    def _sweep(self, now: int) -> None:
        """Now and then, forget whom no verdict can concern any more."""
        if abs(now - self._swept_at) <= GAP_SECONDS:
            return
        self._swept_at = now
        over = [key for key, sightings in self._students.items() if sightings.are_over(now)]
        for key in over:
            del self._students[key]


@dataclass(frozen=True, slots=True)
class _Run:
    """Seconds without a gap, both ends included."""

    first: int
    last: int

    def without(self, others: Iterable["_Run"]) -> Iterator["_Run"]:
        """What is left of these seconds, in order."""
        start = self.first
        for other in sorted(others, key=lambda run: run.first):
            if other.last < start or other.first > self.last:
                continue
            if start < other.first:
                yield _Run(start, other.first - 1)
            start = other.last + 1
        if start <= self.last:
            yield _Run(start, self.last)


@dataclass(slots=True)
class _Sightings:
    """One student in one class session, by source: what is not judged, and all that counts.

    What counts is remembered as far back as something is not judged. `live` is the last second in
    which a person was there for sure: what else comes in it needs no verdict.
    """

    unjudged: dict[str, _Run] = field(default_factory=dict)
    live: dict[str, int] = field(default_factory=dict)
    counted: dict[str, list[_Run]] = field(default_factory=dict)

    def count(self, source: str, second: int, *, is_judged: bool) -> None:
        runs = self.counted.setdefault(source, [])
        if runs and runs[-1].first <= second <= runs[-1].last + 1:
            runs[-1] = _Run(runs[-1].first, max(second, runs[-1].last))
        else:
            runs.append(_Run(second, second))
        if is_judged:
            self.unjudged.pop(source, None)
            self.live[source] = second
        elif second != self.live.get(source):
            before = self.unjudged.get(source, _Run(second, second))
            self.unjudged[source] = _Run(before.first, max(second, before.last))

    def withdraw(self, source: str) -> _Run | None:
        """Forget what a source counted without a verdict."""
        span = self.unjudged.pop(source, None)
        if span is not None:
            left = [part for run in self.counted.get(source, ()) for part in run.without([span])]
            self.counted[source] = left
        return span

    def counted_by_others(self, source: str) -> Iterator[_Run]:
        for other, runs in self.counted.items():
            if other != source:
                yield from runs

    def are_over(self, now: int) -> bool:
        return all(now - run.last > GAP_SECONDS for runs in self.counted.values() for run in runs)

    def forget(self, now: int) -> None:
        """Drop what no verdict can concern any more."""
        for source, run in list(self.unjudged.items()):
            if now - run.last > GAP_SECONDS:
                del self.unjudged[source]
        self.live = {source: second for source, second in self.live.items() if second == now}
        oldest = min([now - GAP_SECONDS, *(run.first for run in self.unjudged.values())])
        for source, runs in list(self.counted.items()):
            self.counted[source] = [run for run in runs if run.last >= oldest]
            if not self.counted[source]:
                del self.counted[source]
