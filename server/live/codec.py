"""What goes over the wire, turned into values and back: the only place that knows both."""

import base64
import binascii
import json
import math
import string
from collections.abc import Mapping

import numpy as np
from pydantic import ValidationError

from models.emotion import EmotionSet, labels_of, probabilities
from server.errors import BadRequestError
from server.live.protocol import (
    CLIENT_MESSAGES,
    FRAME_HEADER,
    PROTOCOL_VERSION,
    Emotion,
    EncodedFrame,
    Face,
    FrameMessage,
    Identity,
    Liveness,
    LoweredEffort,
    ResultMessage,
    StartMessage,
    StopMessage,
)
from server.recognition.effort import Effort
from server.recognition.types import (
    EmotionEstimate,
    FaceResult,
    FloatArray,
    FrameResult,
    LivenessEstimate,
)

MESSAGE_TYPES = ("start", "frame", "stop")
DATA_URL_PREFIX = b"data:"
ASCII_WHITESPACE = string.whitespace.encode()


class BadFrameError(BadRequestError):
    """One frame is unusable; the connection lives.

    Codes: `frame_header_too_short`, `image_empty`, `bad_capture_time`, `bad_frame`, `not_base64`.
    """

    code = "bad_frame"

    def __init__(self, detail: str, *, code: str, frame_id: int | None = None) -> None:
        super().__init__(detail, code=code)
        self.frame_id = frame_id


class ProtocolBreakError(BadRequestError):
    """The client does not speak this protocol; the connection ends.

    Codes: `not_json`, `unknown_message_type`, `unsupported_protocol`, `bad_message`,
    `start_expected`, `already_started`, `read_only`.
    """

    code = "bad_message"


def parse_message(text: str) -> StartMessage | FrameMessage | StopMessage:
    """Read a text message. Raises BadFrameError or ProtocolBreakError."""
    try:
        return CLIENT_MESSAGES.validate_json(text)
    except ValidationError as error:
        raise _explain(text, error) from error


def parse_frame(data: bytes, *, received_at: float, arrival: float) -> EncodedFrame:
    """Read a binary message: header and encoded image. Raises BadFrameError."""
    if len(data) < FRAME_HEADER.size:
        raise BadFrameError(
            f"a frame starts with a header of {FRAME_HEADER.size} bytes, got {len(data)} bytes",
            code="frame_header_too_short",
        )
    frame_id, captured_at_ms = FRAME_HEADER.unpack_from(data)
    if not math.isfinite(captured_at_ms):
        raise BadFrameError(
            "the capture time must be milliseconds since the epoch, got no finite number",
            code="bad_capture_time",
            frame_id=frame_id,
        )
    return EncodedFrame(
        frame_id=frame_id,
        data=_image_of(frame_id, data[FRAME_HEADER.size :]),
        captured_at_ms=captured_at_ms,
        received_at=received_at,
        arrival=arrival,
    )


def parse_text_frame(message: FrameMessage, *, received_at: float, arrival: float) -> EncodedFrame:
    """Decode a frame that came as text. Raises BadFrameError."""
    captured_at_ms = received_at * 1000 if message.captured_at is None else message.captured_at
    return EncodedFrame(
        frame_id=message.frame_id,
        data=_image_of(message.frame_id, _decode_base64(message)),
        captured_at_ms=captured_at_ms,
        received_at=received_at,
        arrival=arrival,
    )


def result_message(
    result: FrameResult,
    *,
    connection_id: str,
    captured_at_ms: float,
    emotion_set: EmotionSet,
    timings_ms: Mapping[str, float],
    effort: Effort | None = None,
) -> ResultMessage:
    """What the page gets to know about a frame."""
    size = (result.width, result.height)
    return ResultMessage(
        connection_id=connection_id,
        frame_id=result.frame_id,
        captured_at=captured_at_ms,
        faces=[_face(face, size, emotion_set) for face in result.faces],
        timings={stage: round(ms, 2) for stage, ms in timings_ms.items()},
        effort=_effort(effort) if effort and effort.lowered else None,
    )


def normalised_box(box: FloatArray, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Convert a box, float32 (4,) xyxy px, to x, y, width, height as fractions of the frame.

    `size` is width and height in px. What reaches beyond the frame is cut off.
    """
    corners = np.clip(box.reshape(2, 2) / size, 0.0, 1.0)
    (x1, y1), (x2, y2) = corners.tolist()
    return round(x1, 5), round(y1, 5), round(x2 - x1, 5), round(y2 - y1, 5)


def _effort(effort: Effort) -> LoweredEffort:
    return LoweredEffort(
        lowered=list(effort.lowered),
        emotion_interval_seconds=effort.emotion_interval_seconds,
        scan_interval_seconds=effort.scan_interval_seconds,
        min_face_px=effort.min_face_px,
        max_frames_per_second=effort.max_frames_per_second,
    )


def _face(face: FaceResult, size: tuple[int, int], emotion_set: EmotionSet) -> Face:
    identity = face.identity
    return Face(
        track_id=face.track_id,
        box=normalised_box(face.box, size),
        detection_score=round(face.detection_score, 4),
        identity=Identity(
            status=identity.status,
            student_id=identity.student_id,
            name=identity.name,
            similarity=None if identity.similarity is None else round(identity.similarity, 4),
        ),
        emotion=None if face.emotion is None else _emotion(face.emotion, emotion_set),
        liveness=None if face.liveness is None else _liveness(face.liveness),
    )


def _liveness(estimate: LivenessEstimate) -> Liveness:
    return Liveness(status=estimate.status, reasons=list(estimate.reasons))


def _emotion(estimate: EmotionEstimate, emotion_set: EmotionSet) -> Emotion:
    values = probabilities(estimate.shown[np.newaxis], emotion_set)[0].tolist()
    by_label = {
        label: round(value, 4) for label, value in zip(labels_of(emotion_set), values, strict=True)
    }
    label = max(by_label, key=by_label.__getitem__)
    return Emotion(
        label=label,
        probability=by_label[label],
        probabilities=by_label,
        baseline=estimate.baseline is not None,
    )


def _image_of(frame_id: int, data: bytes) -> bytes:
    if not data:
        raise BadFrameError("the frame holds no image", code="image_empty", frame_id=frame_id)
    return data


def _decode_base64(message: FrameMessage) -> bytes:
    try:
        image = message.image.encode().translate(None, ASCII_WHITESPACE)
        if image[: len(DATA_URL_PREFIX)].lower() == DATA_URL_PREFIX:
            _, _, image = image.partition(b",")
        return base64.b64decode(image, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadFrameError(
            "`image` must be base64, bare or in a data URL such as data:image/jpeg;base64,...",
            code="not_base64",
            frame_id=message.frame_id,
        ) from error


def _explain(text: str, error: ValidationError) -> BadFrameError | ProtocolBreakError:
    """Say what is wrong with a text message, without repeating what the client sent."""
    fields = _fields_of(text)
    if fields is None:
        return ProtocolBreakError("a text message must be a JSON object", code="not_json")
    kind = fields.get("type")
    if kind not in MESSAGE_TYPES:
        return ProtocolBreakError(
            f"`type` must be one of {', '.join(MESSAGE_TYPES)}", code="unknown_message_type"
        )
    if kind == "frame":
        return BadFrameError(
            _faults(error), code="bad_frame", frame_id=_frame_id_of(fields.get("frame_id"))
        )
    if kind == "start" and fields.get("protocol") != PROTOCOL_VERSION:
        return ProtocolBreakError(
            f"this server speaks protocol {PROTOCOL_VERSION} only", code="unsupported_protocol"
        )
    return ProtocolBreakError(_faults(error), code="bad_message")


def _fields_of(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _frame_id_of(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= 0xFFFFFFFF else None  # type: ignore[operator, return-value]


def _faults(error: ValidationError) -> str:
    """The faults of a message as one line: which field, and what about it."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'][1:]) or 'message'}: {fault['msg']}"
        for fault in faults[:5]
    )
