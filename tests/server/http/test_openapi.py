"""The API's description and its page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.api.examples import EXAMPLES
from server.api.schemas import Schema
from server.http.problems import Problem
from server.settings import Settings
from tests.server.api.factories import Api, open_api

Json = dict[str, Any]

JSON = {"Content-Type": "application/json"}
OTHER_PAGE = {"Origin": "https://evil.example"}


def operations(api: Api) -> Iterator[tuple[str, Json]]:
    for path, methods in api.get("/openapi.json")["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def every_schema(base: type[Schema]) -> Iterator[type[Schema]]:
    """Those that the application has imported, which is all of them."""
    for schema in base.__subclasses__():
        yield schema
        yield from every_schema(schema)


def has_example(content: Json, components: Json) -> bool:
    schema = content.get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    return bool({"example", "examples"} & {*content, *components.get(name, {})})


def test_every_example_is_valid_as_it_is_served(api: Api) -> None:
    served = api.get("/openapi.json")["components"]["schemas"]
    for name in EXAMPLES:
        (schema,) = (found for found in every_schema(Schema) if found.__name__ == name)
        (example,) = served[name]["examples"]
        schema.model_validate(example)


def test_every_call_is_described(api: Api) -> None:
    for call, operation in operations(api):
        assert operation["summary"], call
        assert operation["description"], call
        assert operation["tags"], call


def test_every_call_has_examples_of_request_and_answer(api: Api) -> None:
    components = api.get("/openapi.json")["components"]["schemas"]
    for call, operation in operations(api):
        bodies = list(operation.get("requestBody", {}).get("content", {}).values())
        for status, response in operation["responses"].items():
            assert status == "204" or response.get("content"), (call, status)
            bodies += response.get("content", {}).values()
        for content in bodies:
            assert has_example(content, components), call


def test_every_problem_is_described_as_one(api: Api) -> None:
    for call, operation in operations(api):
        failures = {
            status: response
            for status, response in operation["responses"].items()
            if status >= "400" and "/health/" not in call
        }
        for status, response in failures.items():
            (content,) = response["content"].items()
            assert content[0] == "application/problem+json", (call, status)
            for example in content[1]["examples"].values():
                assert str(example["value"]["status"]) == status
                Problem.model_validate(example["value"])


@pytest.mark.parametrize(
    ("call", "headers", "body"),
    [
        ("POST /api/students", JSON, b'{"name": "\xff"}'),
        ("PUT /api/class-sessions/{class_session_id}/roll", JSON, b"x" * 50_000_000),
        ("POST /api/class-sessions/{class_session_id}/end", OTHER_PAGE, b""),
        ("DELETE /api/students/{student_id}", OTHER_PAGE, b""),
        ("GET /api/health/live", {"Host": "evil.example"}, b""),
        ("GET /api/demo-clip", {"Range": "bytes=10-"}, b""),
        ("GET /api/demo-clip", {"Range": "a part"}, b""),
    ],
)
def test_refusal_is_described(
    tmp_path: Path, call: str, headers: dict[str, str], body: bytes
) -> None:
    clip = tmp_path / "clip.webm"
    clip.write_bytes(b"0123456789")
    method, template = call.split()
    path = re.sub(r"\{\w+\}", "1", template)
    with open_api(tmp_path, settings=Settings(demo_clip=clip)) as api:
        answer = api.client.request(method, path, headers=headers, content=body)
        described = dict(operations(api))[call]["responses"]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = described[str(answer.status_code)]["content"]["application/problem+json"]
    assert answer.json()["code"] in problem["examples"]


@pytest.mark.parametrize("path", ["/api/students/{student_id}/faces", "/api/faces/check"])
def test_uploads_that_are_slow_or_too_many_are_described(api: Api, path: str) -> None:
    responses = dict(operations(api))[f"POST {path}"]["responses"]
    assert "408" in responses
    assert "uploads_busy" in str(responses["503"])


def test_demo_clip_is_described_as_it_is_sent(tmp_path: Path) -> None:
    clip = Path(__file__).resolve().parents[3] / "demo" / "class.webm"
    with open_api(tmp_path, settings=Settings(demo_clip=clip)) as api:
        answer = api.client.get("/api/demo-clip", headers={"Range": "bytes=0-9"})
        described = dict(operations(api))["GET /api/demo-clip"]["responses"]
    assert answer.headers["content-type"] in described[str(answer.status_code)]["content"]


def test_description_points_nowhere_else(api: Api) -> None:
    text = api.client.get("/openapi.json").text
    assert "HTTPValidationError" not in text
    assert "example.com" not in text


def test_call_names_are_short_and_unique(api: Api) -> None:
    names = [operation["operationId"] for _call, operation in operations(api)]
    assert len(set(names)) == len(names)
    assert "create_student" in names


def calls_in_guide() -> list[str]:
    """Such as "DELETE /api/students/2/faces"; a command goes on after a backslash."""
    guide = (Path(__file__).resolve().parents[3] / "docs" / "http-api.md").read_text()
    commands = re.findall(r"^curl .*", guide.replace("\\\n", " "), re.MULTILINE)
    return [
        f"{curl_method(command)} {path}"
        for command in commands
        for path in re.findall(r"http://localhost:8000([^\s?']+)", command)
    ]


def curl_method(command: str) -> str:
    if named := re.search(r" -X (\w+)", command):
        return named[1]
    return "POST" if re.search(r" (-F|--json|--data-binary) ", command) else "GET"


def test_guide_shows_every_call(api: Api) -> None:
    shown = calls_in_guide()
    for call, _operation in operations(api):
        pattern = re.sub(r"\{\w+\}", "[^/ ]+", call)
        assert any(re.fullmatch(pattern, one) for one in shown), call


def test_docs_load_only_from_here(api: Api) -> None:
    page = api.client.get("/docs").text
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(linked) == 4
    for link in linked:
        assert link.startswith("/docs-assets/")
        assert api.client.get(link).status_code == 200
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert api.client.get("/redoc").status_code == 404
