"""What is said of the last minutes of each student in a class session."""

from datetime import datetime

from models.emotion import EmotionSet
from server.api.schemas import Schema


class RecentStep(Schema):
    """Ten seconds in which something was read."""

    start: datetime
    probabilities: list[float]
    """In the order of `labels`; the mean over the seconds observed, and the five sum to 1."""
    seconds_observed: int


class StudentTrend(Schema):
    student_id: int
    steps: list[RecentStep]


class RecentEmotions(Schema):
    """Students of whom nothing was read are left out, and so are steps."""

    class_session_id: int
    emotion_set: EmotionSet
    labels: list[str]
    step_seconds: int
    start: datetime
    end: datetime
    students: list[StudentTrend]
