"""Buckets over the days on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.api.bucket_grids import lay_out
from server.api.emotion_schemas import Bucket
from server.api.ranges import TimeRange

HOUR = 3600
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",  # changed its clocks at midnight
    "America/St_Johns",  # was half an hour off, and changed its clocks at 00:01
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # moves by half an hour
    "Pacific/Apia",  # left out a day
)


def bounds(zone: str, bucket: Bucket, start: str, end: str) -> list[datetime]:
    """Where the buckets between two local times begin and end, in local time."""
    place = ZoneInfo(zone)
    first, last = (
        datetime.fromisoformat(moment).replace(tzinfo=place).astimezone(UTC)
        for moment in (start, end)
    )
    grid = lay_out(TimeRange(first, last), bucket, place)
    edges = [grid.start]
    while edges[-1] < grid.end:
        edges.append(grid.bucket_at(edges[-1])[1])
    return [datetime.fromtimestamp(edge, UTC).astimezone(place) for edge in edges]


def hours(edges: list[datetime]) -> list[float]:
    return [(end.timestamp() - start.timestamp()) / HOUR for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    ("zone", "start", "end", "lengths"),
    [
        ("Europe/Berlin", "2026-03-28T12:00", "2026-03-30T12:00", [24, 23, 24]),
        ("Europe/Berlin", "2026-10-24T12:00", "2026-10-26T12:00", [24, 25, 24]),
        ("America/New_York", "2026-03-07T12:00", "2026-03-09T12:00", [24, 23, 24]),
        ("Asia/Kolkata", "2026-03-28T12:00", "2026-03-29T12:00", [24, 24]),
        ("Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-06T12:00", [24, 24.5, 24]),
        ("America/Sao_Paulo", "2018-11-03T12:00", "2018-11-05T12:00", [24, 23, 24]),
        ("America/Sao_Paulo", "2018-02-16T12:00", "2018-02-18T12:00", [24, 25, 24]),
        ("Pacific/Apia", "2011-12-29T12:00", "2011-12-31T12:00", [24, 24]),
    ],
)
def test_days_are_as_long_as_clocks_say(
    zone: str, start: str, end: str, lengths: list[float]
) -> None:
    assert hours(bounds(zone, Bucket.DAY, start, end)) == lengths


def test_day_without_a_midnight_begins_when_clocks_are_changed() -> None:
    edges = bounds("America/Sao_Paulo", Bucket.DAY, "2018-11-03T12:00", "2018-11-05T12:00")
    assert [edge.hour for edge in edges] == [0, 1, 0, 0]


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"])
def test_hours_begin_with_the_hour_of_the_zone(zone: str) -> None:
    edges = bounds(zone, Bucket.HOUR, "2026-06-01T09:15", "2026-06-01T12:00")
    assert [(edge.hour, edge.minute) for edge in edges] == [(9, 0), (10, 0), (11, 0), (12, 0)]


def test_hours_carry_on_over_a_change_of_clocks() -> None:
    assert hours(bounds("Europe/Berlin", Bucket.HOUR, "2026-10-25T01:00", "2026-10-25T04:00")) == [
        1,
        1,
        1,
        1,
    ]
    lord_howe = bounds("Australia/Lord_Howe", Bucket.HOUR, "2026-04-05T00:00", "2026-04-05T04:00")
    assert hours(lord_howe) == [1, 1, 0.5, 1, 1]


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    bucket=st.sampled_from([Bucket.HOUR, Bucket.DAY]),
    start=st.datetimes(datetime(2005, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    length=st.timedeltas(timedelta(minutes=1), timedelta(days=40)),
)
def test_buckets_cover_the_range_and_hold_one_local_hour_or_day(
    zone: str, bucket: Bucket, start: datetime, length: timedelta
) -> None:
    place = ZoneInfo(zone)
    asked = TimeRange(start.replace(tzinfo=UTC), start.replace(tzinfo=UTC) + length)
    grid = lay_out(asked, bucket, place)
    assert grid.start <= asked.first_second
    assert asked.end_second <= grid.end
    second = grid.start
    while second < grid.end:
        begin, end = grid.bucket_at(second)
        assert begin == second
        first, last = (datetime.fromtimestamp(moment, place) for moment in (begin, end - 1))
        if zone != "America/St_Johns":  # there, minutes of the day before came again after midnight
            assert first.date() == last.date()
        if bucket is Bucket.HOUR:
            assert first.hour == last.hour
        second = end
