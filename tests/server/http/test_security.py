"""What keeps other web pages out."""

import socket

import pytest

from server.settings import Settings
from tests.server.api.factories import Api, open_api


@pytest.mark.parametrize("path", ["/api/about", "/docs", "/api/nothing", "/metrics"])
def test_every_answer_has_the_headers(api: Api, path: str) -> None:
    headers = api.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy  # default-src holds: no inline script, no eval
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert not [name for name in headers if name.startswith("access-control")]


def test_data_about_students_is_not_cached(api: Api) -> None:
    assert api.client.get("/api/students").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil"])
def test_pages_of_other_origins_cannot_write(api: Api, origin: str) -> None:
    student_id = api.create_student()
    answer = api.client.post(
        f"/api/students/{student_id}/faces",
        files={"images": b"x"},
        headers={"Origin": origin},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin_request")


def test_preflight_of_another_origin_gets_no_permission(api: Api) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "DELETE"}
    answer = api.client.options("/api/students/1", headers=headers)
    assert "access-control-allow-origin" not in answer.headers


def test_own_page_and_programs_can_write(api: Api) -> None:
    body = {"name": "Amara"}
    own = api.client.post("/api/students", json=body, headers={"Origin": "http://testserver"})
    program = api.client.post("/api/students", json=body)
    assert [own.status_code, program.status_code] == [201, 201]


def test_allowed_page_can_write_behind_a_proxy_that_hides_the_host(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = Settings(allowed_origins=["https://School.example/"])
    with open_api(tmp_path_factory.mktemp("api"), settings=settings) as api:
        headers = {"Origin": "https://school.example", "Host": "localhost:8000"}
        answer = api.client.post("/api/students", json={"name": "Amara"}, headers=headers)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1"]
)
def test_a_name_of_somebody_else_gets_nothing(api: Api, host: str) -> None:
    api.create_student()
    answer = api.client.get("/api/students", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")
    assert host in answer.json()["detail"]
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000",
        "[::1]:8000",
        "[::1]",
        "192.168.4.20",
        "localhost",
        "room-12.localhost",
        "homeroom",
    ],
)
def test_addresses_and_local_names_are_known(api: Api, host: str) -> None:
    assert api.client.get("/api/students", headers={"Host": host}).status_code == 200


def test_name_of_the_machine_is_known(api: Api) -> None:
    for name in (socket.gethostname(), f"{socket.gethostname().upper()}.local:8000"):
        assert api.client.get("/api/about", headers={"Host": name}).status_code == 200


def test_operator_can_allow_an_origin(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(allowed_origins=["https://school.example"])
    with open_api(tmp_path_factory.mktemp("api"), settings=settings) as api:
        headers = {"Origin": "https://school.example"}
        answer = api.client.post("/api/students", json={"name": "Amara"}, headers=headers)
        known = api.client.get("/api/students", headers={"Host": "school.example"})
    assert (answer.status_code, known.status_code) == (201, 200)
