"""What `/api/students` takes and answers."""

from datetime import datetime

from server.api.schemas import ExternalId, Name, Note, Schema


class StudentCreate(Schema):
    name: Name
    external_id: ExternalId | None = None
    """The school's own number for the student; unique when given."""
    note: Note = ""


class StudentUpdate(Schema):
    """Fields left out stay as they are; an external id of null removes it."""

    name: Name | None = None
    external_id: ExternalId | None = None
    note: Note | None = None
    known_note: Note | None = None
    """The note that you read: when there is another by now, nothing is changed."""


class Student(Schema):
    id: int
    name: str
    external_id: str | None
    note: str
    created_at: datetime
    updated_at: datetime
    """When the name, the external id or the note last changed; at first `created_at`. Photos and
    attendance do not move it."""
    faces: int
    """Stored embeddings of the embedder in use."""
    views: int
    """Views of the face among them that differ: a camera's next frame is hardly another one."""
    few_views: bool
    """True where more views would help cameras: there are some, and too few."""
    needs_enrollment: bool
    """True when no stored embedding can be used: none yet, or made by another embedder."""
    other_faces: int
    """Stored embeddings of other embedders or other weights, which cannot be compared."""
    kept_photos: int
    """Photos that are kept, where the operator keeps any, so that another embedder can see them."""
    last_seen_at: datetime | None


class StudentContents(Schema):
    """What is stored of a student, and would be deleted with the student."""

    embeddings: int
    """Of whichever embedder."""
    kept_photos: int
    observed_seconds: int
    """Seconds of attendance and emotions; those of two class sessions at once count twice."""
    class_sessions: int
    """Class sessions in which the student was seen or corrected. They stay."""
    corrections: int
    emotion_baselines: int
    """1 where it was learned how the student's face reads at rest, or that was refused; else 0."""


class StudentPage(Schema):
    items: list[Student]
    total: int
    limit: int
    offset: int
