"""Errors as RFC 9457 problem documents: what they look like, and which error becomes which."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request

from models.errors import ModelError
from server.errors import HomeroomError
from server.http.methods import known_methods
from server.http.security_headers import add_security_headers
from students_db import errors as database_errors

MEDIA_TYPE: Final = "application/problem+json"

_DATABASE_STATUSES: Final = (
    (database_errors.NotFoundError, HTTPStatus.NOT_FOUND),
    (database_errors.ConflictError, HTTPStatus.CONFLICT),
    (database_errors.DatabaseError, HTTPStatus.SERVICE_UNAVAILABLE),
)

_SOON: Final = {"Retry-After": "5"}

# A fault in one of these fields has a code of its own; all others share `invalid_request`.
_FIELD_CODES: Final = {
    "bucket": "bad_bucket",
    "from": "bad_range",
    "to": "bad_range",
    "tz": "bad_time_zone",
}

_logger = logging.getLogger(__name__)


class Problem(BaseModel):
    """RFC 9457 problem details; `code` is stable and meant for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = None
    errors: list[dict[str, str]] = []
    """For input that does not validate: `field` and `message` of each fault."""


def problem_response(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Build the answer; `code` names the kind of problem and is the end of its type."""
    problem = Problem(
        type=f"urn:homeroom:problem:{code}",
        title=code.replace("_", " ").capitalize(),
        status=status,
        detail=detail,
        code=code,
        errors=[dict(error) for error in errors],
    )
    return JSONResponse(
        problem.model_dump(exclude_none=True), status, headers=headers, media_type=MEDIA_TYPE
    )


def error_response(error: HomeroomError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return problem_response(error.status, error.code, error.detail, headers=headers)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error with a problem document."""
    app.add_exception_handler(HomeroomError, _on_homeroom_error)
    app.add_exception_handler(database_errors.StudentsDbError, _on_database_error)
    app.add_exception_handler(ModelError, _on_model_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_unexpected_error)


async def _on_homeroom_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HomeroomError)
    is_for_now = error.status == HTTPStatus.SERVICE_UNAVAILABLE
    return error_response(error, _SOON if is_for_now else None)


async def _on_database_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, database_errors.StudentsDbError)
    status = next(status for kind, status in _DATABASE_STATUSES if isinstance(error, kind))
    headers = None
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        _logger.error("database: %s", error.detail)
        headers = _SOON
    return problem_response(status, error.code, error.detail, headers=headers)


async def _on_model_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ModelError)
    _logger.error("network: %s", error)
    return problem_response(HTTPStatus.SERVICE_UNAVAILABLE, error.code, str(error))


async def _on_validation_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = _faults(error)
    codes = {_FIELD_CODES.get(fault["field"], "invalid_request") for fault in faults}
    code = codes.pop() if len(codes) == 1 else "invalid_request"
    detail = "; ".join(f"{fault['field']}: {fault['message']}" for fault in faults)
    return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, code, detail, errors=faults)


def _faults(error: RequestValidationError) -> list[dict[str, str]]:
    """One for each field; one that may be this or that has the messages of both."""
    messages: dict[str, list[str]] = {}
    for fault in error.errors():
        messages.setdefault(_field(fault), []).append(_message(fault))
    return [{"field": field, "message": ", or: ".join(said)} for field, said in messages.items()]


def _field(fault: Mapping[str, Any]) -> str:
    """Name the field as the client wrote it."""
    place, *path = fault["loc"]
    if fault["type"] == "json_invalid":
        return "body"  # its path is a position
    if place != "body":  # a parameter's name and an index; what follows are pydantic's own words
        path = path[:1] + [part for part in path[1:] if isinstance(part, int)]
    return ".".join(str(part) for part in path) or "body"


def _message(fault: Mapping[str, Any]) -> str:
    """Say what is wrong; what was sent is not repeated, it may be long."""
    if fault["type"] == "json_invalid":
        return f"not JSON at character {fault['loc'][1]}: {fault['ctx']['error']}"
    if fault["loc"] == ("body",) and isinstance(fault["input"], bytes):  # nobody tried to read it
        return "send it with Content-Type: application/json"
    message: str = fault["msg"]
    return message


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if status < HTTPStatus.BAD_REQUEST:
        return Response(status_code=status, headers=error.headers)
    detail, headers = str(error.detail), error.headers
    if status == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {request.url.path}"
    elif status == HTTPStatus.METHOD_NOT_ALLOWED:
        known = ", ".join(known_methods(request.app.router.routes, request.scope))
        detail = f"{request.url.path} does not know {request.method}; it knows {known}"
        headers = {"Allow": known}  # the one that came along names those of one route alone
    return problem_response(status, status.name.lower(), detail, headers=headers)


async def _on_unexpected_error(request: Request, _error: Exception) -> Response:
    """Say nothing of the cause to the client; Starlette raises it again for the server's log.

    This answer passes no middleware, so that it takes its headers along.
    """
    response = problem_response(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal_error",
        "The server made a mistake; its log says more.",
    )
    add_security_headers(response.headers, request.url.path)
    return response
