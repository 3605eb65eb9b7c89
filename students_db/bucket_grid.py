"""Where the buckets of a history begin and end."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from sqlalchemy import ColumnElement, case


@dataclass(frozen=True, slots=True)
class Stretch:
    """Buckets of one width, side by side from `start` to `end`, in seconds of the Unix epoch.

    The last one may be cut off by `end`.
    """

    start: int
    end: int
    width: int


@dataclass(frozen=True, slots=True)
class BucketGrid:
    """Stretches in order of time, without a gap: days are not all of one length."""

    stretches: tuple[Stretch, ...]

    def __post_init__(self) -> None:
        starts = [stretch.start for stretch in self.stretches[1:]]
        if not self.stretches or starts != [stretch.end for stretch in self.stretches[:-1]]:
            raise ValueError("stretches must follow each other without a gap")
        if any(stretch.width <= 0 for stretch in self.stretches):
            raise ValueError("buckets must have a width")

    @classmethod
    def even(cls, *, width: int, start: int, end: int) -> Self:
        """Buckets of one width, aligned to the Unix epoch, that cover `start` to `end`."""
        first = start - start % width
        return cls((Stretch(first, end + -end % width, width),))

    @classmethod
    def between(cls, bounds: Sequence[int]) -> Self:
        """One bucket from each of the ascending `bounds` to the next one."""
        stretches: list[Stretch] = []
        for start, end in pairwise(bounds):
            if stretches and stretches[-1].width == end - start:
                stretches[-1] = Stretch(stretches[-1].start, end, end - start)
            else:
                stretches.append(Stretch(start, end, end - start))
        return cls(tuple(stretches))

    @property
    def start(self) -> int:
        return self.stretches[0].start

    @property
    def end(self) -> int:
        return self.stretches[-1].end

    def bucket_at(self, second: int) -> tuple[int, int]:
        """Return start and end of the bucket that a second between start and end belongs to."""
        index = bisect_right(self.stretches, second, key=lambda stretch: stretch.start) - 1
        stretch = self.stretches[index]
        start = second - (second - stretch.start) % stretch.width
        return start, min(start + stretch.width, stretch.end)

    def start_of(self, second: ColumnElement[int]) -> ColumnElement[int]:
        """The same in SQL: where the bucket of a second begins."""
        starts = [second - (second - one.start) % one.width for one in self.stretches]
        if len(starts) == 1:
            return starts[0]
        ends = [second < one.end for one in self.stretches]
        return case(*zip(ends[:-1], starts[:-1], strict=True), else_=starts[-1])
