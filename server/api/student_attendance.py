"""`/api/students/{student_id}/attendance`: the class sessions of a student."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Final
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
from server.api.attendance_schemas import AttendanceStatus, Correction
from server.api.dependencies import Services, ServicesDep
from server.api.student_attendance_schemas import AttendedClass, SeenInClass, StudentAttendance
from server.api.students import read
from server.http.csv_files import Cell, csv_description, csv_response, file_name, time_cell
from server.http.openapi import problems
from server.http.parameters import Limit, Offset, StudentId, TimeZoneName
from students_db.student_attendance import AttendedClassRow, SeenInClassRow

router = APIRouter(prefix="/api/students/{student_id}", tags=["Students"])

_CSV_HEADER: Final = (
    "class_session_id",
    "class_session",
    "started_at",
    "ended_at",
    "expected",
    "status",
    *SEEN_COLUMNS,
    "share",
    *CORRECTION_COLUMNS,
)
_CSV_EXAMPLE: Final = (
    ",".join(f'"{column}"' for column in _CSV_HEADER)
    + '\r\n3,"Biology 7b","2026-11-20T09:00:00+01:00","2026-11-20T09:45:00+01:00","yes",'
    + '"present","2026-11-20T09:00:04+01:00","2026-11-20T09:44:59+01:00",2518,0.9326,"","",""\r\n'
)
_ROWS_AT_ONCE: Final = 200


@router.get("/attendance", responses=problems("student_not_found", "invalid_request"))
def get_student_attendance(
    student_id: StudentId, services: ServicesDep, limit: Limit = 50, offset: Offset = 0
) -> StudentAttendance:
    """List the class sessions of a student, the newest first.

    Listed are those that the student belongs to, was seen in, or has a correction in. Not having
    been seen is no proof of absence.
    """
    read(services, student_id)
    rows, totals = services.student_attendance.newest(student_id, limit=limit, offset=offset)
    now = services.clock()
    return StudentAttendance(
        items=[_to_schema(row, now) for row in rows],
        total=totals.class_sessions,
        attended=totals.attended,
        limit=limit,
        offset=offset,
    )


@router.get(
    "/attendance.csv",
    response_class=StreamingResponse,
    responses={
        200: csv_description(_CSV_EXAMPLE),
        **problems("student_not_found", "bad_time_zone"),
    },
)
def download_student_attendance(
    student_id: StudentId,
    services: ServicesDep,
    tz: Annotated[TimeZoneName, Query()] = "UTC",
) -> StreamingResponse:
    """Download a student's attendance as CSV (RFC 4180, UTF-8).

    All of it, the newest first, with times in the zone and their offset from UTC.
    """
    zone, now = ZoneInfo(tz), services.clock()
    name = read(services, student_id).name
    rows = (_csv_row(_to_schema(row, now), zone) for row in _all_rows(services, student_id))
    return csv_response(file_name("attendance", name, zone, now), _CSV_HEADER, rows)


def _all_rows(services: Services, student_id: int) -> Iterator[AttendedClassRow]:
    """Page by page, each from where the last one ended: the file may be sent for a while."""
    last_id: int | None = None
    while True:
        rows, _totals = services.student_attendance.newest(
            student_id, limit=_ROWS_AT_ONCE, before_id=last_id
        )
        yield from rows
        if len(rows) < _ROWS_AT_ONCE:
            return
        last_id = rows[-1].class_session_id


def _to_schema(row: AttendedClassRow, now: datetime) -> AttendedClass:
    return AttendedClass(
        class_session_id=row.class_session_id,
        name=row.name,
        started_at=row.started_at,
        ended_at=row.ended_at,
        expected=row.expected,
        status=AttendanceStatus.of(row),
        seen=None if row.seen is None else _seen(row, row.seen, now),
        corrected=None if row.corrected is None else Correction.model_validate(row.corrected),
    )


def _seen(row: AttendedClassRow, seen: SeenInClassRow, now: datetime) -> SeenInClass:
    end = math.ceil((row.ended_at or now).timestamp())
    length = max(1, end - math.floor(row.started_at.timestamp()))
    return SeenInClass(
        first_seen_at=seen.first_seen_at,
        last_seen_at=seen.last_seen_at,
        seconds_seen=seen.seconds_seen,
        share=min(1.0, seen.seconds_seen / length),
    )


def _csv_row(attended: AttendedClass, zone: ZoneInfo) -> list[Cell]:
    return [
        attended.class_session_id,
        attended.name,
        time_cell(attended.started_at, zone),
        time_cell(attended.ended_at, zone),
        yes_or_no(attended.expected),
        attended.status,
        *seen_cells(attended.seen, zone),
        0.0 if attended.seen is None else round(attended.seen.share, 4),
        *correction_cells(attended.corrected, zone),
    ]
