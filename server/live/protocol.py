"""WebSocket protocol, version 1: every message as a pydantic model, and the binary frame header.

docs/protocol.md explains it for people. The page's TypeScript types are generated from these
models.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter

from models.emotion import EmotionSet
from server.recognition.effort import Lowered
from server.recognition.types import IdentityStatus, LivenessReason, LivenessStatus

PROTOCOL_VERSION = 1

FRAME_HEADER = struct.Struct("<Id")
"""uint32 frame id and float64 capture time in ms since the epoch, little-endian: 12 bytes."""


class CloseCode(IntEnum):
    """How a connection ends. Below 4000 they are RFC 6455's; 44xx mirror the HTTP status xx."""

    DONE = 1000
    SERVER_STOPPING = 1001
    PROTOCOL_BROKEN = 1002
    MESSAGE_TOO_BIG = 1009
    INTERNAL_ERROR = 1011
    TRY_AGAIN_LATER = 1013
    CLASS_SESSION_NOT_FOUND = 4404
    START_TIMEOUT = 4408
    CLASS_SESSION_ENDED = 4409


ByeReason = Literal["stopped", "server_stopping", "class_session_ended"]
DropReason = Literal["newer_frame", "rate_limit", "too_many_in_flight", "overload", "stopping"]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class Message(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_serialization_defaults_required=True,  # a sent message has all its fields
    )


# Client to server


class StartMessage(Message):
    """Opens the stream. Must come before any frame."""

    type: Literal["start"]
    protocol: Literal[1]
    class_session_id: int | None = None
    emotion_set: EmotionSet | None = None
    """The set of five; in a class session that of the class holds."""
    max_in_flight: Annotated[int, Field(ge=1, le=16)] = 2


class FrameMessage(Message):
    """A frame as text, for clients that cannot send binary: a data URL or bare base64."""

    type: Literal["frame"]
    frame_id: Annotated[int, Field(ge=0, le=0xFFFFFFFF)]
    captured_at: FiniteFloat | None = None
    """Milliseconds since the epoch; the time of arrival when it is left out."""
    image: str


class StopMessage(Message):
    """Asks for the totals and a clean close."""

    type: Literal["stop"]


ClientMessage = Annotated[StartMessage | FrameMessage | StopMessage, Field(discriminator="type")]
CLIENT_MESSAGES: TypeAdapter[StartMessage | FrameMessage | StopMessage] = TypeAdapter(ClientMessage)


# Server to client


class NetworkInfo(Message):
    """A neural network in use: its task, its name and the SHA-256 of its weights."""

    task: Literal["detection", "identity", "emotion"]
    name: str
    sha256: str


class Limits(Message):
    max_in_flight: int
    max_message_bytes: int
    max_image_pixels: int
    max_frames_per_second: float


class ReadyMessage(Message):
    type: Literal["ready"] = "ready"
    protocol: Literal[1] = 1
    connection_id: str
    class_session_id: int | None
    emotion_set: EmotionSet
    emotion_labels: list[str]
    limits: Limits
    networks: list[NetworkInfo]
    runtime: str
    execution_provider: str
    students: int
    """Students who can be recognised right now."""
    latency_target_ms: float
    """How soon the server means to answer; when it cannot, it lowers its effort. 0: it never
    does."""


class Identity(Message):
    status: IdentityStatus
    student_id: int | None
    name: str | None
    similarity: float | None


class Emotion(Message):
    label: str
    probability: Probability
    probabilities: dict[str, Probability]
    baseline: bool = False
    """Whether the way this student's face reads at rest was taken off."""


class Liveness(Message):
    """Whether a person is there, or a photo or a screen that is held into the camera."""

    status: LivenessStatus
    reasons: list[LivenessReason]


class Face(Message):
    track_id: int
    box: tuple[float, float, float, float]
    """x, y, width, height of the face as fractions of the frame, 0..1."""
    detection_score: Probability
    identity: Identity
    emotion: Emotion | None
    liveness: Liveness | None
    """A `suspect` face is not counted as present. None when the server does not watch it."""


class LoweredEffort(Message):
    """What a busy server has lowered to keep answering in time, and to what."""

    lowered: list[Lowered]
    """In the order in which it was given up."""
    emotion_interval_seconds: float
    """A face's expression is read once in this time."""
    scan_interval_seconds: float
    """The whole picture is scanned for new faces once in this time."""
    min_face_px: int
    """The smallest face that is looked for."""
    max_frames_per_second: float
    """More frames of a camera are answered `dropped`, with the reason `overload`."""


class ResultMessage(Message):
    type: Literal["result"] = "result"
    connection_id: str
    """The camera, as its `ready` names it: those who watch may see several in one class session."""
    frame_id: int
    captured_at: float
    """The capture time that came with the frame, in ms since the epoch."""
    faces: list[Face]
    timings: dict[str, float]
    """Milliseconds per stage, and `total` from the message's arrival to this answer."""
    effort: LoweredEffort | None = None
    """What is lowered now; None while nothing is."""


class DroppedMessage(Message):
    """The frame was not looked at: a newer one came first, or the client went over its limits."""

    type: Literal["dropped"] = "dropped"
    frame_id: int
    reason: DropReason


class ErrorMessage(Message):
    type: Literal["error"] = "error"
    frame_id: int | None
    code: str
    detail: str


class ByeMessage(Message):
    """The last message before a close. The totals are a camera's; for who watches they are 0."""

    type: Literal["bye"] = "bye"
    reason: ByeReason
    frames_received: int
    frames_done: int
    frames_dropped: int
    frames_failed: int


ServerMessage = Annotated[
    ReadyMessage | ResultMessage | DroppedMessage | ErrorMessage | ByeMessage,
    Field(discriminator="type"),
]
SERVER_MESSAGES: TypeAdapter[
    ReadyMessage | ResultMessage | DroppedMessage | ErrorMessage | ByeMessage
] = TypeAdapter(ServerMessage)


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """A frame as it arrived: not decoded yet.

    `captured_at_ms` is kept as it was sent, `received_at` is seconds since the epoch, and `arrival`
    is the same moment on a clock that never jumps, for measuring how long the answer took.
    """

    frame_id: int
    data: bytes
    captured_at_ms: float
    received_at: float
    arrival: float
