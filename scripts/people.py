"""Folders of people, FOLDER/NAME/photos, and how to enrol them on a running server."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import track

from scripts.school_client import SchoolClient

PHOTO_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp"})
PHOTOS_AT_ONCE: Final = 20
"""What a server takes in one request, by default."""


class PeopleFolderError(Exception):
    """A folder does not hold people; the message says what it should look like."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to enrol: the folder's name, and the photos in it."""

    name: str
    photos: tuple[Path, ...]


def find_people(folder: Path) -> list[Person]:
    """The people of a folder that holds one folder of photos for each, in order of names.

    Folders without a photo, and files beside the folders, are passed over. Raises
    PeopleFolderError where nobody is left.
    """
    if not folder.is_dir():
        raise PeopleFolderError(f"there is no folder {folder}")
    people = [
        Person(path.name, _photos(path)) for path in sorted(folder.iterdir()) if path.is_dir()
    ]
    people = [person for person in people if person.photos]
    if not people:
        raise PeopleFolderError(f"{folder} has no photos; put them into {folder}/NAME/*.jpg")
    return people


def enroll_people(
    school: SchoolClient, people: Sequence[Person], *, console: Console
) -> list[Person]:
    """Enrol those of `people` who cannot be recognised yet; return those who still cannot be.

    Prints which photos were rejected, and why.
    """
    students = {student.name: student for student in school.students()}
    missing = [
        person
        for person in people
        if person.name not in students or students[person.name].faces == 0
    ]
    failed = []
    quiet = not (missing and console.is_terminal)
    for person in track(missing, "     enrolling", console=console, transient=True, disable=quiet):
        student = students.get(person.name) or school.create_student(person.name)
        accepted = 0
        for start in range(0, len(person.photos), PHOTOS_AT_ONCE):
            batch = person.photos[start : start + PHOTOS_AT_ONCE]
            report = school.add_faces(student.student_id, batch)
            accepted += report.accepted
            for line in report.rejected:
                console.print(f"     {person.name}: {line}")
        if not accepted:
            failed.append(person)
    return failed


def _photos(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in PHOTO_SUFFIXES))
