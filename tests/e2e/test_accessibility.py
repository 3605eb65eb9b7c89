"""Every view, light and dark, by the rules of axe-core; and the keyboard's way through the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility import violations_of
from tests.e2e.browsing import LAPTOP, TIMEOUT_MS, chromium
from tests.e2e.serving import RunningServer

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

VIEWS = {
    "live": "/",
    "students": "/students",
    "student": "/students/1",
    "classes": "/class-sessions",
    "class": "/class-sessions/1",
    "settings": "/settings",
    "a student who is not there": "/students/4711",
    "an address that leads nowhere": "/nowhere",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def server(demo_server: RunningServer) -> RunningServer:
    """The demo class, with a lesson that was held."""
    with httpx.Client(base_url=demo_server.url) as client:
        lesson = client.post("/api/class-sessions", json={"name": "Biology 9B"}).json()
        client.post(f"/api/class-sessions/{lesson['id']}/end").raise_for_status()
    return demo_server


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
    browser: Browser, server: RunningServer, view: str, scheme: Scheme
) -> None:
    with opened(browser, server.url + VIEWS[view], scheme=scheme) as page:
        if view == "live":
            expect(page.get_by_test_id("roster-row").first).to_be_visible()

        assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dialog_has_no_serious_violation(
    browser: Browser, server: RunningServer, scheme: Scheme
) -> None:
    with opened(browser, f"{server.url}/students", scheme=scheme) as page:
        page.get_by_role("button", name="Add student").first.click()
        expect(page.get_by_role("dialog")).to_have_css("opacity", "1")

        assert serious(page) == []


def test_keyboard_skips_the_navigation_and_lands_on_a_new_views_title(
    browser: Browser, server: RunningServer
) -> None:
    with opened(browser, f"{server.url}/students") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

        page.get_by_role("navigation").get_by_role("link", name="Settings").press("Enter")

        expect(page.get_by_role("heading", level=1, name="Settings")).to_be_focused()


def test_headings_of_a_view_go_down_one_level_at_a_time(
    browser: Browser, server: RunningServer
) -> None:
    for path in ("/students/1", "/settings", "/class-sessions/1"):
        with opened(browser, server.url + path) as page:
            levels: list[int] = page.evaluate(
                "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])"
            )

        assert levels.count(1) == 1, path
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, f"{path}: {levels}"
