"""The application as a whole, without a socket: wiring, the page, and what /metrics tells."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from server.api.dependencies import Services
from server.app import create_app
from server.errors import StartError
from server.live.recorder import Recorder
from server.live.resting_faces import SECONDS
from server.recognition.emotion_baseline import Expression, RestingMinute
from server.recognition.types import EmotionEstimate, LivenessStatus
from server.settings import EmotionSettings, Settings
from students_db.observations import Observations
from students_db.students import OBSERVATIONS_A_BATCH
from tests.server.fake_networks import RED, fake_networks, make_picture
from tests.server.live.factories import binary_frame, make_face, make_result, start_text
from tests.students_db.factories import make_observation


def make_settings(folder: Path, **overrides: object) -> Settings:
    fields: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'homeroom.sqlite3'}",
        "page_dir": folder / "page",
    }
    return Settings(**(fields | overrides))  # type: ignore[arg-type]


def make_page(folder: Path) -> None:
    (folder / "page" / "assets").mkdir(parents=True)
    (folder / "page" / "index.html").write_text("<title>the page</title>")
    (folder / "page" / "assets" / "index-1234.js").write_text("start()")
    (folder / "secret.txt").write_text("not for you")


@contextmanager
def running_app(folder: Path, **overrides: object) -> Iterator[TestClient]:
    app = create_app(make_settings(folder, **overrides), networks=fake_networks())
    with TestClient(app) as client:
        yield client


def test_app_answers_after_its_start(tmp_path: Path) -> None:
    with running_app(tmp_path) as client:
        assert client.get("/api/health/ready").json()["status"] == "ok"
        about = client.get("/api/about").json()

    assert [network["task"] for network in about["networks"]] == [
        "detection",
        "identity",
        "emotion",
    ]


def test_app_is_not_ready_while_nothing_can_be_stored(tmp_path: Path) -> None:
    """Reading works all the while, as on a full disk."""
    database = tmp_path / "homeroom.sqlite3"
    with running_app(tmp_path) as client, closing(sqlite3.connect(database)) as other:
        recorder: Recorder = client.app.state.live.recorder  # type: ignore[attr-defined]
        assert client.portal is not None
        client.post("/api/students", json={"name": "Amara"})
        other.execute("ALTER TABLE observations RENAME TO away")
        other.commit()
        seen = make_result(1, make_face(student_id=1))
        recorder.add(seen, class_session_id=None, seen_at=10.0)
        client.portal.call(recorder.flush)
        during = client.get("/api/health/ready")
        other.execute("ALTER TABLE away RENAME TO observations")
        other.commit()
        client.portal.call(recorder.flush)
        after = client.get("/api/health/ready")

    assert (during.status_code, after.status_code) == (503, 200)
    assert "observations cannot be written" in during.json()["database"]


def test_deletion_ends_when_the_app_stops_and_is_done_by_the_next(tmp_path: Path) -> None:
    with running_app(tmp_path) as client:
        url = client.post("/api/students", json={"name": "Amara"}).headers["Location"]
        services: Services = client.app.state.services  # type: ignore[attr-defined]
        seconds = range(OBSERVATIONS_A_BATCH + 1)
        Observations(services.database).add([make_observation(1, second=one) for one in seconds])
        client.app.state.live.hub.stop()  # type: ignore[attr-defined]
        interrupted = client.delete(url)
    with running_app(tmp_path) as client:
        left = client.get(f"{url}/contents").json()["observed_seconds"]
        again = client.delete(url)

    assert (interrupted.status_code, interrupted.json()["code"]) == (503, "shutting_down")
    assert (left, again.status_code) == (1, 204)


@pytest.mark.parametrize("path", ["/ws/live", "/ws/watch/1"])
def test_name_of_somebody_else_opens_no_websocket(tmp_path: Path, path: str) -> None:
    def own_page_of(host: str) -> dict[str, str]:
        return {"Host": host, "Origin": f"http://{host}"}

    with running_app(tmp_path) as client:
        with client.websocket_connect(path, headers=own_page_of("localhost")):
            pass  # it was accepted
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(path, headers=own_page_of("evil.example")),
        ):
            pytest.fail("the connection was accepted")


def metrics_with(client: TestClient, line: str) -> str:
    """Ask for the metrics until `line` is in them: a connection is left after it is closed."""
    for _ in range(100):
        text = client.get("/metrics").text
        if line in text:
            return text
    raise AssertionError(f"{line} is not in the metrics:\n{text}")


def test_app_counts_frames_and_connections(tmp_path: Path) -> None:
    with running_app(tmp_path) as client:
        with client.websocket_connect("/ws/live") as socket:
            socket.send_text(start_text())
            socket.receive_json()
            socket.send_bytes(binary_frame(1, make_picture(RED)))
            socket.receive_json()
            during = client.get("/metrics").text
        after = metrics_with(client, 'homeroom_connections{kind="camera"} 0.0')

    assert 'homeroom_connections{kind="camera"} 1.0' in during
    for line in (
        "homeroom_frames_received_total 1.0",
        "homeroom_frames_done_total 1.0",
        'homeroom_stage_seconds_count{stage="total"} 1.0',
        "homeroom_faces_per_frame_sum 1.0",
    ):
        assert line in after


@pytest.mark.parametrize("path", ["/", "/students/3", "/class-sessions", "/live?camera=2"])
def test_page_routes_its_own_addresses(tmp_path: Path, path: str) -> None:
    make_page(tmp_path)

    with running_app(tmp_path) as client:
        response = client.get(path)

    assert response.status_code == 200
    assert "the page" in response.text
    assert response.headers["cache-control"] == "no-cache"


def test_page_asset_may_be_kept_forever(tmp_path: Path) -> None:
    make_page(tmp_path)

    with running_app(tmp_path) as client:
        response = client.get("/assets/index-1234.js")

    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-type"].startswith("text/javascript")


def test_page_asset_travels_compressed_to_who_can_read_it(tmp_path: Path) -> None:
    make_page(tmp_path)
    asset = tmp_path / "page" / "assets" / "index-1234.js"
    asset.with_name(f"{asset.name}.gz").write_bytes(gzip.compress(b"start()"))

    with running_app(tmp_path) as client:
        compressed = client.get("/assets/index-1234.js", headers={"Accept-Encoding": "gzip, br"})
        plain = client.get("/assets/index-1234.js", headers={"Accept-Encoding": "identity"})

    assert compressed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for response in (compressed, plain):
        assert response.text == "start()"
        assert response.headers["content-type"].startswith("text/javascript")
        assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone.js",
        "/favicon.ico",
        "/api/unknown",
        "/ws/unknown",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%00.txt",
        f"/{'a' * 300}.txt",
    ],
)
def test_what_is_not_there_is_a_problem_document(tmp_path: Path, path: str) -> None:
    make_page(tmp_path)

    with running_app(tmp_path) as client:
        response = client.get(path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/students/3", "/metrics", "/docs", "/api/about"])
def test_head_is_answered_beside_the_page(tmp_path: Path, path: str) -> None:
    make_page(tmp_path)

    with running_app(tmp_path) as client:
        response = client.head(path)

    assert (response.status_code, response.content) == (200, b"")


def test_page_can_only_be_read(tmp_path: Path) -> None:
    make_page(tmp_path)

    with running_app(tmp_path) as client:
        page = client.post("/students")
        nothing = client.put("/api/unknown")

    assert (page.status_code, page.headers["allow"]) == (405, "GET, HEAD")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")


def test_page_that_was_not_built_says_how(tmp_path: Path) -> None:
    with running_app(tmp_path) as client:
        response = client.get("/")

    assert response.status_code == 503
    assert "npm run build" in response.text


def test_app_without_weights_does_not_start(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path, weights_dir=tmp_path))

    with pytest.raises(StartError, match="is missing") as raised, TestClient(app):
        pass

    assert raised.value.code == "weights_missing"


def test_app_takes_off_a_resting_face_only_where_that_is_switched_on(tmp_path: Path) -> None:
    shown = [
        see_red(tmp_path, Settings().emotion.model_copy(update={"personal_baseline": chosen}))
        for chosen in (True, False)
    ]

    assert [emotion["baseline"] for emotion in shown] == [True, False]


@pytest.mark.parametrize("chosen", [True, False])
def test_app_learns_how_a_face_rests_only_where_that_is_switched_on(
    tmp_path: Path, *, chosen: bool
) -> None:
    emotion = EmotionSettings(personal_baseline=chosen)
    at_rest = EmotionEstimate(np.array([-2, -3, 0, 1, -3, -3], np.float32), clarity=0.8)
    seen = replace(make_face(student_id=1, liveness=LivenessStatus.LIVE), emotion=at_rest)

    with running_app(tmp_path, emotion=emotion) as client:
        recorder: Recorder = client.app.state.live.recorder  # type: ignore[attr-defined]
        client.post("/api/students", json={"name": "Amara"})
        for second in range(SECONDS):
            recorder.add(make_result(1, seen), class_session_id=None, seen_at=2**30 + second)
    with running_app(tmp_path, emotion=emotion) as client:
        baseline = client.get("/api/students/1/emotion-baseline").json()

    assert (baseline["resting"] is not None) is chosen


def see_red(folder: Path, emotion: EmotionSettings) -> dict[str, object]:
    """What is shown of a student in red, whose face is known at rest as those of seven others."""
    with running_app(folder, emotion=emotion) as client:
        services = client.app.state.services  # type: ignore[attr-defined]
        if services.students.search(services.recognition.embedder)[1] == 0:
            for index in range(8):
                created = client.post("/api/students", json={"name": f"Student {index}"})
                student_id = created.json()["id"]
                minutes = [
                    RestingMinute(student_id, 2**40, day // 10, Expression(-3.0, index / 10))
                    for day in range(20)
                ]
                services.emotion_baselines.learn(minutes, now=services.clock())
            photo = {"images": ("red.jpg", make_picture(RED), "image/jpeg")}
            client.post("/api/students/1/faces", files=photo)
        with client.websocket_connect("/ws/live") as socket:
            socket.send_text(start_text())
            socket.receive_json()
            for frame in range(3):
                socket.send_bytes(binary_frame(frame, make_picture(RED)))
                (face,) = socket.receive_json()["faces"]
    assert face["identity"]["student_id"] == 1
    seen: dict[str, object] = face["emotion"]
    return seen
