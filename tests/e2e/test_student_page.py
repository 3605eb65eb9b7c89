"""A student's page: history near and far, calendar, gaps, attendance, files, and deleting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.observations import Observation, Observations
from students_db.students import Students
from tests.e2e.browsing import LAPTOP, PHONE, chromium, visit
from tests.e2e.serving import RunningServer, running_server

pytestmark = pytest.mark.browser

NAME = "Amara Okafor"
CALM = (0.05, 0.5, 0.3, 0.05, 0.05, 0.05)
# Yesterday at noon: the lesson is over, and lies in one day of nearly every zone.
START = (datetime.now(UTC) - timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class School:
    server: RunningServer
    student_id: int

    @property
    def page_url(self) -> str:
        return f"{self.server.url}/students/{self.student_id}"

    @property
    def lesson_url(self) -> str:
        start_ms = round(START.timestamp() * 1000)
        end_ms = start_ms + 45 * 60_000
        return f"{self.page_url}?range=custom&from={start_ms}&to={end_ms}&bucket=1m"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """One lesson of three quarters of an hour; the student is away from minute 20 to 25."""
    database = Database(f"sqlite:///{tmp_path / 'homeroom.sqlite3'}")
    database.migrate()
    students, lessons = Students(database), ClassSessions(database)
    amara, bilal = (
        students.create(name, now=START - timedelta(days=9)) for name in (NAME, "Bilal Haddad")
    )
    lesson = lessons.start("Biology 9B", emotion_set="wellbeing", now=START)
    lessons.end(lesson, now=START + timedelta(minutes=45))
    first = int(START.timestamp())
    seen = {amara: [*range(20 * 60), *range(25 * 60, 45 * 60)], bilal: [*range(45 * 60)]}
    Observations(database).add(
        [
            Observation(student_id, lesson, first + second, CALM, 5)
            for student_id, seconds in seen.items()
            for second in seconds
        ]
    )
    database.close()
    with running_server(tmp_path) as server:
        yield School(server, amara)


def test_zoom_asks_for_finer_steps_and_says_what_is_missing(
    browser: Browser, school: School
) -> None:
    with visit(browser, school.lesson_url, name="zoom", viewport=LAPTOP) as visited:
        page = visited.page
        expect(page.get_by_role("img", name="Chart of emotions over time.")).to_be_visible()
        expect(page.get_by_test_id("shown-range")).to_contain_text("Step 1 minute")
        gap = page.get_by_test_id("gaps").get_by_role("listitem")
        expect(gap).to_have_count(1)
        expect(gap).to_contain_text("5 min")
        expect(gap).to_contain_text("Others were seen")
        expect(gap.get_by_role("link", name="Biology 9B")).to_be_visible()

        with page.expect_request(re.compile(r"/emotions\?.*bucket=10s")):
            page.get_by_role("button", name="Zoom in").click()

        expect(page.get_by_test_id("shown-range")).to_contain_text("Step 10 seconds")
        expect(page).to_have_url(re.compile("zoomFrom="))
        page.get_by_role("button", name="Show the whole range").click()
        expect(page.get_by_test_id("shown-range")).to_contain_text("Step 1 minute")
        expect(page).not_to_have_url(re.compile("zoomFrom="))


def test_dates_of_a_range_are_typed_by_keys_alone(browser: Browser, school: School) -> None:
    with visit(browser, school.lesson_url, name="dates", viewport=LAPTOP) as visited:
        page = visited.page
        start = page.get_by_role("textbox", name="From")
        expect(page.get_by_test_id("shown-range")).to_be_visible()
        asked: list[str] = []
        page.on("response", lambda response: asked.append(f"{response.status} {response.url}"))

        start.focus()
        page.keyboard.type("120320251045A", delay=120)

        expect(start).to_have_value("2025-12-03T10:45")
        page.keyboard.press("Tab")
        expect(page.get_by_test_id("shown-range")).to_contain_text("Dec 3")
        assert [answer for answer in asked if answer.startswith("4")] == []


def test_day_of_the_calendar_leads_to_its_chart_by_keys_alone(
    browser: Browser, school: School
) -> None:
    url = f"{school.page_url}?view=calendar"
    with visit(browser, url, name="calendar", viewport=PHONE) as visited:
        page = visited.page
        day = page.get_by_role("button", name=re.compile("seen for 40 min"))
        expect(day).to_be_visible()
        day.focus()
        page.keyboard.press("ArrowUp")
        expect(day).not_to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(day).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("calendar-day")).to_contain_text("seen for 40 min")
        page.get_by_role("button", name="Show this day in the chart").click()
        expect(page.get_by_test_id("emotion-summary")).to_contain_text("40 min")
        overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(overflow)


def test_history_and_attendance_are_downloaded_as_files(browser: Browser, school: School) -> None:
    with visit(browser, school.lesson_url, name="files", viewport=LAPTOP) as visited:
        page = visited.page
        attendance = page.get_by_test_id("student-attendance")
        expect(attendance).to_contain_text("There in 1 of 1 class")
        expect(attendance.get_by_role("row", name=re.compile("Biology 9B"))).to_contain_text("89%")

        name, lines = download(page, "student-history")
        assert re.fullmatch(r"emotions-Amara-Okafor-\d{4}-\d\d-\d\d\.csv", name)
        assert len(lines) == 1 + 40

        name, lines = download(page, "student-attendance")
        assert name.startswith("attendance-Amara-Okafor-")
        assert '"Biology 9B"' in lines[1]


def test_deleting_says_what_goes_and_leads_back_to_the_list(
    browser: Browser, school: School
) -> None:
    with visit(browser, school.page_url, name="deleting", viewport=LAPTOP) as visited:
        page = visited.page
        page.get_by_role("button", name="Delete").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("40 min of emotion history")
        expect(dialog).to_contain_text("the attendance in 1 class")
        dialog.get_by_role("button", name="Delete for good").click()

        expect(page.get_by_text(f"{NAME} was deleted.")).to_be_visible()
        expect(page.get_by_test_id("student-list")).not_to_contain_text(NAME)


def download(page: Page, part: str) -> tuple[str, list[str]]:
    """Press the button of a part of the page; what the file is called, and its lines."""
    with page.expect_download() as expected:
        page.get_by_test_id(part).get_by_role("link", name="Download CSV").click()
    file = expected.value
    return file.suggested_filename, file.path().read_text("utf-8-sig").splitlines()
