"""A screen that others see names no student, in any view, and says how to have the names back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accessibility import violations_of
from tests.e2e.browsing import LAPTOP, PHONE, chromium, visit
from tests.e2e.serving import RunningServer, running_server
from tests.e2e.test_class_sessions import MISSING, SEEN, hold_classes

pytestmark = pytest.mark.browser

VIEWS = (
    "/",
    "/students",
    "/students?search=Aiko",
    "/students/1",
    "/students/import",
    "/class-sessions",
    "/class-sessions/1",
    "/class-sessions/compare?a=1&b=2",
    "/settings",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    hold_classes(tmp_path / "homeroom.sqlite3")
    with running_server(tmp_path) as running:
        yield running


def test_no_view_names_a_student_until_names_are_shown(
    browser: Browser, server: RunningServer
) -> None:
    names = [part for name in (*SEEN, MISSING) for part in name.split()]
    with visit(browser, f"{server.url}/students", name="presenter", viewport=LAPTOP) as visited:
        page = visited.page
        expect(page.get_by_test_id("student-list")).to_contain_text(SEEN[0])
        page.get_by_label("Search by name or number").fill(SEEN[0])
        expect(page).to_have_url(re.compile("search=[^&]"))
        page.keyboard.press("Alt+Shift+P")
        expect(page.get_by_test_id("student-list")).to_contain_text("Student 1")
        expect(page).not_to_have_url(re.compile("search=[^&]"))
        for view in VIEWS:
            page.goto(server.url + view)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_label("Loading…")).to_have_count(0)
            shown = f"{page.title()} {page.content()}"
            assert [name for name in names if name in shown] == [], view
            assert [v for v in violations_of(page) if v.impact in ("serious", "critical")] == []

        page.goto(f"{server.url}/students/1")
        page.get_by_test_id("presenter-bar").get_by_role("button").click()
        expect(page.get_by_role("heading", level=1, name=SEEN[0])).to_be_visible()
        expect(page.get_by_test_id("presenter-bar")).to_have_count(0)


def test_what_needs_names_is_covered_and_goes_on_where_it_was(
    browser: Browser, server: RunningServer
) -> None:
    with visit(browser, f"{server.url}/students", name="cover", viewport=PHONE) as visited:
        page = visited.page
        page.get_by_role("button", name="Add student").click()
        page.get_by_role("textbox", name="Name").fill("Robin Sommer")
        page.keyboard.press("Alt+Shift+P")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("textbox")).to_have_count(0)
        expect(dialog).to_contain_text("Names are hidden")

        dialog.get_by_role("button", name="Show names").click()

        expect(page.get_by_role("textbox", name="Name")).to_have_value("Robin Sommer")
