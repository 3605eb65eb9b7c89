"""A server that restarts while the page is open: the page says so, and carries on by itself."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import LAPTOP, chromium, visit
from tests.e2e.serving import DEMO_CLIP, free_port, run_module, running_server
from tests.e2e.steps import go_to, start_class

pytestmark = pytest.mark.browser

LOST = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")
"""What a browser writes into its console while nobody answers."""

ALL_VIEWS_AT_HAND = """
() => performance.getEntriesByType("resource").some(({ name }) => name.includes("settings-page"))
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_page_carries_on_with_the_class_when_the_server_comes_back(
    browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    with ExitStack() as first:
        server = first.enter_context(running_server(tmp_path, port=port, DEMO_CLIP=str(DEMO_CLIP)))
        run_module("scripts.enroll_demo", "--server", server.url)
        with visit(browser, server.url, name="reconnecting", viewport=LAPTOP) as visited:
            page = visited.page
            expect(page.get_by_test_id("roster-row").first).to_be_visible()
            start_class(page, "Biology 9B")
            page.wait_for_function(ALL_VIEWS_AT_HAND)

            first.close()
            expect(page.get_by_test_id("connection-state")).not_to_have_attribute(
                "data-phase", "open"
            )
            go_to(page, "Students")
            expect(page.get_by_test_id("offline-banner")).to_contain_text("cannot be reached")

            with running_server(tmp_path, port=port, DEMO_CLIP=str(DEMO_CLIP)):
                expect(page.get_by_test_id("offline-banner")).to_have_count(0)
                go_to(page, "Live")
                expect(page.get_by_test_id("running-class")).to_contain_text("Biology 9B")
                go_to(page, "Settings")
                camera = page.get_by_test_id("connected-camera")
                expect(camera.get_by_role("link", name="in a class")).to_be_visible()
                page.goto("about:blank")
                visited.console_errors[:] = [
                    error
                    for error in visited.console_errors
                    if not any(reason in error for reason in LOST)
                ]
