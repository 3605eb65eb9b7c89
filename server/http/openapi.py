"""The API's own description: which problems a call answers, and examples of them."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI

from server.http.problems import MEDIA_TYPE, Problem

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

DESCRIPTION: Final = """\
Homeroom recognises enrolled students on classroom cameras and keeps their emotion history.

Every error is a problem document (RFC 9457) whose `code` is stable. Times are ISO 8601 with a zone.
Live frames travel over a WebSocket at `/ws/live`; docs/protocol.md describes it.
"""

_PROBLEMS: Final[Mapping[str, tuple[HTTPStatus, str]]] = {
    "bad_request": (HTTPStatus.BAD_REQUEST, "There was an error parsing the body"),
    "bad_range_header": (
        HTTPStatus.BAD_REQUEST,
        "the header Range cannot be read; write it as bytes=0-1023",
    ),
    "not_multipart": (
        HTTPStatus.BAD_REQUEST,
        "send the photos as multipart/form-data, in fields named images",
    ),
    "idempotency_key_reused": (
        HTTPStatus.BAD_REQUEST,
        "this Idempotency-Key came with another request already; take a new one",
    ),
    "cross_origin_request": (
        HTTPStatus.FORBIDDEN,
        "a page of another origin may not change anything here; an operator can allow it with a "
        "setting such as HOMEROOM_ALLOWED_ORIGINS=https://school.example",
    ),
    "student_not_found": (HTTPStatus.NOT_FOUND, "there is no student with the id 17"),
    "face_not_found": (HTTPStatus.NOT_FOUND, "student 17 has no stored face with the id 204"),
    "class_session_not_found": (HTTPStatus.NOT_FOUND, "there is no class session with the id 3"),
    "demo_clip_not_found": (
        HTTPStatus.NOT_FOUND,
        "this server has no demo clip; start it with ./scripts/run --demo",
    ),
    "upload_timeout": (
        HTTPStatus.REQUEST_TIMEOUT,
        "the upload stopped or is too slow: 96 KiB came in 36 seconds; send it again, fewer photos "
        "at once or over a better connection",
    ),
    "external_id_taken": (
        HTTPStatus.CONFLICT,
        "another student has the external id '2026-0147' already",
    ),
    "corrected_meanwhile": (
        HTTPStatus.CONFLICT,
        "the attendance was corrected meanwhile, at 2026-11-20T08:50:00Z, to late, with the note "
        "'Missed the bus'; read it again, then decide",
    ),
    "note_changed_meanwhile": (
        HTTPStatus.CONFLICT,
        "the note was changed meanwhile, to 'Fire drill at 10:40'; read it again, then decide",
    ),
    "class_session_running": (
        HTTPStatus.CONFLICT,
        "class session 3 is still running; end it first",
    ),
    "payload_too_large": (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "the request's body is larger than 40 MiB; send fewer or smaller photos",
    ),
    "range_not_satisfiable": (
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "the header Range asks for a part that is not there; the file has 1482316 bytes",
    ),
    "unknown_host": (
        HTTPStatus.MISDIRECTED_REQUEST,
        "'school.example' is not known as a name of this server; if it is one, an operator says so "
        "with a setting such as HOMEROOM_ALLOWED_ORIGINS=https://school.example",
    ),
    "invalid_request": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "name: String should have at most 200 characters",
    ),
    "head_turn_needed": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The photos do not show a head that turns: a picture held into the camera looks like that. "
        "Take them again, and turn the head well to the left and to the right. …",
    ),
    "bad_range": (HTTPStatus.UNPROCESSABLE_ENTITY, "`from` must be earlier than `to`, got …"),
    "bad_bucket": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "bucket: Input should be '10s', '1m', '5m', '1h' or '1d'",
    ),
    "bad_time_zone": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "tz: Value error, should be a time zone's IANA name, such as Europe/Berlin",
    ),
    "too_many_buckets": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "259200 buckets of 10s are too many, at most 10000 are answered: bucket=5m would do",
    ),
    "too_many_requests": (
        HTTPStatus.TOO_MANY_REQUESTS,
        "too many requests from this address; try again in 1 s",
    ),
    "database_locked": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "another program keeps the database locked; close it, then try again",
    ),
    "uploads_busy": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "8 uploads are under way, and no place became free for yours in 60 seconds; send it again",
    ),
}

_JSON: Final = "application/json"
_EVERYWHERE: Final = ("too_many_requests", "database_locked")
_REPLACED: Final = ("HTTPValidationError", "ValidationError")


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of an endpoint for its `responses`."""
    responses: dict[int | str, dict[str, Any]] = {}
    for code in (*codes, *_EVERYWHERE):
        _add_problem(responses, int(_PROBLEMS[code][0]), code)
    return responses


def install_openapi(app: FastAPI, *, examples: Mapping[str, Json]) -> None:
    """Let the description know problem documents in place of FastAPI's own errors, and examples.

    Those are by schema. FastAPI would leave out what is null in them.
    """
    generate = app.openapi

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            _adapt(generate(), examples)
        return generate()

    app.openapi = describe  # type: ignore[method-assign] # FastAPI's documented way


def _adapt(schema: dict[str, Any], examples: Mapping[str, Json]) -> None:
    schema["info"]["description"] = DESCRIPTION
    components = schema["components"]["schemas"]
    for name in _REPLACED:
        components.pop(name, None)
    for name, example in examples.items():
        components[name]["examples"] = [example]
    components[Problem.__name__] = Problem.model_json_schema()
    for path in schema["paths"].values():
        for method, operation in path.items():
            responses = operation["responses"]
            _split_docstring(operation)
            _replace_validation_error(responses)
            for code in _refusals(method, operation):
                _add_problem(responses, str(int(_PROBLEMS[code][0])), code)
            operation["responses"] = dict(sorted(responses.items()))


def _split_docstring(operation: dict[str, Any]) -> None:
    """A docstring's first line is the summary, the rest the description."""
    summary, _, rest = operation["description"].partition("\n\n")
    operation["summary"] = summary.rstrip(".")
    operation["description"] = rest or summary


def _replace_validation_error(responses: dict[str, Any]) -> None:
    invalid = HTTPStatus.UNPROCESSABLE_ENTITY
    given = responses.get(str(invalid.value))
    if given is not None and MEDIA_TYPE not in given["content"]:
        responses[str(invalid.value)] = problems("invalid_request")[invalid.value]


def _refusals(method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a call is answered before it is looked at, by its method and its body."""
    yield "unknown_host"
    if method != "get":
        yield "cross_origin_request"
    bodies = operation.get("requestBody", {}).get("content", {})
    if bodies:
        yield "payload_too_large"
        yield from ("bad_request",) if _JSON in bodies else ("upload_timeout", "uploads_busy")


def _add_problem(responses: dict[Any, dict[str, Any]], status: int | str, code: str) -> None:
    response = responses.setdefault(status, _response(_PROBLEMS[code][0]))
    response["content"][MEDIA_TYPE]["examples"][code] = {"value": _example(code)}


def _response(status: HTTPStatus) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        "description": status.phrase,
        "content": {MEDIA_TYPE: {"schema": reference, "examples": {}}},
    }


def _example(code: str) -> dict[str, str | int]:
    status, detail = _PROBLEMS[code]
    return {
        "type": f"urn:homeroom:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": int(status),
        "detail": detail,
        "code": code,
    }
