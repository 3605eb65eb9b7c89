"""`/api/class-sessions/…/attendance`: who was there, as cameras saw it and teachers say it."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from server.api.attendance_cells import (
    CORRECTION_COLUMNS,
    SEEN_COLUMNS,
    correction_cells,
    seen_cells,
    yes_or_no,
)
from server.api.attendance_schemas import (
    Attendance,
    AttendanceEntry,
    AttendanceStatus,
    Correction,
    CorrectionCreate,
    Roll,
    RollUpdate,
    Seen,
)
from server.api.dependencies import Services, ServicesDep
from server.api.ranges import check_moment
from server.api.schemas import Moment
from server.http.csv_files import Cell, csv_description, csv_response, file_name
from server.http.openapi import problems
from server.http.parameters import ClassSessionId, StudentId, TimeZoneName
from students_db.attendance import AttendanceRow
from students_db.corrections import BasedOn

router = APIRouter(prefix="/api/class-sessions/{class_session_id}", tags=["Attendance"])

KnownCorrection = Annotated[
    Moment | Literal["none"] | None,
    Query(
        description="What you know: `corrected_at` of the correction that you saw, or `none`. When "
        "it is another one by now, yours does not replace it, and the answer says what it is.",
        examples=["2026-11-20T08:50:00Z"],
    ),
]

_CSV_HEADER: Final = (
    "student_id",
    "external_id",
    "name",
    "expected",
    "status",
    *SEEN_COLUMNS,
    *CORRECTION_COLUMNS,
)
_CSV_EXAMPLE: Final = (
    ",".join(f'"{column}"' for column in _CSV_HEADER)
    + '\r\n17,"2026-0147","Amara Nwosu","yes","late","2026-11-20T09:12:04+01:00",'
    + '"2026-11-20T09:44:59+01:00",1890,"late","Missed the bus","2026-11-20T09:50:00+01:00"\r\n'
)


@router.get("/attendance", responses=problems("class_session_not_found"))
def get_attendance(class_session_id: ClassSessionId, services: ServicesDep) -> Attendance:
    """Read the roll, ordered by name: who was seen, who was not, and what was corrected.

    On it is everybody who belongs to the class session, and whoever else was seen or corrected.
    """
    row = services.class_sessions.get(class_session_id)
    has_list = services.attendance.has_list(class_session_id)
    return Attendance(
        class_session_id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        roll=Roll.LIST if has_list else Roll.EVERYONE,
        students=[to_schema(one) for one in _roll(services, class_session_id)],
    )


@router.put(
    "/attendance/{student_id}",
    responses=problems(
        "class_session_not_found", "student_not_found", "corrected_meanwhile", "invalid_request"
    ),
)
def correct_attendance(
    class_session_id: ClassSessionId,
    student_id: StudentId,
    correction: CorrectionCreate,
    services: ServicesDep,
    based_on: KnownCorrection = None,
) -> AttendanceEntry:
    """Say how a student's attendance was.

    The correction is kept beside what the cameras saw, and replaces an earlier one: with `based_on`
    only the one that you know. Any student can be corrected, seen or not, in a class session that
    runs or has ended.
    """
    services.attendance.correct(
        class_session_id,
        student_id,
        status=correction.status,
        note=correction.note,
        based_on=_based_on(based_on),
        now=services.clock(),
    )
    embedder = services.recognition.embedder
    return to_schema(services.attendance.entry(class_session_id, student_id, embedder))


@router.delete(
    "/attendance/{student_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems("class_session_not_found", "student_not_found", "corrected_meanwhile"),
)
def undo_correction(
    class_session_id: ClassSessionId,
    student_id: StudentId,
    services: ServicesDep,
    based_on: KnownCorrection = None,
) -> None:
    """Undo the correction of a student's attendance.

    What the cameras saw counts again. Undoing it again changes nothing. With `based_on` no other
    correction is undone than the one that you know.
    """
    services.attendance.undo(class_session_id, student_id, based_on=_based_on(based_on))


@router.put(
    "/roll", responses=problems("class_session_not_found", "student_not_found", "invalid_request")
)
def set_roll(
    class_session_id: ClassSessionId, roll: RollUpdate, services: ServicesDep
) -> Attendance:
    """Say who belongs to a class session.

    Later class sessions of the same name start with this list.
    """
    services.attendance.set_list(class_session_id, roll.student_ids or [])
    return get_attendance(class_session_id, services)


@router.get(
    "/attendance.csv",
    response_class=StreamingResponse,
    responses={
        200: csv_description(_CSV_EXAMPLE),
        **problems("class_session_not_found", "bad_time_zone"),
    },
)
def download_attendance(
    class_session_id: ClassSessionId,
    services: ServicesDep,
    tz: Annotated[TimeZoneName, Query()] = "UTC",
) -> StreamingResponse:
    """Download the roll as CSV (RFC 4180, UTF-8).

    Times are those of the zone, with their offset from UTC. Texts that a spreadsheet would take for
    a formula begin with an apostrophe.
    """
    row = services.class_sessions.get(class_session_id)
    zone = ZoneInfo(tz)
    name = file_name("attendance", row.name, zone, row.started_at)
    entries = [to_schema(one) for one in _roll(services, class_session_id)]
    return csv_response(name, _CSV_HEADER, (_csv_row(entry, zone) for entry in entries))


def to_schema(row: AttendanceRow) -> AttendanceEntry:
    return AttendanceEntry(
        student_id=row.student_id,
        name=row.name,
        external_id=row.external_id,
        expected=row.expected,
        needs_enrollment=row.needs_enrollment,
        status=AttendanceStatus.of(row),
        seen=None if row.seen is None else Seen.model_validate(row.seen),
        corrected=None if row.corrected is None else Correction.model_validate(row.corrected),
    )


def _based_on(known: datetime | Literal["none"] | None) -> BasedOn | None:
    if known is None:
        return None
    if isinstance(known, str):
        return BasedOn(None)
    check_moment(known)
    return BasedOn(known)


def _roll(services: Services, class_session_id: int) -> list[AttendanceRow]:
    embedder = services.recognition.embedder
    return list(services.attendance.roll(class_session_id, embedder))


def _csv_row(entry: AttendanceEntry, zone: ZoneInfo) -> list[Cell]:
    return [
        entry.student_id,
        entry.external_id,
        entry.name,
        yes_or_no(entry.expected),
        entry.status,
        *seen_cells(entry.seen, zone),
        *correction_cells(entry.corrected, zone),
    ]
