"""A small client of the REST API: what command-line programs need to enrol people.

It imports nothing of the server, so that a program that uses it starts quickly.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypedDict, TypeVar

import httpx

PAGE_SIZE: Final = 200
READ_TIMEOUT_SECONDS: Final = 60.0
"""Twenty large photos on a slow machine."""
MAX_ATTEMPTS: Final = 8
NOT_NOW: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""Answers that say nothing of the request itself: the next one would have the same."""


Read = TypeVar("Read")


class StudentRow(TypedDict):
    """The part of the API's `Student` that is used here."""

    id: int
    name: str
    faces: int


class StudentPage(TypedDict):
    items: list[StudentRow]
    total: int


class ReasonRow(TypedDict):
    detail: str


class ResultRow(TypedDict):
    filename: str
    accepted: bool
    reasons: list[ReasonRow]


class ReportRow(TypedDict):
    """What the API says of uploaded photos."""

    accepted: int
    results: list[ResultRow]


class SchoolClientError(Exception):
    """The server cannot be reached, or refused; the message says what to do where that is known."""


class SchoolRefusedError(SchoolClientError):
    """The server does not do what this one request asks; others may fare better.

    `detail` is what it says itself.
    """

    def __init__(self, url: httpx.URL, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.detail = detail


@dataclass(frozen=True, slots=True)
class EnrolledStudent:
    student_id: int
    name: str
    faces: int
    """Stored embeddings that the server can use now."""


@dataclass(frozen=True, slots=True)
class FacesReport:
    accepted: int
    rejected: tuple[str, ...]
    """One line per rejected photo: its name and why."""


class SchoolClient:
    """Students and their faces on one server. Waits and tries again when told to slow down."""

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        timeout = httpx.Timeout(10.0, read=READ_TIMEOUT_SECONDS)
        self._http = httpx.Client(  # a school's server is not behind the proxy of its web
            base_url=self.url, timeout=timeout, transport=transport, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def is_ready(self) -> bool:
        try:
            return self._http.get("/api/health/ready").status_code == HTTPStatus.OK
        except httpx.TransportError:
            return False

    def offers_demo(self) -> bool:
        """Whether it offers the demo's film as a camera, which a school's own server does not."""
        about = self._call(self._http.build_request("GET", "/api/about"))
        try:
            return bool(about.json()["demo_clip_url"])
        except (ValueError, KeyError, TypeError):  # of another program
            return False

    def students(self) -> list[EnrolledStudent]:
        """Everyone, page by page."""
        found: list[EnrolledStudent] = []
        while True:
            query = {"limit": PAGE_SIZE, "offset": len(found)}
            request = self._http.build_request("GET", "/api/students", params=query)
            rows, total = self._read(request, _page)
            found += rows
            if not rows or len(found) >= total:
                return found

    def create_student(self, name: str) -> EnrolledStudent:
        request = self._http.build_request("POST", "/api/students", json={"name": name})
        return self._read(request, _student)

    def add_faces(self, student_id: int, photos: Iterable[Path]) -> FacesReport:
        """Send photos, at most as many as the server takes at once (20 by default).

        Raises OSError for a file that cannot be read.
        """
        images = [("images", (photo.name, photo.read_bytes())) for photo in photos]
        path = f"/api/students/{student_id}/faces"
        return self._read(self._http.build_request("POST", path, files=images), _report)

    def _read(self, request: httpx.Request, read: Callable[[Any], Read]) -> Read:
        """Send a request and read its answer, which another program's would not be."""
        response = self._call(request)
        try:
            return read(response.json())
        except (ValueError, KeyError, TypeError) as error:
            raise SchoolClientError(f"{self.url} does not answer like Homeroom") from error

    def _call(self, request: httpx.Request) -> httpx.Response:
        for _ in range(MAX_ATTEMPTS):
            response = self._send(request)
            if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                break
            time.sleep(_seconds(response.headers.get("Retry-After", "1")))
        if response.status_code in NOT_NOW:
            raise SchoolClientError(f"{request.url}: {_detail(response)}")
        if response.is_error:
            raise SchoolRefusedError(request.url, _detail(response))
        return response

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._http.send(request)
        except httpx.RequestError as error:
            raise SchoolClientError(f"no answer from {self.url} ({error})") from error


def _page(page: StudentPage) -> tuple[list[EnrolledStudent], int]:
    return [_student(row) for row in page["items"]], page["total"]


def _student(row: StudentRow) -> EnrolledStudent:
    return EnrolledStudent(student_id=row["id"], name=row["name"], faces=row["faces"])


def _report(report: ReportRow) -> FacesReport:
    rejected = tuple(
        f"{result['filename']}: {' '.join(reason['detail'] for reason in result['reasons'])}"
        for result in report["results"]
        if not result["accepted"]
    )
    return FacesReport(accepted=report["accepted"], rejected=rejected)


def _detail(response: httpx.Response) -> str:
    """What the problem document says (RFC 9457), or else the status line."""
    if response.headers.get("Content-Type", "").startswith("application/problem+json"):
        with suppress(ValueError, KeyError, TypeError):
            return str(response.json()["detail"])
    return f"{response.status_code} {response.reason_phrase}"


def _seconds(retry_after: str) -> float:
    """A proxy may write a date there."""
    return float(retry_after) if retry_after.isdecimal() else 1.0
