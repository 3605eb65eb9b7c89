from pathlib import Path

import cv2
import numpy as np
import pytest

from scripts.evaluation.clip import Clip, clips_by_name
from scripts.evaluation.errors import EvaluationError


def make_clip(path: Path, *, frames: int, fps: float) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (64, 48))
    for index in range(frames):
        writer.write(np.full((48, 64, 3), 20 * index, np.uint8))
    writer.release()
    return path


def test_clip_yields_every_frame_at_its_time(tmp_path: Path) -> None:
    with Clip(make_clip(tmp_path / "clip.avi", frames=5, fps=10)) as clip:
        frames = list(clip.frames())

    assert [frame.frame_id for frame in frames] == [0, 1, 2, 3, 4]
    assert [frame.captured_at for frame in frames] == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4])
    assert frames[3].image.shape == (48, 64, 3)


def test_clip_that_is_missing_or_no_video_is_named(tmp_path: Path) -> None:
    text = tmp_path / "notes.avi"
    text.write_text("not a video")

    with pytest.raises(EvaluationError, match=r"notes\.avi is not a video"):
        Clip(text)
    with pytest.raises(EvaluationError, match="no video file"):
        Clip(tmp_path / "none.avi")


def test_clip_that_is_cut_off_before_its_first_frame_is_an_error(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.avi", frames=5, fps=10)
    data = path.read_bytes()
    path.write_bytes(data[: data.find(b"movi") + 20])

    with Clip(path) as clip, pytest.raises(EvaluationError, match=r"clip\.avi has no frame"):
        next(clip.frames())


def test_clips_of_one_name_are_told_apart_by_their_paths() -> None:
    monday, tuesday, other = Path("mo/lesson.avi"), Path("tu/lesson.avi"), Path("mo/other.avi")

    assert clips_by_name([monday, tuesday, other, other]) == {
        "mo/lesson.avi": monday,
        "tu/lesson.avi": tuesday,
        "other.avi": other,
    }
