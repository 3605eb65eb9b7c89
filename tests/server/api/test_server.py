"""What the server tells of itself."""

from datetime import datetime
from pathlib import Path

import pytest

from server import __version__
from server.settings import Settings
from tests.fakes import photo
from tests.server.api.factories import EMBEDDER, NOW, Api, open_api
from tests.students_db.factories import database_path


def test_about_tells_networks_and_emotion_sets(api: Api) -> None:
    about = api.get("/api/about")
    assert about["networks"][0]["name"] == EMBEDDER.name
    assert about["emotion_sets"]["engagement"][-1] == "surprise"
    assert about["max_enrollment_images"] == 20
    assert about["demo_clip_url"] is None


def test_about_tells_version_schema_and_start(api: Api) -> None:
    about = api.get("/api/about")
    assert about["version"] == __version__
    assert about["database_schema"] == api.services.database.revision()
    assert datetime.fromisoformat(about["started_at"]) == NOW


def test_demo_clip_is_served_in_parts(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"0123456789")
    with open_api(tmp_path, settings=Settings(demo_clip=clip)) as api:
        url = api.get("/api/about")["demo_clip_url"]
        part = api.client.get(url, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["content-type"] == "video/mp4"


def test_part_that_the_demo_clip_does_not_have_is_a_problem(tmp_path: Path) -> None:
    clip = tmp_path / "clip.webm"
    clip.write_bytes(b"0123456789")
    with open_api(tmp_path, settings=Settings(demo_clip=clip)) as api:
        answer = api.client.get("/api/demo-clip", headers={"Range": "bytes=10-"})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == "bytes */10"
    assert "10 bytes" in answer.json()["detail"]


def test_demo_clip_that_is_not_there_is_not_offered(tmp_path: Path) -> None:
    with open_api(tmp_path, settings=Settings(demo_clip=tmp_path / "gone.mp4")) as api:
        assert api.get("/api/about")["demo_clip_url"] is None
        answer = api.client.get("/api/demo-clip")
    assert (answer.status_code, answer.json()["code"]) == (404, "demo_clip_not_found")


def test_gallery_counts_students_and_faces(api: Api) -> None:
    api.enroll(api.create_student("Amara"), photo(), photo(hue=20))
    api.create_student("Bilal")
    gallery = api.get("/api/gallery")
    assert (gallery["students"], gallery["faces"]) == (1, 2)
    assert gallery["students_who_need_enrollment"] == 1
    assert (gallery["embedder"], gallery["known_threshold"]) == (EMBEDDER.name, 0.5)


def test_health_is_good(api: Api) -> None:
    assert api.get("/api/health/live") == {"status": "ok"}
    assert api.get("/api/health/ready") == {"status": "ok", "database": "ok", "networks": "ok"}


def test_not_ready_says_why(tmp_path: Path) -> None:
    with open_api(tmp_path, networks_problem=lambda: "the GPU is gone; restart") as api:
        answer = api.client.get("/api/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "not_ready",
        "database": "ok",
        "networks": "the GPU is gone; restart",
    }


def test_not_ready_without_a_database(api: Api, tmp_path: Path) -> None:
    api.services.database.close()
    for file in tmp_path.glob("homeroom.sqlite3*"):
        file.unlink()
    database_path(tmp_path).write_bytes(b"no database any more" * 100)
    answer = api.client.get("/api/health/ready")
    assert answer.status_code == 503
    assert "damaged" in answer.json()["database"]
    assert api.client.get("/api/health/live").status_code == 200


def test_metrics_count_requests_by_route(api: Api) -> None:
    student_id = api.create_student()
    api.get(f"/api/students/{student_id}")
    api.client.get("/api/students/99")
    api.client.get("/somewhere/else")
    answer = api.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        'homeroom_http_requests_total{method="POST",route="/api/students",status="201"} 1.0',
        'route="/api/students/{student_id}",status="200"} 1.0',
        'route="/api/students/{student_id}",status="404"} 1.0',
        'route="other",status="404"} 1.0',
    ):
        assert line in answer.text
    assert f"/api/students/{student_id}" not in answer.text


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/students/1/nothing"])
def test_unknown_path_is_a_problem(api: Api, path: str) -> None:
    answer = api.client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert path in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/api/students"), ("DELETE", "/api/about"), ("POST", "/metrics")]
)
def test_unknown_method_is_a_problem(api: Api, method: str, path: str) -> None:
    answer = api.client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"]
