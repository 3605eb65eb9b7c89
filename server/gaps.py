"""Why there is nothing in a student's history: what can be said of it, and no more."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise


class GapReason(StrEnum):
    NOT_RECOGNISED = "not_recognised"
    """Others were: this student was out of the picture, or not to be recognised."""
    NOBODY_IN_CLASS = "nobody_in_class"
    """A class session ran, and nobody was recognised in it."""
    NOBODY = "nobody"
    """Nobody was recognised, and no class session ran: most likely no camera did."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A class session in whole seconds; `attended`: the student was recognised in it."""

    id: int
    name: str
    start: int
    end: int
    attended: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """`start` <= second < `end`, of the Unix epoch.

    `lesson` is the class session that the gap lies in, of those that the student attended.
    """

    start: int
    end: int
    reason: GapReason
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Lessons:
    """Which class sessions run when, looked up however many there are.

    From each of `edges` on, ascending, until the next one: whether any runs, and the one that the
    student attended, of several the one that began first.
    """

    edges: Sequence[int]
    any_runs: Sequence[bool]
    attended: Sequence[Lesson | None]

    @classmethod
    def of(cls, lessons: Iterable[Lesson]) -> "Lessons":
        """Prepare class sessions, in any order."""
        waiting = deque(sorted(lessons, key=lambda lesson: lesson.start))
        edges = sorted({edge for lesson in waiting for edge in (lesson.start, lesson.end)})
        running: list[Lesson] = []
        any_runs, attended = [], []
        for edge in edges:
            while waiting and waiting[0].start <= edge:
                running.append(waiting.popleft())
            running = [lesson for lesson in running if lesson.end > edge]
            any_runs.append(bool(running))
            attended.append(next((lesson for lesson in running if lesson.attended), None))
        return cls(edges, any_runs, attended)

    def at(self, second: int) -> tuple[bool, Lesson | None]:
        """Whether any runs then, and which the student attended."""
        last = bisect_right(self.edges, second) - 1
        return (False, None) if last < 0 else (self.any_runs[last], self.attended[last])

    def edges_between(self, start: int, end: int) -> Sequence[int]:
        return self.edges[bisect_left(self.edges, start) : bisect_right(self.edges, end)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of the time of a gap.

    `steps` are multiples of `step_seconds`, ascending; from each on, for a step, others were
    recognised.
    """

    steps: Sequence[int]
    step_seconds: int
    lessons: Lessons

    def at(self, second: int) -> tuple[GapReason, Lesson | None]:
        """Why nobody was seen then, and in which class session of the student's."""
        any_runs, attended = self.lessons.at(second)
        step = second - second % self.step_seconds
        index = bisect_left(self.steps, step)
        if index < len(self.steps) and self.steps[index] == step:
            return GapReason.NOT_RECOGNISED, attended
        return GapReason.NOBODY_IN_CLASS if any_runs else GapReason.NOBODY, attended

    def changes(self, start: int, end: int) -> list[int]:
        """The seconds between the two at which something may be different from before."""
        first = bisect_left(self.steps, start - self.step_seconds)
        last = bisect_left(self.steps, end)
        edges = {start, end, *self.lessons.edges_between(start, end)}
        for step in self.steps[first:last]:
            edges |= {step, step + self.step_seconds}
        return sorted(edge for edge in edges if start <= edge <= end)


def explain(start: int, end: int, evidence: Evidence, *, at_least: int) -> list[Gap]:
    """Divide an absence, `start` <= second < `end`, by what can be said of its parts.

    A part shorter than `at_least` seconds says little; it is joined to the one before it, or else
    to the one after.
    """
    gaps: list[Gap] = []
    for part in _parts(start, end, evidence):
        last = gaps[-1] if gaps else None
        if last is None:
            gaps.append(part)
        elif _length(part) < at_least or _alike(last, part):
            gaps[-1] = replace(last, end=part.end)
        elif _length(last) < at_least:
            gaps[-1] = replace(part, start=last.start)
        else:
            gaps.append(part)
    return gaps


def _parts(start: int, end: int, evidence: Evidence) -> Iterator[Gap]:
    """The longest parts of which one thing can be said."""
    current: Gap | None = None
    for first, last in pairwise(evidence.changes(start, end)):
        part = Gap(first, last, *evidence.at(first))
        if current is not None and _alike(current, part):
            current = replace(current, end=part.end)
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def _alike(one: Gap, other: Gap) -> bool:
    return (one.reason, one.lesson) == (other.reason, other.lesson)


def _length(gap: Gap) -> int:
    return gap.end - gap.start
