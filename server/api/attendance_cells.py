"""Attendance in CSV files: the columns that those of a class and of a student share."""

from typing import Final
from zoneinfo import ZoneInfo

from server.api.attendance_schemas import Correction, SeenTimes
from server.http.csv_files import Cell, time_cell

SEEN_COLUMNS: Final = ("first_seen_at", "last_seen_at", "seconds_seen")
CORRECTION_COLUMNS: Final = ("corrected_to", "note", "corrected_at")


def seen_cells(seen: SeenTimes | None, zone: ZoneInfo) -> tuple[Cell, ...]:
    if seen is None:
        return (None, None, 0)
    first, last = time_cell(seen.first_seen_at, zone), time_cell(seen.last_seen_at, zone)
    return (first, last, seen.seconds_seen)


def correction_cells(corrected: Correction | None, zone: ZoneInfo) -> tuple[Cell, ...]:
    if corrected is None:
        return (None, None, None)
    return (corrected.status, corrected.note, time_cell(corrected.corrected_at, zone))


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
