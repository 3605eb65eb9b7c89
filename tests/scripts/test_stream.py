"""`python -m scripts.stream` against a real server with networks that need no weights."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from tests.server.fake_networks import BLACK, GREEN, RED, make_picture
from tests.server.running_server import PROJECT_DIR, RunningServer, running_server

Json = dict[str, Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server") / "db") as running:
        yield running


def stream(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.stream", *arguments],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def stream_json(*arguments: str | Path) -> tuple[list[Json], Json]:
    """The answers and the summary."""
    ran = stream(*arguments, "--json", "--fps", "0")
    assert ran.returncode == 0, ran.stderr
    *answers, summary = [json.loads(line) for line in ran.stdout.splitlines()]
    return answers, summary


def make_people(folder: Path, **colours: tuple[int, int, int]) -> Path:
    for name, colour in colours.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "1.jpg").write_bytes(make_picture(colour))
        (folder / name / "2.png").write_bytes(make_picture(BLACK, suffix=".png"))
    return folder


def make_video(path: Path, colours: list[tuple[int, int, int]], *, fps: float) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (160, 120))
    for colour in colours:
        picture = cv2.imdecode(np.frombuffer(make_picture(colour), np.uint8), cv2.IMREAD_COLOR)
        writer.write(picture)
    writer.release()
    return path


def test_video_names_who_was_enrolled(server: RunningServer, tmp_path: Path) -> None:
    people = make_people(tmp_path / "people", Greta=GREEN)
    clip = make_video(tmp_path / "clip.avi", [GREEN] * 20 + [BLACK] * 5 + [RED] * 10, fps=10)

    answers, summary = stream_json(clip, "--server", server.url, "--enroll", people)

    assert [answer["frame_id"] for answer in answers] == list(range(35))
    assert [answer["seconds"] for answer in answers[:3]] == [0.0, 0.1, 0.2]
    assert {answer["type"] for answer in answers} == {"result"}
    assert summary["people"] == {"Greta": pytest.approx(2.0, abs=0.2)}
    assert summary["frames_answered"] == 35
    assert summary["face_seconds"] == 3.0


def test_enrollment_says_what_was_rejected_and_happens_once(
    server: RunningServer, tmp_path: Path
) -> None:
    people = make_people(tmp_path / "people", Boris=(200, 60, 60))
    (tmp_path / "frame.jpg").write_bytes(make_picture((200, 60, 60)))

    first, second = (
        stream(tmp_path, "--server", server.url, "--enroll", people, "--fps", "0") for _ in range(2)
    )

    assert "Boris: 2.png: No face was found" in first.stdout
    assert "1 of 1 people can be recognised" in first.stdout
    assert "2.png" not in second.stdout
    assert "Boris" in second.stdout.split("Seen")[1]


def test_folder_is_streamed_in_the_order_of_names(server: RunningServer, tmp_path: Path) -> None:
    for number, colour in enumerate([BLACK, RED, BLACK]):
        (tmp_path / f"{number}.jpg").write_bytes(make_picture(colour))
    (tmp_path / "notes.txt").write_text("no image")

    answers, _ = stream_json(tmp_path, "--server", server.url)

    assert [len(answer["faces"]) for answer in answers] == [0, 1, 0]


def test_fewer_frames_per_second_skip_frames(server: RunningServer, tmp_path: Path) -> None:
    clip = make_video(tmp_path / "clip.avi", [BLACK] * 20, fps=20)

    ran = stream(clip, "--server", server.url, "--json", "--fps", "5")

    *answers, summary = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["seconds"] for answer in answers] == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert summary["frames_answered"] == 5


def test_damaged_image_is_reported_and_the_rest_goes_on(
    server: RunningServer, tmp_path: Path
) -> None:
    (tmp_path / "1.jpg").write_bytes(b"no image")
    (tmp_path / "2.jpg").write_bytes(make_picture(RED))

    answers, summary = stream_json(tmp_path, "--server", server.url)

    assert [answer["type"] for answer in answers] == ["error", "result"]
    assert (summary["frames_answered"], summary["frames_failed"]) == (1, 1)


@pytest.mark.parametrize(
    ("source", "said"),
    [("no-such-file.mp4", "no video file"), ("server", "no image in"), ("README", "no video file")],
)
def test_source_that_cannot_be_read_is_one_line(source: str, said: str) -> None:
    ran = stream(source)

    assert ran.returncode == 1
    assert said in ran.stdout
    assert len(ran.stdout.strip().splitlines()) == 1


def test_server_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(make_picture(RED))

    ran = stream(tmp_path, "--server", "http://127.0.0.1:9")

    assert ran.returncode == 1
    assert "no answer from http://127.0.0.1:9" in ran.stdout
    assert len(ran.stdout.strip().splitlines()) == 1


def test_unknown_class_session_is_one_line(server: RunningServer, tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(make_picture(RED))

    ran = stream(tmp_path, "--server", server.url, "--class-session", "999")

    assert ran.returncode == 1
    assert "no class session with the id 999" in ran.stdout
