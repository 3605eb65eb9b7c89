"""What is asked and said of attendance in a class session."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from server.api.schemas import Note, Schema
from server.http.parameters import LARGEST_ID
from students_db.attendance import AttendanceRow
from students_db.class_sessions import CorrectedStatus
from students_db.student_attendance import AttendedClassRow


class AttendanceStatus(StrEnum):
    """What counts: the correction or, without one, whether a camera saw the student."""

    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    NOT_SEEN = "not_seen"
    """By no camera, which is no proof of absence; and nobody said more."""

    @classmethod
    def of(cls, row: AttendanceRow | AttendedClassRow) -> "AttendanceStatus":
        if row.corrected is not None:
            return cls(row.corrected.status)
        return cls.NOT_SEEN if row.seen is None else cls.PRESENT


class SeenSpan(Schema):
    """Both ends were seen; gaps of up to a minute are no absence."""

    first_seen_at: datetime
    last_seen_at: datetime


class SeenTimes(Schema):
    """What cameras saw. A second counts once, however many cameras saw it."""

    first_seen_at: datetime
    last_seen_at: datetime
    seconds_seen: int


class Seen(SeenTimes):
    """What cameras saw. A second counts once, however many cameras saw it."""

    spans: Sequence[SeenSpan]
    """When the student was there, in order."""


class Correction(Schema):
    """What a teacher said, and when."""

    status: CorrectedStatus
    note: str
    corrected_at: datetime


class CorrectionCreate(Schema):
    status: CorrectedStatus
    note: Note = ""


class AttendanceEntry(Schema):
    student_id: int
    name: str
    external_id: str | None
    expected: bool
    """False for somebody who was seen, or corrected, and does not belong to the class session."""
    needs_enrollment: bool
    """True when no camera can know the student, so that not being seen says nothing."""
    status: AttendanceStatus
    seen: Seen | None
    corrected: Correction | None
    """Stands beside `seen` and never changes it."""


class Roll(StrEnum):
    """Who belongs to a class session."""

    EVERYONE = "everyone"
    """Every student who was stored before it ended."""
    LIST = "list"


class Attendance(Schema):
    class_session_id: int
    started_at: datetime
    ended_at: datetime | None
    roll: Roll
    students: list[AttendanceEntry]


_StudentIds = Annotated[
    list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(min_length=1, max_length=5000)
]


class RollUpdate(Schema):
    student_ids: _StudentIds | None
    """Who belongs to the class session; null for everyone."""
