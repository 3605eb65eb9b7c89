"""What is said of a student's attendance in all class sessions."""

from datetime import datetime

from server.api.attendance_schemas import AttendanceStatus, Correction, SeenTimes
from server.api.schemas import Schema


class SeenInClass(SeenTimes):
    """What cameras saw. A second counts once, however many cameras saw it."""

    share: float
    """Seconds seen as a fraction of the class session until its end or now, 0..1."""


class AttendedClass(Schema):
    class_session_id: int
    name: str
    started_at: datetime
    ended_at: datetime | None
    expected: bool
    """False where the student was seen, or corrected, and does not belong to the class session."""
    status: AttendanceStatus
    seen: SeenInClass | None
    corrected: Correction | None
    """Stands beside `seen` and never changes it."""


class StudentAttendance(Schema):
    items: list[AttendedClass]
    total: int
    attended: int
    """Of all, those in which the student was seen or, as a correction says, was there."""
    limit: int
    offset: int
