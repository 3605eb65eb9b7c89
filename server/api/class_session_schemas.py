"""What `/api/class-sessions` takes and answers."""

from datetime import datetime

from models.emotion import EmotionSet
from server.api.schemas import Name, Schema


class ClassSessionCreate(Schema):
    name: Name
    emotion_set: EmotionSet = EmotionSet.WELLBEING


class ClassSession(Schema):
    id: int
    name: str
    emotion_set: EmotionSet
    started_at: datetime
    ended_at: datetime | None
    students_seen: int


class ClassSessionPage(Schema):
    items: list[ClassSession]
    total: int
    limit: int
    offset: int


class Attendee(Schema):
    student_id: int
    name: str
    first_seen_at: datetime
    last_seen_at: datetime
    seconds_seen: int


class Attendance(Schema):
    class_session_id: int
    started_at: datetime
    ended_at: datetime | None
    attendees: list[Attendee]
