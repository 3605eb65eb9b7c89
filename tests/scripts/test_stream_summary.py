import pytest

from scripts.streaming.sender import Answered
from scripts.streaming.summary import Summary
from server.live.protocol import DroppedMessage, ErrorMessage, Face, Identity, ResultMessage
from server.recognition.types import IdentityStatus


def make_answer(seconds: float, *names: str | None) -> Answered:
    faces = [
        Face(
            track_id=1,
            box=(0, 0, 1, 1),
            detection_score=1,
            identity=Identity(
                status=IdentityStatus.KNOWN if name else IdentityStatus.UNSURE,
                student_id=1 if name else None,
                name=name,
                similarity=0.5,
            ),
            emotion=None,
            liveness=None,
        )
        for name in names
    ]
    result = ResultMessage(
        connection_id="c", frame_id=1, captured_at=seconds, faces=faces, timings={}
    )
    return Answered(seconds, result)


def test_frame_of_a_file_stands_for_its_share_of_a_second() -> None:
    summary = Summary(frame_seconds=0.1)

    for answer in (make_answer(0.0, "Bo"), make_answer(0.1, "Bo", "Ada"), make_answer(0.2, "Ada")):
        summary.add(answer)
    summary.add(make_answer(0.3, "Ada", None))

    assert list(summary.people().items()) == [("Ada", 0.3), ("Bo", 0.2)]
    assert summary.figures()["unsure_seconds"] == 0.1
    assert summary.figures()["face_seconds"] == 0.6


def test_frame_of_a_camera_stands_for_the_time_since_the_one_before() -> None:
    summary = Summary(frame_seconds=None)

    for seconds in (0.0, 0.25, 0.5, 60.0):
        summary.add(make_answer(seconds, "Ada"))

    assert summary.people() == {"Ada": pytest.approx(1.5)}


def test_frames_without_a_result_are_counted_apart() -> None:
    summary = Summary(frame_seconds=0.1)

    summary.add(Answered(0.0, DroppedMessage(frame_id=1, reason="newer_frame")))
    for frame_id in (2, 3):
        error = ErrorMessage(frame_id=frame_id, code="not_an_image", detail="why")
        summary.add(Answered(0.1, error))

    assert (summary.answered, summary.dropped, summary.failed) == (0, 1, 2)
    figures = summary.figures()
    assert (figures["frames_dropped"], figures["frames_failed"]) == (1, 2)
    assert summary.frames == 3
