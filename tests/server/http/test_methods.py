"""HEAD, and methods that a path does not know."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from server.http.methods import HeadAsGet
from server.settings import Settings
from tests.server.api.factories import Api, open_api


@pytest.mark.parametrize(
    "path",
    [
        "/api/students",
        "/api/students/99",
        "/api/students/1/attendance.csv",
        "/api/health/live",
        "/metrics",
        "/docs",
        "/openapi.json",
    ],
)
def test_head_is_answered_as_get_less_the_body(api: Api, path: str) -> None:
    api.create_student()
    got, asked = api.client.get(path), api.client.head(path)
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    assert got.content
    for name in ("content-type", "content-disposition", "cache-control", "x-frame-options"):
        assert asked.headers.get(name) == got.headers.get(name)
    if path != "/metrics":  # it counts the one before
        assert asked.headers.get("content-length") == got.headers.get("content-length")


def test_head_tells_how_large_the_demo_clip_is(tmp_path: Path) -> None:
    clip = tmp_path / "clip.webm"
    clip.write_bytes(b"0123456789")
    with open_api(tmp_path, settings=Settings(demo_clip=clip)) as api:
        answer = api.client.head("/api/demo-clip")
    assert (answer.status_code, answer.headers["content-length"]) == (200, "10")
    assert answer.content == b""


def test_head_ends_what_would_be_sent() -> None:
    made = 0

    def rows() -> Iterator[str]:
        nonlocal made
        for _ in range(10_000):
            made += 1
            yield "a row\n"

    answer = TestClient(HeadAsGet(StreamingResponse(rows(), media_type="text/csv"))).head("/")

    assert (answer.status_code, answer.content) == (200, b"")
    assert made < 10_000


def test_head_is_counted_as_such(api: Api) -> None:
    api.client.head("/api/students/99")
    line = 'homeroom_http_requests_total{method="HEAD",route="/api/students/{student_id}",status='
    assert f'{line}"404"}} 1.0' in api.client.get("/metrics").text


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [
        ("PUT", "/api/students/1", {"GET", "HEAD", "PATCH", "DELETE"}),
        ("HEAD", "/api/students/1/photos", {"DELETE"}),
        ("GET", "/api/students/1/faces", {"POST", "DELETE"}),
        ("OPTIONS", "/api/class-sessions/1/attendance/1", {"PUT", "DELETE"}),
        ("POST", "/metrics", {"GET", "HEAD"}),
    ],
)
def test_method_that_is_not_known_is_told_all_that_are(
    api: Api, method: str, path: str, known: set[str]
) -> None:
    answer = api.client.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == known
    if method != "HEAD":
        assert answer.json()["detail"].endswith(f"; it knows {answer.headers['allow']}")
