"""Classes that were held: attendance with corrections, a comparison, the file, and deleting one."""

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.observations import Observations
from students_db.students import Students
from tests.e2e.browsing import LAPTOP, PHONE, chromium, visit
from tests.e2e.serving import RunningServer, running_server
from tests.students_db.factories import make_observation

pytestmark = pytest.mark.browser

SEEN = ("Aiko Tanabe", "Kofi Adjei", "Luka Horvat")
MISSING = "Élodie Marchand"
MINUTES = 20


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    hold_classes(tmp_path / "homeroom.sqlite3")
    with running_server(tmp_path) as running:
        yield running


def hold_classes(path: Path) -> None:
    """Two classes on following days, in which three of four students were seen."""
    with closing(Database(f"sqlite:///{path}")) as database:
        database.migrate()
        first = datetime.now(UTC) - timedelta(days=2)
        ids = [Students(database).create(name, now=first) for name in (*SEEN, MISSING)][:-1]
        for name, start in (("Biology 7b", first), ("Physics 8a", first + timedelta(days=1))):
            class_sessions = ClassSessions(database)
            lesson = class_sessions.start(name, emotion_set="wellbeing", now=start)
            begin = int(start.timestamp())
            Observations(database).add(
                [
                    make_observation(student, class_session_id=lesson, second=begin + second)
                    for student in ids
                    for second in range(0, MINUTES * 60, 5)
                ]
            )
            class_sessions.end(lesson, now=start + timedelta(minutes=MINUTES))


def open_class(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Classes").click()
    page.get_by_test_id("class-session-list").get_by_role("link").filter(has_text=name).click()
    expect(page.get_by_test_id("timeline-chart")).to_be_visible()


def row_of(page: Page, name: str) -> Locator:
    return page.get_by_test_id("attendance").get_by_role("row", name=name)


def test_teacher_corrects_the_attendance_and_undoes_it(
    browser: Browser, server: RunningServer
) -> None:
    with visit(browser, server.url, name="correct", viewport=PHONE) as visited:
        page = visited.page
        open_class(page, "Biology 7b")
        row = row_of(page, MISSING)
        expect(row).to_contain_text("Not seen")
        row.get_by_role("button").click()
        page.get_by_role("dialog").get_by_role("radio", name="Present").check()
        page.get_by_role("dialog").get_by_role("textbox").fill("=Sat behind a pillar")
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
        expect(row).to_contain_text("=Sat behind a pillar")
        assert file_row(page, MISSING)["note"] == "'=Sat behind a pillar"

        row.get_by_role("button").click()
        page.get_by_role("dialog").get_by_role("button", name="Undo the correction").click()
        expect(row).to_contain_text("Not seen")


def file_row(page: Page, name: str) -> dict[str, str]:
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Attendance").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["name"] == name)


def test_two_classes_are_compared_and_one_is_deleted(
    browser: Browser, server: RunningServer
) -> None:
    with visit(browser, server.url, name="compare", viewport=LAPTOP) as visited:
        page = visited.page
        open_class(page, "Physics 8a")
        page.get_by_role("link", name="Compare with another").click()
        page.get_by_role("checkbox", name="Compare Biology 7b").check()
        page.get_by_test_id("compare-bar").get_by_role("link", name="Compare").click()
        expect(page.get_by_test_id("share-table")).to_contain_text("alike")
        expect(page.get_by_test_id("compare-attendance")).to_contain_text("The same students")
        expect(page.get_by_test_id("timeline-chart")).to_have_count(2)

        open_class(page, "Physics 8a")
        page.get_by_role("button", name="Delete").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("the attendance of 3 students")
        dialog.get_by_role("button", name="Delete for good").click()
        remaining = page.get_by_test_id("class-session-list").get_by_role("link")
        expect(remaining).to_have_count(1)
        expect(remaining).to_contain_text("Biology 7b")
