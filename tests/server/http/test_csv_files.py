"""CSV files, as spreadsheets and programs read them."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.http.csv_files import Cell, csv_response, file_name, time_cell, write_csv

# Names and notes hold neither NUL nor halves of characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read_back(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    text = "".join(write_csv(["a", "b"], rows))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]


def test_file_is_written_as_rfc_4180_says() -> None:
    text = "".join(write_csv(["name", "count"], [['Say "hi"\nto 7b, please', 3], [None, 0.5]]))
    assert text == '\ufeff"name","count"\r\n"Say ""hi""\nto 7b, please",3\r\n"",0.5\r\n'


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_text_comes_back_but_for_an_apostrophe(rows: list[tuple[str, str]]) -> None:
    back = read_back(rows)
    assert len(back) == len(rows)
    for row, read in zip(rows, back, strict=True):
        for text, cell in zip(row, read, strict=True):
            assert cell in (text, f"'{text}")


@given(TEXTS)
def test_no_text_is_a_formula(text: str) -> None:
    ((cell, _b),) = read_back([[text, ""]])
    assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n\uff1d\uff0b"))


def test_time_with_its_offset_is_clear_when_clocks_go_back() -> None:
    berlin, hour = ZoneInfo("Europe/Berlin"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert time_cell(hour, berlin) == "2026-10-25T02:30:00+02:00"
    assert time_cell(hour.replace(hour=1), berlin) == "2026-10-25T02:30:00+01:00"


def test_negative_numbers_stay_numbers() -> None:
    assert read_back([[-3, -0.5]]) == [["-3", "-0.5"]]


def test_long_file_comes_in_pieces_while_its_rows_are_made() -> None:
    made = []

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(2_000):
            made.append(number)
            yield [number]

    next(write_csv(["number"], rows()))
    assert len(made) < 1_000


@pytest.mark.parametrize(
    ("whose", "part"),
    [
        ("Biology 7b", "Biology-7b"),
        ("../../etc/passwd\r\nX: y", "etc-passwd-X-y"),
        ("生物 7b", "生物-7b"),
        ("a_b: c", "a_b-c"),
        ("प्रिया शर्मा", "प्रिया-शर्मा"),
        ("นักเรียน ม.๑/๒", "นักเรียน-ม-๑-๒"),
        ("بی\u200cبی", "بی\u200cبی"),  # the joiner keeps two letters apart
        ("Amara\u200d \u200c♥\ufe0f 7b", "Amara-7b"),  # no sign without something that it is on
        ("x" * 500, "x" * 120),
        ("क्षि" * 200, "क्षि" * 10),
        ("ü" * 59 + "xe\u0331\u0301" * 9, "ü" * 59 + "x"),  # the e has its marks, or is not there
    ],
)
def test_name_suits_every_file_system(whose: str, part: str) -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert file_name("timeline", whose, ZoneInfo("UTC"), noon) == f"timeline-{part}-2026-11-20.csv"


@given(TEXTS)
def test_name_of_any_text_is_short_enough(whose: str) -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    name = file_name("attendance", whose, ZoneInfo("UTC"), noon, noon + timedelta(days=1))
    assert len(name.encode()) <= 160
    assert name.startswith("attendance-")
    assert name.endswith("-2026-11-20-2026-11-21.csv")
    assert not set(name) & set('<>:"/\\|?*\0\r\n ')


def test_name_tells_the_days_of_the_zone() -> None:
    kiritimati, evening = ZoneInfo("Pacific/Kiritimati"), datetime(2026, 11, 20, 20, tzinfo=UTC)
    same_day, next_day = evening + timedelta(hours=1), evening + timedelta(days=1)
    name = file_name("emotions", "Amara", kiritimati, evening, same_day, next_day)
    assert name == "emotions-Amara-2026-11-21-2026-11-22.csv"


def test_name_is_told_to_old_and_new_browsers() -> None:
    header = csv_response("Física-生物.csv", [], []).headers["content-disposition"]
    plain, real = header.removeprefix("attachment; filename=").split("; filename*=UTF-8''")
    assert plain == '"Fisica-.csv"'
    assert unquote(real) == "Física-生物.csv"


def test_times_are_those_on_the_clocks_of_their_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    winter, summer = datetime(2026, 1, 5, 8, tzinfo=UTC), datetime(2026, 7, 5, 8, tzinfo=UTC)
    assert time_cell(winter, berlin) == "2026-01-05T09:00:00+01:00"
    assert time_cell(summer, berlin) == "2026-07-05T10:00:00+02:00"
