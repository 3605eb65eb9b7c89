"""Folders of people, FOLDER/NAME/photos, and how to enrol them on a running server."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import track

from scripts.school_client import (
    EnrolledStudent,
    FacesReport,
    SchoolClient,
    SchoolRefusedError,
)

PHOTO_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp"})
PHOTOS_AT_ONCE: Final = 20
BYTES_AT_ONCE: Final = 30 * 1024 * 1024
"""What a server takes in one request, by default; the limit of bytes is 40 MiB with all headers."""


class PeopleFolderError(Exception):
    """A folder does not hold people; the message says what it should look like."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to enrol: the folder's name as a server stores it, and the photos in it."""

    name: str
    photos: tuple[Path, ...]


def find_people(folder: Path) -> list[Person]:
    """The people of a folder that holds one folder of photos for each, in order of names.

    Folders without a photo, and files beside the folders, are passed over; folders whose names
    are read alike are one person's. Raises PeopleFolderError where nobody is left, and for a
    folder that cannot be read.
    """
    if not folder.is_dir():
        raise PeopleFolderError(f"there is no folder {folder}")
    photos: dict[str, tuple[Path, ...]] = defaultdict(tuple)
    try:
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                photos[_as_read(path.name)] += _photos(path)
    except OSError as error:
        raise PeopleFolderError(f"{error.filename} cannot be read: {error.strerror}") from error
    people = [Person(name, paths) for name, paths in photos.items() if paths]
    if not people:
        raise PeopleFolderError(f"{folder} has no photos; put them into {folder}/NAME/*.jpg")
    return people


def enroll_people(
    school: SchoolClient, people: Sequence[Person], *, console: Console
) -> list[Person]:
    """Enrol those of `people` who cannot be recognised yet; return those who still cannot be.

    Prints which photos were rejected, and why. Whoever is refused keeps nobody else waiting; raises
    SchoolClientError where the server does not answer, or can enrol nobody now.
    """
    students = _by_name(school.students())
    missing = [
        person
        for person in people
        if person.name not in students or students[person.name].faces == 0
    ]
    failed = []
    quiet = not (missing and console.is_terminal)
    for person in track(missing, "     enrolling", console=console, transient=True, disable=quiet):
        report = _enroll(school, person, students.get(person.name))
        for line in report.rejected:
            console.print(f"     {person.name}: {line}", markup=False)
        if not report.accepted:
            failed.append(person)
    return failed


def _by_name(students: Iterable[EnrolledStudent]) -> dict[str, EnrolledStudent]:
    """Of several students with one name, the one with the most faces."""
    fewest_first = sorted(students, key=lambda student: student.faces)
    return {_as_read(student.name): student for student in fewest_first}


def _as_read(name: str) -> str:
    """A name without what nobody sees: letters taken apart, as Macs may do, and stray spaces."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _enroll(school: SchoolClient, person: Person, student: EnrolledStudent | None) -> FacesReport:
    try:
        student = student or school.create_student(person.name)
    except SchoolRefusedError as error:
        return FacesReport(accepted=0, rejected=(error.detail,))
    return _all_of(
        _add_faces(school, student.student_id, batch) for batch in _batches(person.photos)
    )


def _batches(photos: Sequence[Path]) -> Iterator[list[Path]]:
    """Cut photos into what a server takes in one request."""
    batch: list[Path] = []
    free = BYTES_AT_ONCE
    for photo in photos:
        size = photo.stat().st_size
        if batch and (len(batch) == PHOTOS_AT_ONCE or size > free):
            yield batch
            batch, free = [], BYTES_AT_ONCE
        batch.append(photo)
        free -= size
    if batch:
        yield batch


def _add_faces(school: SchoolClient, student_id: int, photos: Sequence[Path]) -> FacesReport:
    """Send photos; those that are refused together are sent in halves, down to the single one."""
    try:
        return school.add_faces(student_id, photos)
    except SchoolRefusedError as error:
        reason = error.detail
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
    if len(photos) == 1:
        return FacesReport(accepted=0, rejected=(f"{photos[0].name}: {reason}",))
    middle = len(photos) // 2
    halves = (photos[:middle], photos[middle:])
    return _all_of(_add_faces(school, student_id, half) for half in halves)


def _all_of(parts: Iterable[FacesReport]) -> FacesReport:
    reports = list(parts)
    return FacesReport(
        accepted=sum(report.accepted for report in reports),
        rejected=tuple(line for report in reports for line in report.rejected),
    )


def _photos(folder: Path) -> tuple[Path, ...]:
    return tuple(
        sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in PHOTO_SUFFIXES and path.is_file()
        )
    )
