"""Limits of size and rate, over the API and on their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.http.limits import TokenBuckets
from server.settings import LimitSettings, Settings
from tests.server.api.factories import Api, open_api

KIB = 1024
SMALL = Settings(limits=LimitSettings(max_upload_bytes=64 * KIB, max_requests_per_second=2))


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Api]:
    with open_api(tmp_path, settings=SMALL) as opened:
        yield opened


def in_pieces(total: int) -> Iterator[bytes]:
    """A body whose length is not declared."""
    for _ in range(total // KIB):
        yield b"x" * KIB


def test_body_of_50_megabytes_is_refused(api: Api) -> None:
    student_id = api.create_student()
    photo = ("large.jpg", b"\xff\xd8\xff" + b"x" * 50_000_000)
    answer = api.client.post(f"/api/students/{student_id}/faces", files={"images": photo})
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")
    assert "40 MiB" in answer.json()["detail"]
    assert answer.headers["connection"] == "close"  # what is left of it is not read


@pytest.mark.parametrize("path", ["/api/students", "/api/students/1/faces"])
def test_body_of_undeclared_length_is_cut(limited: Api, path: str) -> None:
    limited.create_student()
    headers = {"content-type": "multipart/form-data; boundary=x"}
    if path == "/api/students":
        headers = {"content-type": "application/json"}
    answer = limited.client.post(path, content=in_pieces(200 * KIB), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")
    assert "larger than 0.0625 MiB" in answer.json()["detail"]


def test_body_within_the_limit_of_undeclared_length_is_read(limited: Api) -> None:
    body = iter([b'{"name": ', b'"Amara"}'])
    headers = {"content-type": "application/json"}
    assert limited.client.post("/api/students", content=body, headers=headers).status_code == 201


def test_requests_above_the_rate_wait(limited: Api) -> None:
    burst = [limited.client.get("/api/about").status_code for _ in range(8)]
    refused = limited.client.get("/api/about")
    assert burst == [200] * 8
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["detail"].endswith("try again in 1 s")
    limited.clock.advance(0.5)
    assert limited.client.get("/api/about").status_code == 200
    assert limited.client.get("/api/about").status_code == 429


def test_health_and_metrics_are_never_limited(limited: Api) -> None:
    for path in ("/api/health/live", "/metrics"):
        assert {limited.client.get(path).status_code for _ in range(30)} == {200}


def test_clients_have_buckets_of_their_own() -> None:
    buckets = TokenBuckets(1.0, 1.0, lambda: 0.0)
    assert buckets.take("10.0.0.1") == 0
    assert buckets.take("10.0.0.1") == 1
    assert buckets.take("10.0.0.2") == 0


def test_many_clients_do_not_fill_the_memory() -> None:
    now = 0.0
    buckets = TokenBuckets(1.0, 4.0, lambda: now)
    for number in range(30_000):
        now = number / 1000
        assert buckets.take(f"client {number}") == 0
    assert len(buckets) <= 10_000


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200), st.floats(0.5, 20))
def test_no_more_than_burst_and_rate_get_through(pauses: list[float], rate: float) -> None:
    now = 0.0
    buckets = TokenBuckets(rate, 4 * rate, lambda: now)
    passed = 0
    for pause in pauses:
        now += pause
        passed += buckets.take("client") == 0
    assert passed <= max(4 * rate, 1) + now * rate + 1e-6
