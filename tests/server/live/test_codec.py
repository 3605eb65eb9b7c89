import base64
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.emotion import EmotionSet, labels_of
from server.errors import HomeroomError
from server.live.codec import (
    BadFrameError,
    ProtocolBreakError,
    normalised_box,
    parse_frame,
    parse_message,
    parse_text_frame,
    result_message,
)
from server.live.protocol import SERVER_MESSAGES, FrameMessage, Liveness, StartMessage
from server.recognition.effort import Effort, effort_steps
from server.recognition.types import (
    IdentityMatch,
    IdentityStatus,
    LivenessEstimate,
    LivenessReason,
    LivenessStatus,
)
from tests.server.live.factories import make_face, make_result, start_text

T = TypeVar("T", str, bytes)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
TYPED_JSON = st.builds(
    lambda kind, fields: json.dumps(fields | {"type": kind}),
    st.sampled_from(["start", "frame", "stop"]) | JSON,
    st.dictionaries(
        st.sampled_from(["protocol", "frame_id", "image", "emotion_set", "captured_at"])
        | st.text(),
        JSON,
    ),
)


def error_of(parse: Callable[[T], object], data: T) -> HomeroomError | None:
    """What is wrong with the data, None when it parses; any other exception is a fault."""
    try:
        parse(data)
    except (BadFrameError, ProtocolBreakError) as error:
        return error
    return None


@given(st.text() | JSON.map(json.dumps) | TYPED_JSON)
def test_any_text_is_a_message_or_an_explained_error(text: str) -> None:
    error = error_of(parse_message, text)

    assert error is None or (error.code and error.detail)


@given(st.binary(max_size=40))
def test_any_bytes_are_a_frame_or_an_explained_error(data: bytes) -> None:
    error = error_of(partial(parse_frame, received_at=1.0, arrival=1.0), data)

    codes = {"frame_header_too_short", "image_empty", "bad_capture_time"}
    assert error is None or error.code in codes


@given(
    st.integers(0, 2**32 - 1),
    st.floats(-1e15, 1e15, allow_nan=False),
    st.binary(min_size=1, max_size=20),
)
def test_frame_header_is_little_endian(frame_id: int, captured_at_ms: float, image: bytes) -> None:
    data = struct.pack("<Id", frame_id, captured_at_ms) + image

    frame = parse_frame(data, received_at=5.0, arrival=6.0)

    assert (frame.frame_id, frame.data) == (frame_id, image)
    assert frame.captured_at_ms == captured_at_ms
    assert (frame.received_at, frame.arrival) == (5.0, 6.0)


def test_start_takes_defaults() -> None:
    message = parse_message(start_text())

    assert isinstance(message, StartMessage)
    assert message.emotion_set is None
    assert (message.class_session_id, message.max_in_flight) == (None, 2)


def test_error_does_not_repeat_what_the_client_sent() -> None:
    with pytest.raises(ProtocolBreakError) as raised:
        parse_message(start_text(emotion_set="x" * 10_000))

    assert len(raised.value.detail) < 200


@pytest.mark.parametrize("emotion_set", list(EmotionSet))
def test_result_holds_the_probabilities_of_the_set(emotion_set: EmotionSet) -> None:
    result = make_result(3, make_face(student_id=8), make_face())

    message = result_message(
        result,
        connection_id="c",
        captured_at_ms=0.1,
        emotion_set=emotion_set,
        timings_ms={"total": 1.23456},
    )

    known, unknown = message.faces
    assert (known.identity.student_id, unknown.identity.student_id) == (8, None)
    assert known.emotion is not None
    assert tuple(known.emotion.probabilities) == labels_of(emotion_set)
    assert sum(known.emotion.probabilities.values()) == pytest.approx(1, abs=1e-3)
    assert known.emotion.label == "happy"
    assert message.captured_at == 0.1
    assert message.timings == {"total": 1.23}
    assert SERVER_MESSAGES.validate_json(message.model_dump_json()) == message


def test_result_shows_a_face_without_the_way_it_rests_and_says_so() -> None:
    face = make_face(student_id=8, happy=0.5)
    assert face.emotion is not None
    rests_happy = np.array([0, 1, 0, 0, 0, 0], np.float32)
    corrected = replace(face, emotion=replace(face.emotion, baseline=rests_happy))

    message = result_message(
        make_result(3, face, corrected),
        connection_id="c",
        captured_at_ms=0.1,
        emotion_set=EmotionSet.WELLBEING,
        timings_ms={},
    )

    plain, other = (sent.emotion for sent in message.faces)
    assert plain is not None
    assert other is not None
    assert (plain.label, plain.baseline) == ("happy", False)
    assert (other.label, other.baseline) == ("angry", True)  # the first of four that are equal


def test_result_says_what_a_busy_server_has_lowered() -> None:
    lowered = effort_steps(Effort(max_frames_per_second=30.0))[4]
    plain, busy = (
        result_message(
            make_result(3),
            connection_id="c",
            captured_at_ms=0.1,
            emotion_set=EmotionSet.WELLBEING,
            timings_ms={},
            effort=effort,
        )
        for effort in (Effort(max_frames_per_second=30.0), lowered)
    )

    assert plain.effort is None
    assert busy.effort is not None
    assert busy.effort.lowered == ["emotion_rate", "scan_rate"]
    assert (busy.effort.emotion_interval_seconds, busy.effort.scan_interval_seconds) == (0.4, 0.8)
    assert (busy.effort.min_face_px, busy.effort.max_frames_per_second) == (40, 30.0)
    assert SERVER_MESSAGES.validate_json(busy.model_dump_json()) == busy


@given(st.lists(st.floats(-500, 2000, width=32), min_size=4, max_size=4))
def test_normalised_box_lies_in_the_frame(corners: list[float]) -> None:
    x1, x2 = sorted(corners[:2])
    y1, y2 = sorted(corners[2:])

    x, y, width, height = normalised_box(np.array([x1, y1, x2, y2], np.float32), (640, 480))

    assert min(x, y, width, height) >= 0
    assert x + width <= 1 + 1e-5
    assert y + height <= 1 + 1e-5


def test_normalised_box_is_x_y_width_height() -> None:
    box = np.array([64, 48, 320, 240], np.float32)

    assert normalised_box(box, (640, 480)) == (0.1, 0.1, 0.4, 0.4)


@pytest.mark.parametrize(("liveness", "sent"), [(None, None), (LivenessStatus.SUSPECT, "suspect")])
def test_result_says_whether_a_person_is_there(
    liveness: LivenessStatus | None, sent: str | None
) -> None:
    message = result_message(
        make_result(3, make_face(student_id=8, liveness=liveness)),
        connection_id="c",
        captured_at_ms=0.1,
        emotion_set=EmotionSet.WELLBEING,
        timings_ms={},
    )

    (face,) = message.faces
    assert face.identity.student_id == 8  # the name stays
    assert (face.liveness and face.liveness.status) == sent


def test_result_says_why_a_face_is_suspect() -> None:
    why = (LivenessReason.FLAT, LivenessReason.SCREEN_EDGES)
    face = replace(make_face(), liveness=LivenessEstimate(LivenessStatus.SUSPECT, why))

    message = result_message(
        make_result(3, face),
        connection_id="c",
        captured_at_ms=0.1,
        emotion_set=EmotionSet.WELLBEING,
        timings_ms={},
    )

    assert message.faces[0].liveness == Liveness(status=LivenessStatus.SUSPECT, reasons=list(why))


def test_result_holds_a_face_of_which_nothing_is_known_yet() -> None:
    nobody = IdentityMatch(IdentityStatus.UNKNOWN, None, None, similarity=None)

    message = result_message(
        make_result(3, replace(make_face(), identity=nobody, emotion=None)),
        connection_id="c",
        captured_at_ms=0.1,
        emotion_set=EmotionSet.WELLBEING,
        timings_ms={},
    )

    (face,) = message.faces
    assert (face.identity.similarity, face.emotion) == (None, None)


@pytest.mark.parametrize(
    "image",
    [
        base64.encodebytes(bytes(range(200))).decode(),  # a line break after 76 characters
        f" {base64.b64encode(bytes(range(200))).decode()}\r\n",
        f"DATA:image/jpeg;base64, {base64.b64encode(bytes(range(200))).decode()}",
    ],
)
def test_text_frame_may_have_its_base64_in_lines(image: str) -> None:
    message = FrameMessage(type="frame", frame_id=1, image=image)

    frame = parse_text_frame(message, received_at=1.0, arrival=1.0)

    assert frame.data == bytes(range(200))


@pytest.mark.parametrize(("sent", "captured_at_ms"), [(1234.5, 1234.5), (None, 5000.0)])
def test_text_frame_without_a_capture_time_was_captured_when_it_came(
    sent: float | None, captured_at_ms: float
) -> None:
    message = FrameMessage(type="frame", frame_id=1, captured_at=sent, image="aGk=")

    frame = parse_text_frame(message, received_at=5.0, arrival=6.0)

    assert frame.captured_at_ms == captured_at_ms


@pytest.mark.parametrize(
    ("sent", "told"),
    [(4294967295, 4294967295), (4294967296, None), (-1, None), ("one", None), (True, None)],
)
def test_bad_text_frame_is_named_where_its_id_can_be_read(sent: object, told: int | None) -> None:
    with pytest.raises(BadFrameError) as raised:
        parse_message(json.dumps({"type": "frame", "frame_id": sent}))

    assert raised.value.frame_id == told


@pytest.mark.parametrize("image", ["not base64 %%", "AAAA\N{NO-BREAK SPACE}", "AAA", "\ud800"])
def test_text_frame_that_is_not_base64_says_so(image: str) -> None:
    message = FrameMessage.model_construct(type="frame", frame_id=1, captured_at=None, image=image)

    with pytest.raises(BadFrameError) as refused:
        parse_text_frame(message, received_at=1.0, arrival=1.0)

    assert refused.value.code == "not_base64"
