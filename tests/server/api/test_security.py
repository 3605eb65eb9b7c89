"""What keeps other web pages out."""

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


def test_operator_can_allow_an_origin(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(allowed_origins=["https://school.example"])
    with open_api(tmp_path_factory.mktemp("api"), settings=settings) as api:
        headers = {"Origin": "https://school.example"}
        answer = api.client.post("/api/students", json={"name": "Amara"}, headers=headers)
    assert answer.status_code == 201
