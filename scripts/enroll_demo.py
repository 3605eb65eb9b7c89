"""Enrol the demo class, people who do not exist, through the REST API of a running server.

`./scripts/run --demo` starts it beside the server. It can run again at any time: students who are
enrolled already are left alone.
"""

import os
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from scripts.people import PeopleFolderError, enroll_people, find_people
from scripts.school_client import SchoolClient, SchoolClientError

STUDENTS = Path(__file__).resolve().parent.parent / "demo" / "students"
DEFAULT_SERVER = "http://localhost:8000"
READY_TIMEOUT_SECONDS = 60.0
POLL_SECONDS = 0.1


class ServerGoneError(Exception):
    """The process that started this one ended, so nobody waits for the class any more."""


def main(
    server: Annotated[str, typer.Option(help="Address of the running server.")] = DEFAULT_SERVER,
    students: Annotated[Path, typer.Option(help="A folder of folders, one per person.")] = STUDENTS,
) -> None:
    """Enrol the demo class."""
    console = Console(highlight=False, soft_wrap=True)
    with SchoolClient(server) as school:
        try:
            people = find_people(students)
            wait_until_ready(school)
            failed = enroll_people(school, people, console=console)
        except ServerGoneError:
            raise typer.Exit(code=1) from None
        except (SchoolClientError, PeopleFolderError) as error:
            console.print(f"The demo class is not enrolled: {error}")
            raise typer.Exit(code=1) from error
    for person in failed:
        console.print(f"     {person.name} is not enrolled: no photo was accepted")
    console.print(f"Demo class enrolled: {len(people) - len(failed)} students — open {server}")


def wait_until_ready(school: SchoolClient) -> None:
    """Wait for the server; whoever started this program is the server, or waits for it as well."""
    parent = os.getppid()
    deadline = time.monotonic() + READY_TIMEOUT_SECONDS
    while not school.is_ready():
        if os.getppid() != parent:
            raise ServerGoneError
        if time.monotonic() > deadline:
            raise SchoolClientError(f"no server is ready at {school.url}")
        time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    typer.run(main)
