"""A second device that watches a class, while the first one holds the camera."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import LAPTOP, PHONE, chromium, visit
from tests.e2e.serving import RunningServer
from tests.e2e.steps import end_class, start_class
from tests.e2e.truth import names_in_clip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_second_device_sees_who_is_here_until_the_class_ends(
    browser: Browser, demo_server: RunningServer
) -> None:
    url = demo_server.url
    with visit(browser, url, name="watched", viewport=LAPTOP) as camera:
        expect(camera.page.get_by_test_id("roster-row").first).to_be_visible()
        start_class(camera.page, "Biology 9B")
        link = camera.page.get_by_test_id("running-class").get_by_role("link")
        address = link.get_attribute("href") or ""
        class_session_id = re.sub(r"\D", "", address)

        with visit(
            browser, f"{url}/watch/{class_session_id}", name="watching", viewport=PHONE
        ) as watcher:
            page = watcher.page
            expect(page.get_by_role("heading", level=1, name="Biology 9B")).to_be_visible()
            shown = page.get_by_test_id("roster-row").first
            expect(shown).to_contain_text(re.compile("|".join(names_in_clip())))

            end_class(camera.page)
            expect(page.get_by_role("main")).to_contain_text("“Biology 9B” has ended")
