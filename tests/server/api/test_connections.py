"""Who streams now, and how well."""

from pathlib import Path

from server.live.farewell import Totals
from server.live.hub import Traffic
from server.live.traffic import CameraTraffic, Rates
from server.recognition.effort import Effort, effort_steps
from tests.server.api.factories import NOW, open_api


def make_camera(connection_id: str, *, opened_at: float = NOW.timestamp()) -> CameraTraffic:
    return CameraTraffic(
        connection_id=connection_id,
        class_session_id=None,
        opened_at=opened_at,
        rates=Rates(frames_per_second=24.5, dropped_per_second=0.5, latency_ms=30.0),
        totals=Totals(received=100, done=90, dropped=9, failed=1),
    )


def test_connections_tell_how_each_camera_is_doing(tmp_path: Path) -> None:
    now = Traffic((make_camera("9f2c"),), watchers=2)
    with open_api(tmp_path, traffic=lambda: now) as api:
        answer = api.get("/api/connections")

    assert answer["watchers"] == 2
    assert answer["max_connections"] == 64
    assert answer["lowered"] == []
    assert answer["cameras"] == [
        {
            "connection_id": "9f2c",
            "class_session_id": None,
            "connected_at": NOW.isoformat().replace("+00:00", "Z"),
            "frames_per_second": 24.5,
            "dropped_per_second": 0.5,
            "latency_ms": 30.0,
            "frames_received": 100,
            "frames_done": 90,
            "frames_dropped": 9,
            "frames_failed": 1,
        }
    ]


def test_connections_tell_what_a_busy_server_has_lowered(tmp_path: Path) -> None:
    with open_api(tmp_path, traffic=lambda: Traffic((), watchers=0)) as api:
        api.services.governor.effort.current = effort_steps(Effort())[3]
        answer = api.get("/api/connections")

    assert answer["lowered"] == ["emotion_rate", "scan_rate"]


def test_camera_that_came_first_is_listed_first(tmp_path: Path) -> None:
    cameras = (make_camera("late", opened_at=20), make_camera("early", opened_at=10))
    with open_api(tmp_path, traffic=lambda: Traffic(cameras, watchers=0)) as api:
        answer = api.get("/api/connections")

    assert [camera["connection_id"] for camera in answer["cameras"]] == ["early", "late"]
