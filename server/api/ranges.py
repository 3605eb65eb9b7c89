"""Ranges of time that history is asked for, and how much of them could have been observed."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from server.api.emotion_schemas import Bucket, TimeRangeAsked
from server.errors import RangeError
from students_db.class_sessions import ClassSessionRow

MAX_BUCKETS: Final = 10_000
MAX_FILE_BUCKETS: Final = 1_000_000
"""Of a file, which is sent while it is read: a quarter of a year in steps of ten seconds."""
_DEFAULT_LENGTH: Final = timedelta(hours=24)
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """`start` <= moment < `end`, aware. A second belongs to it when its beginning does."""

    start: datetime
    end: datetime

    @property
    def first_second(self) -> int:
        return math.ceil(self.start.timestamp())

    @property
    def end_second(self) -> int:
        return math.ceil(self.end.timestamp())


def lesson_range(row: ClassSessionRow, now: datetime) -> TimeRange:
    """From the start of a class session to its end, or to now.

    In whole seconds, since what was seen in the second of the start belongs to it, and never empty,
    also where the clock was set back meanwhile.
    """
    start = row.started_at.replace(microsecond=0)
    return TimeRange(start, max(row.ended_at or now, start + timedelta(seconds=1)))


def resolve_range(
    asked: TimeRangeAsked, *, start: datetime | None = None, end: datetime
) -> TimeRange:
    """Fill in what was not asked for: `end`, and `start` or else 24 hours before the end.

    Raises RangeError when nothing is left between the two, or a year makes no sense.
    """
    for moment in (asked.start, asked.end):
        if moment is not None:
            check_moment(moment)
    to = asked.end or end
    since = asked.start or start or to - _DEFAULT_LENGTH
    if since >= to:
        raise RangeError(
            f"`from` must be earlier than `to`, got from {since.isoformat()} to {to.isoformat()}"
        )
    return TimeRange(since.astimezone(UTC), to.astimezone(UTC))


def check_moment(moment: datetime) -> None:
    """Raise RangeError for a year that makes no sense."""
    if not _EARLIEST <= moment <= _LATEST:
        raise RangeError(f"times lie between 1970 and 2200, got {moment.isoformat()}")


def check_bucket_count(time_range: TimeRange, bucket: Bucket, *, most: int = MAX_BUCKETS) -> None:
    """Raise RangeError `too_many_buckets` and say which bucket would do."""
    seconds = time_range.end_second - time_range.first_second
    if seconds <= most * bucket.seconds:
        return
    wide_enough = [wider for wider in Bucket if seconds <= most * wider.seconds]
    advice = f"bucket={wide_enough[0]} would do" if wide_enough else "ask for a shorter range"
    raise RangeError(
        f"{seconds // bucket.seconds} buckets of {bucket} are too many, "
        f"at most {most} are answered: {advice}",
        code="too_many_buckets",
    )


def observable_seconds(
    time_range: TimeRange, now: datetime, *, bucket: tuple[int, int] | None = None
) -> int:
    """Count the seconds of the range that could have been observed until now.

    With a `bucket`, from its first second to its end, only those.
    """
    first, end = time_range.first_second, min(time_range.end_second, math.ceil(now.timestamp()))
    if bucket is not None:
        first, end = max(first, bucket[0]), min(end, bucket[1])
    return max(0, end - first)
