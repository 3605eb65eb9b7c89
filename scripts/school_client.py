"""A small client of the REST API: what command-line programs need to enrol people.

It imports nothing of the server, so that a program that uses it starts quickly.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypedDict

import httpx

PAGE_SIZE: Final = 200
READ_TIMEOUT_SECONDS: Final = 60.0
"""Twenty large photos on a slow machine."""
MAX_ATTEMPTS: Final = 8
NOT_NOW: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""Answers that say nothing of the request itself: the next one would have the same."""


class StudentRow(TypedDict):
    """The part of the API's `Student` that is used here."""

    id: int
    name: str
    faces: int


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
        except (
            ValueError,
            KeyError,
            TypeError,
        ):  # another program, which has a page for everything
            return False

    def students(self) -> list[EnrolledStudent]:
        """Everyone, page by page."""
        found: list[EnrolledStudent] = []
        while True:
            query = {"limit": PAGE_SIZE, "offset": len(found)}
            request = self._http.build_request("GET", "/api/students", params=query)
            page = self._call(request).json()
            found += [_student(row) for row in page["items"]]
            if not page["items"] or len(found) >= page["total"]:
                return found

    def create_student(self, name: str) -> EnrolledStudent:
        request = self._http.build_request("POST", "/api/students", json={"name": name})
        return _student(self._call(request).json())

    def add_faces(self, student_id: int, photos: Iterable[Path]) -> FacesReport:
        """Send photos, at most as many as the server takes at once (20 by default).

        Raises OSError for a file that cannot be read.
        """
        images = [("images", (photo.name, photo.read_bytes())) for photo in photos]
        path = f"/api/students/{student_id}/faces"
        report = self._call(self._http.build_request("POST", path, files=images)).json()
        rejected = tuple(
            f"{result['filename']}: {' '.join(reason['detail'] for reason in result['reasons'])}"
            for result in report["results"]
            if not result["accepted"]
        )
        return FacesReport(accepted=report["accepted"], rejected=rejected)

    def _call(self, request: httpx.Request) -> httpx.Response:
        for _ in range(MAX_ATTEMPTS):
            response = self._send(request)
            if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                break
            time.sleep(float(response.headers.get("Retry-After", "1")))
        if response.status_code in NOT_NOW:
            raise SchoolClientError(f"{request.url}: {_detail(response)}")
        if response.is_error:
            raise SchoolRefusedError(request.url, _detail(response))
        return response

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._http.send(request)
        except httpx.TransportError as error:
            raise SchoolClientError(f"no answer from {self.url} ({error})") from error


def _student(row: StudentRow) -> EnrolledStudent:
    return EnrolledStudent(student_id=row["id"], name=row["name"], faces=row["faces"])


def _detail(response: httpx.Response) -> str:
    """What the problem document says (RFC 9457), or else the status line."""
    if response.headers.get("Content-Type", "").startswith("application/problem+json"):
        return str(response.json()["detail"])
    return f"{response.status_code} {response.reason_phrase}"
