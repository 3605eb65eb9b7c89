"""The whole way, with the real networks, on faces of people who do not exist."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from websockets.sync.client import connect

from server.settings import Settings
from tests.server.live.factories import binary_frame, start_text
from tests.server.running_server import PROJECT_DIR, RunningServer, running_server

DEMO = PROJECT_DIR / "demo"
CAMERA_SIZE = (640, 480)

pytestmark = pytest.mark.skipif(
    not (Settings().weights_dir / "sface_webcam.onnx").is_file(),
    reason="weights are missing: python -m scripts.fetch_models",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server") / "db", module="server") as running:
        yield running


def photos_of(person: str) -> list[Path]:
    return sorted((DEMO / person).glob("*.jpg"))


def make_webcam_frame(*photos: Path) -> bytes:
    """A frame of 640 x 480 with the photos side by side, as JPEG."""
    frame = np.full((CAMERA_SIZE[1], CAMERA_SIZE[0], 3), 90, np.uint8)
    side = CAMERA_SIZE[0] // max(2, len(photos))
    for index, photo in enumerate(photos):
        image = cv2.imread(str(photo))
        assert image is not None
        left = index * side
        frame[80 : 80 + side, left : left + side] = cv2.resize(image, (side, side))
    _, data = cv2.imencode(".jpg", frame)
    return data.tobytes()


def watch(server: RunningServer, frames: list[bytes]) -> list[dict[str, Any]]:
    """Show frames at 10 per second of camera time; return the results."""
    results = []
    with connect(server.live_url) as socket:
        socket.send(start_text(emotion_set="engagement"))
        assert json.loads(socket.recv(20))["runtime"]
        for number, frame in enumerate(frames):
            socket.send(binary_frame(number, frame, captured_at_ms=number * 100.0))
            results.append(json.loads(socket.recv(20)))
    return results


def test_enrolled_student_is_named_beside_a_stranger(server: RunningServer) -> None:
    person = sorted(path.name for path in (DEMO / "students").iterdir() if path.is_dir())[0]
    front, other, *_ = photos_of(f"students/{person}")
    stranger, *_ = photos_of("strangers/stranger-1")
    student_id = server.enroll(person, front.read_bytes())

    results = watch(server, [make_webcam_frame(other, stranger)] * 5)

    assert [result["type"] for result in results] == ["result"] * 5
    named, unknown = sorted(results[-1]["faces"], key=lambda face: face["box"][0])
    assert (named["identity"]["student_id"], named["identity"]["name"]) == (student_id, person)
    assert unknown["identity"]["status"] == "unknown"
    for face in (named, unknown):
        assert sum(face["emotion"]["probabilities"].values()) == pytest.approx(1, abs=1e-3)
        assert "surprise" in face["emotion"]["probabilities"]


def test_frame_without_a_face_has_no_faces(server: RunningServer) -> None:
    results = watch(server, [make_webcam_frame()] * 2)

    assert [result["faces"] for result in results] == [[], []]
