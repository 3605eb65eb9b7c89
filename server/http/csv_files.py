"""CSV files to download: RFC 4180, written row by row, harmless in a spreadsheet.

All have one form: UTF-8 with a byte order mark, and times with their offset from UTC.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi.responses import StreamingResponse

MEDIA_TYPE: Final = "text/csv"

Cell = str | int | float | None

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the alphabet of the computer's country."""
_FORMULA_STARTS: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet compute a cell (OWASP, CSV Injection); the last four are full-width."""
_ROWS_AT_ONCE: Final = 500
_MAX_PART_BYTES: Final = 120
"""Of a file's name, so that the whole is far from the 255 bytes that file systems take."""
_JOINERS: Final = "\u200c\u200d"
"""Zero-width: within words of Indic scripts and of Persian they decide how letters are joined."""


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingResponse:
    """Answer with a file of that name, which is sent while its rows are written.

    When making a row fails, the connection breaks off: nobody takes half a table for a whole one.
    """
    headers = {"Content-Disposition": _disposition(filename), "Cache-Control": "no-store"}
    media_type = f"{MEDIA_TYPE}; charset=utf-8"
    return StreamingResponse(write_csv(header, rows), media_type=media_type, headers=headers)


def csv_description(example: str) -> dict[str, Any]:
    """Describe such an answer for an endpoint's `responses`."""
    return {"content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": example}}}


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the file in pieces. Texts are quoted, numbers are not."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    buffer.write(_BYTE_ORDER_MARK)
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_harmless(cell) for cell in row])
        if number % _ROWS_AT_ONCE == 0:
            yield _take(buffer)
    yield _take(buffer)


def time_cell(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """On the clocks of the zone: 2026-11-20T09:00:04+01:00.

    With its offset it is clear also in the hour that comes twice when clocks go back.
    """
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")


def file_name(what: str, whose: str, zone: ZoneInfo, *moments: datetime) -> str:
    """What, of whom, and the days: attendance-Biology-7b-2026-11-20.csv.

    Every file system takes it.
    """
    days = dict.fromkeys(f"{moment.astimezone(zone):%Y-%m-%d}" for moment in moments)
    return f"{_join(what, whose, *days)}.csv"


def _join(*parts: str) -> str:
    return "-".join(safe for part in parts if (safe := _safe_part(part)))


def _safe_part(text: str) -> str:
    """Letters and digits of any script, a hyphen for what lies between; cut between characters."""
    part = ""
    for character in _characters(text):
        if len((part + character).encode()) > _MAX_PART_BYTES:
            break
        part += character
    return part.strip(f"-_{_JOINERS}")


def _characters(text: str) -> list[str]:
    """Each with the vowel signs, accents and joiners that belong to it."""
    found = ["-"]
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)[0]
        if kind in "LN" or char == "_":
            found.append(char)
        elif found[-1] != "-" and (kind == "M" or char in _JOINERS):
            found[-1] += char
        elif found[-1] != "-":
            found[-1] = found[-1].rstrip(_JOINERS)
            found.append("-")
    return found[1:]


def _harmless(cell: Cell) -> str | int | float:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _take(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _disposition(filename: str) -> str:
    """RFC 6266: a plain name for old clients, and the real one."""
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
