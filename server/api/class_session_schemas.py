"""What `/api/class-sessions` takes and answers."""

from datetime import datetime

from models.emotion import EmotionSet
from server.api.schemas import Name, Note, Schema
from students_db.class_sessions import Environment


class ClassSessionCreate(Schema):
    name: Name
    environment: Environment = Environment.CLASSROOM
    emotion_set: EmotionSet | None = None
    """Without it, the one that the server is set to."""


class ClassSessionUpdate(Schema):
    """Fields left out stay as they are."""

    name: Name | None = None
    environment: Environment | None = None
    note: Note | None = None
    known_note: Note | None = None
    """The note that you read: when there is another by now, nothing is changed."""


class ClassSession(Schema):
    id: int
    name: str
    environment: Environment
    emotion_set: EmotionSet
    note: str
    started_at: datetime
    ended_at: datetime | None
    students_seen: int
    """Whom a camera recognised."""
    students_present: int
    """Who was there: seen, unless a teacher said otherwise."""
    students_expected: int
    """Who belongs to the class session."""


class ClassSessionPage(Schema):
    items: list[ClassSession]
    total: int
    limit: int
    offset: int


class ClassSessionContents(Schema):
    """What is stored of a class session, and would be deleted with it. Students stay."""

    observed_seconds: int
    """Seconds of attendance and emotions, of all students together."""
    students_observed: int
    corrections: int
    students_listed: int
    """Students on its list; none where everybody belongs to it."""
