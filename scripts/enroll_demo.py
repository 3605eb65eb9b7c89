"""Enrol the demo class, people who do not exist, through the REST API of a running server.

`./scripts/run --demo` starts it beside the server. It can run again at any time: students who are
enrolled already are left alone. A server that is not a demo is refused.
"""

import os
import time
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from scripts.people import PeopleFolderError, enroll_people, find_people
from scripts.printed import plain_console
from scripts.school_client import SchoolClient, SchoolClientError
from scripts.server_address import server_address
from server.start import url_of

STUDENTS = Path(__file__).resolve().parent.parent / "demo" / "students"
DEFAULT_SERVER = "http://localhost:8000"
READY_TIMEOUT_SECONDS = 60.0
POLL_SECONDS = 0.1


class ServerGoneError(Exception):
    """The process that started this one ended, so nobody waits for the class any more."""


def main(
    server: Annotated[
        str, typer.Option(parser=server_address, metavar="URL", help="Address of the server.")
    ] = DEFAULT_SERVER,
    students: Annotated[Path, typer.Option(help="A folder of folders, one per person.")] = STUDENTS,
    beside: Annotated[
        int | None, typer.Option(help="Process that started this one; give up when it has ended.")
    ] = None,
) -> None:
    """Enrol the demo class."""
    console = plain_console()
    with SchoolClient(server) as school:
        try:
            people = find_people(students)
            wait_until_ready(school, parent=os.getppid() if beside is None else beside)
            refuse_real_students(school)
            failed = enroll_people(school, people, console=console)
        except ServerGoneError:
            raise typer.Exit(code=1) from None
        except (SchoolClientError, PeopleFolderError) as error:
            console.print(f"The demo class is not enrolled: {error}")
            raise typer.Exit(code=1) from error
    for person in failed:
        console.print(f"     {person.name} is not enrolled: no photo was accepted")
    enrolled = len(people) - len(failed)
    console.print(f"Demo class enrolled: {enrolled} students — open {for_browser(server)}")


def wait_until_ready(school: SchoolClient, *, parent: int) -> None:
    """Wait for the server; `parent`, who started this program, is it, or waits for it as well."""
    deadline = time.monotonic() + READY_TIMEOUT_SECONDS
    while not school.is_ready():
        if os.getppid() != parent:
            raise ServerGoneError
        if time.monotonic() > deadline:
            raise SchoolClientError(f"no server is ready at {school.url}")
        time.sleep(POLL_SECONDS)
    if os.getppid() != parent:  # it found the port taken: what answers is another server
        raise ServerGoneError


def refuse_real_students(school: SchoolClient) -> None:
    """Raise SchoolClientError for a server that is not a demo: another may have taken the port."""
    if not school.offers_demo():
        raise SchoolClientError(f"{school.url} is not a demo: its students are real")


def for_browser(server: str) -> str:
    """The address as the server itself says it: `localhost` for this machine."""
    address = urlsplit(server)
    if address.scheme != "http" or address.hostname is None or address.port is None:
        return server
    return url_of(address.hostname, address.port)


if __name__ == "__main__":
    typer.run(main)
