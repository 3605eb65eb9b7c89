"""What is asked of the gaps in a student's history, and what it answers."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from server.api.emotion_schemas import TimeRangeAsked
from server.api.schemas import Schema
from server.gaps import GapReason
from server.http.parameters import Limit


class GapClassSession(Schema):
    id: int
    name: str


class HistoryGap(Schema):
    """A time in which the student was not recognised."""

    start: datetime
    end: datetime
    """Not included."""
    seconds: int
    reason: GapReason
    """`not_recognised`: others were. `nobody_in_class`: a class session ran, nobody was recognised.
    `nobody`: no class session ran either, so most likely no camera did."""
    class_session: GapClassSession | None
    """The class session that it lies in, if the student was recognised in that one."""


class HistoryGaps(Schema):
    start: datetime
    """Not before the student was enrolled or first seen."""
    end: datetime
    """Not later than now."""
    min_seconds: int
    total: int
    gaps: list[HistoryGap]


class GapsQuery(TimeRangeAsked):
    """A range, and which gaps in it are worth telling."""

    min_seconds: Annotated[
        int, Field(ge=10, le=86_400, description="Shorter gaps are not told.")
    ] = 60
    limit: Limit = 100
