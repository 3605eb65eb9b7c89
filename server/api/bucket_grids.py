"""Lays a history's buckets over a range: days and hours begin where clocks on the wall say so."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from server.api.emotion_schemas import Bucket
from server.api.ranges import TimeRange
from students_db.bucket_grid import BucketGrid

_HOUR_SECONDS: Final = 3600
_ONE_DAY: Final = timedelta(days=1)


def lay_out(time_range: TimeRange, bucket: Bucket, zone: ZoneInfo) -> BucketGrid:
    """Return the buckets that cover the range.

    Where clocks are changed a day has 23 or 25 hours. Zones differ from UTC by full quarters of an
    hour, so buckets below an hour are the same everywhere.
    """
    first, end = time_range.first_second, time_range.end_second
    match bucket:
        case Bucket.DAY:
            return BucketGrid.between(list(_days(first, end, zone)))
        case Bucket.HOUR:
            return BucketGrid.between(list(_hours(first, end, zone)))
        case _:
            return BucketGrid.even(width=bucket.seconds, start=first, end=end)


def _days(first: int, end: int, zone: ZoneInfo) -> Iterator[int]:
    """The first seconds of local days, from that of `first` to the one at or after `end`.

    Where midnight comes twice the first one counts, where it is left out the moment of the change;
    a date that a zone left out altogether (Samoa, 30 December 2011) has no day.
    """
    date = datetime.fromtimestamp(first, zone).date()
    last = None
    while last is None or last < end:
        midnight = int(datetime.combine(date, time(), zone).astimezone(UTC).timestamp())
        if last is None or midnight > last:
            yield midnight
        last = midnight
        date += _ONE_DAY


def _hours(first: int, end: int, zone: ZoneInfo) -> Iterator[int]:
    """The same for hours. One is shorter where a zone moves by a part of an hour (Lord Howe)."""
    start = first - _seconds_into_hour(first, zone)
    while start < end:
        yield start
        start += _HOUR_SECONDS - _seconds_into_hour(start, zone)
    yield start


def _seconds_into_hour(second: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset() or timedelta()
    return (second + round(offset.total_seconds())) % _HOUR_SECONDS
