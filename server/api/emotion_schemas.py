"""What is asked of an emotion history, and what it answers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from models.emotion import EmotionSet
from server.api.schemas import Moment, Schema
from server.http.parameters import TimeZoneName


class Bucket(StrEnum):
    TEN_SECONDS = "10s"
    MINUTE = "1m"
    FIVE_MINUTES = "5m"
    HOUR = "1h"
    DAY = "1d"

    @property
    def seconds(self) -> int:
        return _BUCKET_SECONDS[self]


_BUCKET_SECONDS = {
    Bucket.TEN_SECONDS: 10,
    Bucket.MINUTE: 60,
    Bucket.FIVE_MINUTES: 300,
    Bucket.HOUR: 3600,
    Bucket.DAY: 86400,
}


class EmotionBucket(Schema):
    """One bucket in which an emotion was read; buckets without one are left out."""

    start: datetime
    end: datetime
    """Not included. A day is not always 24 hours long."""
    probabilities: dict[str, float]
    """Mean over the seconds observed; the five sum to 1."""
    dominant: str
    seconds_observed: int
    """Student-seconds: in a class session each student counts."""
    coverage: float
    """Seconds observed as a fraction of the bucket's length inside the range, 0..1 per student."""


class EmotionHistory(Schema):
    emotion_set: EmotionSet
    bucket: Bucket
    tz: str
    start: datetime
    end: datetime
    labels: list[str]
    buckets: list[EmotionBucket]


class EmotionSummary(Schema):
    """The whole range as one bucket. Without an observation the probabilities are empty."""

    emotion_set: EmotionSet
    start: datetime
    end: datetime
    labels: list[str]
    probabilities: dict[str, float]
    dominant: str | None
    dominant_seconds: dict[str, int]
    """Seconds in which each label was the strongest."""
    seconds_observed: int
    coverage: float
    first_observed_at: datetime | None
    last_observed_at: datetime | None


class TimeRangeAsked(BaseModel):
    """`from` is included, `to` is not."""

    model_config = ConfigDict(populate_by_name=True)

    start: Annotated[
        Moment | None,
        Field(
            alias="from",
            description="ISO 8601 with its zone. Default: 24 hours before `to`; of a class "
            "session its start.",
            examples=["2026-11-20T08:00:00Z"],
        ),
    ] = None
    end: Annotated[
        Moment | None,
        Field(
            alias="to",
            description="ISO 8601 with its zone. Default: now; of a class session its end.",
            examples=["2026-11-20T09:00:00Z"],
        ),
    ] = None


class HistoryRange(TimeRangeAsked):
    """Query of a history."""

    emotion_set: Annotated[
        EmotionSet | None,
        Field(description="Which five. Default: that of the class session, or the server's."),
    ] = None


class HistoryQuery(HistoryRange):
    """A range, the width of its buckets, and where days and hours begin."""

    bucket: Annotated[Bucket, Field(description="Width of a bucket.")] = Bucket.MINUTE
    tz: TimeZoneName = "UTC"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)
