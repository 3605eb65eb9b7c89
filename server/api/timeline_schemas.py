"""What is asked of the timeline of a class session, and what it answers."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from models.emotion import EmotionSet
from server.api.emotion_schemas import Bucket
from server.api.schemas import Schema
from server.http.parameters import TimeZoneName


class TimelineBucket(Schema):
    """One bucket in which somebody was recognised; the others are left out."""

    start: datetime
    students_seen: int
    seconds_observed: int
    """Student-seconds in which an emotion was read."""
    probabilities: dict[str, float]
    """Mean over the seconds observed; empty where nobody's emotion could be read."""


class Timeline(Schema):
    class_session_id: int
    emotion_set: EmotionSet
    bucket: Bucket
    start: datetime
    """The class session's own start: the first bucket begins here."""
    end: datetime
    """Its end, or now while it runs."""
    labels: list[str]
    buckets: list[TimelineBucket]


class TimelineQuery(BaseModel):
    bucket: Annotated[
        Bucket, Field(description="Width of a bucket; they are counted from the start.")
    ] = Bucket.MINUTE
    emotion_set: Annotated[
        EmotionSet | None, Field(description="Which five. Default: that of the class session.")
    ] = None


class TimelineCsvQuery(TimelineQuery):
    tz: TimeZoneName = "UTC"
