"""What the REST API takes and gives. Times are ISO 8601, in UTC."""

import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from models.emotion import EmotionSet
from server.api.examples import EXAMPLES
from server.enrollment.hints import HintCode
from server.enrollment.reports import FaceRejection, FaceWarning


def _check_characters(text: str) -> str:
    kinds = {unicodedata.category(char) for char in text}
    if "Cc" in kinds:
        raise ValueError("must not contain line breaks or other control characters")
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise ValueError("must contain something that can be seen")
    return text


def _restore_plus(value: object) -> object:
    """A query string turns the plus of +02:00 into a space unless the client escaped it."""
    return value.strip().replace(" ", "+") if isinstance(value, str) and "T" in value else value


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_check_characters),
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
ExternalId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(_check_characters),
]
Moment = Annotated[AwareDatetime, BeforeValidator(_restore_plus)]
"""A time with its zone; one without is refused, since nobody could say which zone was meant."""


def _add_example(schema: dict[str, Any]) -> None:
    example = EXAMPLES.get(schema["title"])
    if example is not None:
        schema["examples"] = [example]


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True, json_schema_extra=_add_example)


class Problem(BaseModel):
    """RFC 9457 problem details; `code` is stable and meant for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = None
    errors: list[dict[str, str]] = []
    """For input that does not validate: `field` and `message` of each fault."""


# Students


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


class Student(Schema):
    id: int
    name: str
    external_id: str | None
    note: str
    created_at: datetime
    updated_at: datetime
    faces: int
    """Stored embeddings of the embedder in use."""
    needs_enrollment: bool
    """True when no stored embedding can be used: none yet, or made by another embedder."""
    other_faces: int
    """Stored embeddings of other embedders or other weights, which cannot be compared."""
    kept_photos: int
    """Photos that are kept, where the operator keeps any, so that another embedder can see them."""
    last_seen_at: datetime | None


class StudentPage(Schema):
    items: list[Student]
    total: int
    limit: int
    offset: int


class Rejection(Schema):
    code: FaceRejection
    detail: str
    """What was found and what to do, for people."""
    student_id: int | None = None
    """The other student that is meant, where one is."""


class EnrollmentWarning(Schema):
    """Something to know although the photo was accepted."""

    code: FaceWarning
    detail: str
    """What was found and what to do, for people."""
    student_id: int | None = None
    """The other student that is meant, where one is."""


class FaceMeasurements(Schema):
    """What was measured on the face; None where there was no single face to measure."""

    faces_found: int
    detection_score: float | None = None
    face_px: float | None = None
    """Shorter side of the face's box, in pixels."""
    sharpness: float | None = None
    """Detail in the direction that has least, so that motion lowers it, too. 100 is usual."""
    brightness: float | None = None
    """Mean luma of the face, 0..255."""
    clipped: float | None = None
    """Share of the face that is overexposed, 0..1."""
    side_light: float | None = None
    """How much darker one half of the face is than the other, 0..1."""
    visible: float | None = None
    """Share of the face that lies inside the picture, 0..1."""
    occlusion: float | None = None
    """Around 0 for a plain face, around 1 for a covered one; it may lie beyond both."""
    yaw: float | None = None
    """Degrees, positive when the person looks to the right side of the picture."""
    pitch: float | None = None
    """Degrees, positive when the person looks up. A rough estimate from five points."""
    roll: float | None = None
    similarity_to_own: float | None = None
    similarity_to_others: float | None = None


class FaceReport(Schema):
    """The answer for one photo, in the order of the upload."""

    index: int
    filename: str | None
    accepted: bool
    reasons: list[Rejection]
    warnings: list[EnrollmentWarning]
    measurements: FaceMeasurements


class EnrollmentReport(Schema):
    student: Student
    accepted: int
    rejected: int
    results: list[FaceReport]
    warnings: list[EnrollmentWarning]
    """What is to be said of all photos of the student together."""


class FaceHint(Schema):
    code: HintCode
    detail: str
    """For the person in front of the camera, in whose own sense left and right are meant."""


class FaceCheck(Schema):
    """What enrollment would say about a picture."""

    acceptable: bool
    """True where enrollment would take it: there is no reason against it."""
    hint: FaceHint | None
    """The one thing that helps most; null when the picture is good."""
    reasons: list[Rejection]
    warnings: list[EnrollmentWarning]
    measurements: FaceMeasurements


# Class sessions


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


# Emotion history


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
    """One bucket in which somebody was seen; buckets without an observation are left out."""

    start: datetime
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


class HistoryRange(BaseModel):
    """Query of a history. `from` is included, `to` is not."""

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
    emotion_set: Annotated[
        EmotionSet | None,
        Field(description="Which five. Default: that of the class session, or the server's."),
    ] = None


class HistoryQuery(HistoryRange):
    """A range and the width of its buckets, which are aligned to UTC."""

    bucket: Annotated[Bucket, Field(description="Width of a bucket.")] = Bucket.MINUTE


# About this server


class Network(Schema):
    task: str
    name: str
    sha256: str


class About(Schema):
    """What the page needs to know before it starts a camera."""

    version: str
    networks: list[Network]
    runtime: str
    execution_provider: str
    emotion_set: EmotionSet
    emotion_sets: dict[EmotionSet, list[str]]
    max_enrollment_images: int
    keeps_photos: bool
    """Whether the faces of accepted enrollment photos are kept, besides their embeddings."""
    demo_clip_url: str | None


class Liveness(Schema):
    status: str


class Readiness(Schema):
    status: str
    database: str
    networks: str
    """`ok`, or what is wrong and what to do."""
