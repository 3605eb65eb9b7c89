"""Enrol the demo class, people who do not exist, through the REST API of a running server.

`./scripts/run --demo` starts it beside the server. It can run again at any time: students who are
enrolled already are left alone.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from scripts.school_client import SchoolClient, SchoolClientError

STUDENTS = Path(__file__).resolve().parent.parent / "demo" / "students"
DEFAULT_SERVER = "http://localhost:8000"
READY_TIMEOUT_SECONDS = 60.0
POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to enrol: the folder's name, and the photos in it."""

    name: str
    photos: tuple[Path, ...]


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
            enroll_class(school, people, console=console)
        except ServerGoneError:
            raise typer.Exit(code=1) from None
        except SchoolClientError as error:
            console.print(f"The demo class is not enrolled: {error}")
            raise typer.Exit(code=1) from error
    console.print(f"Demo class enrolled: {len(people)} students — open {server}")


def find_people(folder: Path) -> list[Person]:
    """The people of a folder that holds one folder of photos for each."""
    people = [
        Person(name=path.name, photos=tuple(sorted(path.glob("*.jpg"))))
        for path in sorted(folder.glob("*/"))
    ]
    if not people:
        raise SchoolClientError(f"there are no people in {folder}")
    return people


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


def enroll_class(school: SchoolClient, people: list[Person], *, console: Console) -> None:
    """Enrol those of `people` who cannot be recognised yet."""
    students = {student.name: student for student in school.students()}
    missing = [
        person
        for person in people
        if person.name not in students or students[person.name].faces == 0
    ]
    for person in track(missing, "     enrolling", console=console, transient=True):
        student = students.get(person.name) or school.create_student(person.name)
        report = school.add_faces(student.student_id, person.photos)
        for line in report.rejected:
            console.print(f"     {person.name}: {line}")
        if report.accepted == 0:
            raise SchoolClientError(f"no photo of {person.name} was accepted")


if __name__ == "__main__":
    typer.run(main)
