"""Enrols the people of a folder before a stream: DIR/NAME/photos."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from scripts.school_client import EnrolledStudent, SchoolClient
from scripts.streaming.sources import IMAGE_SUFFIXES, SourceError

PHOTOS_PER_REQUEST: Final = 20


def photos_by_name(folder: Path) -> dict[str, list[Path]]:
    """The photos of each person, by the name of their folder. Raises SourceError for nobody."""
    people = {
        path.name: photos for path in sorted(folder.glob("*/")) if (photos := _photos_in(path))
    }
    if not people:
        raise SourceError(f"there is no folder with photos in {folder}: DIR/NAME/*.jpg is wanted")
    return people


def enroll_people(school: SchoolClient, folder: Path, *, messages: Console) -> None:
    """Enrol who cannot be recognised yet, and say which photos were rejected and why."""
    people = photos_by_name(folder)
    students = {student.name: student for student in school.students()}
    for name, photos in people.items():
        student = students.get(name) or school.create_student(name)
        if student.faces:
            messages.print(f"{name}: enrolled already")
        else:
            _enroll(school, student, photos, messages)


def _enroll(
    school: SchoolClient, student: EnrolledStudent, photos: Sequence[Path], messages: Console
) -> None:
    accepted = 0
    rejected: list[str] = []
    for batch in _batches(photos):
        report = school.add_faces(student.student_id, batch)
        accepted += report.accepted
        rejected += report.rejected
    messages.print(f"{student.name}: {accepted} of {len(photos)} photos accepted")
    for line in rejected:
        messages.print(f"  {line}")


def _photos_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in IMAGE_SUFFIXES)


def _batches(photos: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(photos), PHOTOS_PER_REQUEST):
        yield photos[start : start + PHOTOS_PER_REQUEST]
