"""Every view, light and dark, by the rules of axe-core; and the keyboard's way through the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility import violations_of
from tests.e2e.browsing import LAPTOP, TIMEOUT_MS, chromium
from tests.e2e.serving import DEMO_DIR, RunningServer, run_module
from tests.e2e.steps import end_class, start_class

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

VIEWS = {
    "live": "/",
    "students": "/students",
    "import": "/students/import",
    "student": "/students/1",
    "classes": "/class-sessions",
    "class": "/class-sessions/{lesson}",
    "two classes": "/class-sessions/compare?a={lesson}&b={other}",
    "a class that was watched": "/watch/{lesson}",
    "settings": "/settings",
    "a student who is not there": "/students/4711",
    "an address that leads nowhere": "/nowhere",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@dataclass(frozen=True, slots=True)
class School:
    """A server where a lesson was held, so that charts and tables have something in them.

    `other` is a lesson that nobody attended.
    """

    url: str
    lesson: int
    other: int

    def address(self, path: str) -> str:
        return self.url + path.format(lesson=self.lesson, other=self.other)


@pytest.fixture(scope="module")
def school(demo_server: RunningServer) -> School:
    person = min((DEMO_DIR / "students").iterdir())
    with httpx.Client(base_url=demo_server.url, timeout=30) as client:
        lesson, other = (
            int(client.post("/api/class-sessions", json={"name": name}).json()["id"])
            for name in ("Biology 9B", "Biology 9C")
        )
        run_module(
            "scripts.stream",
            str(person),
            *("--server", demo_server.url),
            *("--fps", "0"),
            *("--class-session", str(lesson)),
        )
        for class_session_id in (lesson, other):
            client.post(f"/api/class-sessions/{class_session_id}/end").raise_for_status()
    return School(demo_server.url, lesson, other)


@contextmanager
def opened(browser: Browser, url: str, *, scheme: Scheme = "light") -> Iterator[Page]:
    """A view without anything that moves, after its data has come."""
    with browser.new_context(
        viewport=LAPTOP, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        expect.set_options(timeout=TIMEOUT_MS)
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_label("Loading…")).to_have_count(0)
        yield page


def serious(page: Page) -> list[str]:
    return [
        str(violation)
        for violation in violations_of(page)
        if violation.impact in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_view_has_no_serious_violation(
    browser: Browser, school: School, view: str, scheme: Scheme
) -> None:
    with opened(browser, school.address(VIEWS[view]), scheme=scheme) as page:
        if view == "live":
            expect(page.get_by_test_id("roster-row").first).to_be_visible()

        assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_is_away_can_be_read(browser: Browser, school: School, scheme: Scheme) -> None:
    with opened(browser, school.address("/"), scheme=scheme) as page:
        start_class(page, "Physics 8A")
        expect(page.get_by_test_id("roster-row").first).to_be_visible()
        page.get_by_role("button", name="Stop", exact=True).first.click()
        away = page.locator("[data-testid=roster-row][data-presence=away]")
        expect(away.first).to_be_visible()

        found = serious(page)
        end_class(page)

        assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dialog_has_no_serious_violation(browser: Browser, school: School, scheme: Scheme) -> None:
    with opened(browser, school.address("/students"), scheme=scheme) as page:
        page.get_by_role("button", name="Add student").first.click()
        expect(page.get_by_role("dialog")).to_have_css("opacity", "1")

        assert serious(page) == []


def test_what_a_background_says_is_seen_where_the_system_sets_all_colours(
    browser: Browser, school: School
) -> None:
    with opened(browser, school.address("/students/1?view=calendar")) as page:
        page.emulate_media(forced_colors="active")
        chosen = background_of(page, "[aria-label=View] .Mui-selected")
        assert chosen != background_of(page, "[aria-label=View] button:not(.Mui-selected)")
        assert background_of(page, ".level") != background_of(page, "body")

    with opened(browser, school.address("/class-sessions/{lesson}")) as page:
        page.emulate_media(forced_colors="active")
        lane = "[role=img][aria-label^=Seen]"
        assert background_of(page, f"{lane} > *") != background_of(page, lane)
        assert page.locator(lane).first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def background_of(page: Page, selector: str) -> str:
    colour = "element => getComputedStyle(element).backgroundColor"
    return str(page.locator(selector).first.evaluate(colour))


def test_keyboard_skips_the_navigation_and_lands_on_a_new_views_title(
    browser: Browser, school: School
) -> None:
    with opened(browser, school.address("/students")) as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

        page.get_by_role("navigation").get_by_role("link", name="Settings").press("Enter")

        expect(page.get_by_role("heading", level=1, name="Settings")).to_be_focused()


def test_headings_of_a_view_go_down_one_level_at_a_time(browser: Browser, school: School) -> None:
    for path in ("/students/1", "/settings", "/class-sessions/{lesson}"):
        with opened(browser, school.address(path)) as page:
            levels: list[int] = page.evaluate(
                "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])"
            )

        assert levels.count(1) == 1, path
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, f"{path}: {levels}"
