import json

import numpy as np
import pytest

from models.emotion import EMOTIONS, EmotionSet
from scripts.evaluation.figures import to_json
from scripts.evaluation.video import FaceLines, VideoSummary
from server.recognition.types import (
    EmotionEstimate,
    FaceResult,
    FrameResult,
    IdentityMatch,
    IdentityStatus,
)


def make_face(
    name: str | None = None,
    *,
    status: IdentityStatus = IdentityStatus.KNOWN,
    emotion: str | None = None,
    track_id: int = 1,
) -> FaceResult:
    return FaceResult(
        track_id=track_id,
        box=np.array([10, 20, 30.04, 50], np.float32),
        detection_score=0.99,
        identity=IdentityMatch(status, 1 if name else None, name, 0.75),
        emotion=EmotionEstimate(5 * np.eye(6, dtype=np.float32)[EMOTIONS.index(emotion)])
        if emotion
        else None,
    )


def make_result(frame_id: int, *faces: FaceResult) -> FrameResult:
    return FrameResult(frame_id, frame_id / 10, 64, 48, faces)


def test_summary_counts_seconds_of_faces() -> None:
    summary = VideoSummary(fps=10)
    unsure = make_face(status=IdentityStatus.UNSURE, track_id=2)
    unknown = make_face(status=IdentityStatus.UNKNOWN, track_id=3)

    for frame_id in range(20):
        summary.add(make_result(frame_id, make_face("Ann"), unsure), working_seconds=0.01)
    summary.add(make_result(20, make_face("Bob"), unknown), working_seconds=0.01)
    summary.add(make_result(21), working_seconds=0.01)

    figures = summary.figures()
    assert figures["people"] == {"Ann": 2.0, "Bob": 0.1}
    assert figures["unsure_seconds"] == 2.0
    assert figures["unknown_seconds"] == 0.1
    assert figures["face_seconds"] == 4.2
    assert figures["frames_per_second"] == pytest.approx(100)
    assert (figures["frames"], figures["tracks"]) == (22, 3)


def test_summary_of_nothing_has_no_rate() -> None:
    figures = VideoSummary(fps=10).figures()

    assert figures["people"] == {}
    assert figures["frames_per_second"] is None


def test_line_tells_who_is_where_and_how() -> None:
    line = FaceLines(0.3, make_result(3, make_face("Ann", emotion="tired")))

    figures = json.loads(to_json(line.figures(EmotionSet.WELLBEING)))
    assert (figures["frame"], figures["seconds"]) == (3, 0.3)
    (face,) = figures["faces"]
    assert face["name"] == "Ann"
    assert face["box"] == [10.0, 20.0, 30.0, 50.0]
    assert face["emotion"]["label"] == "tired"
