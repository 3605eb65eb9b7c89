"""Take the pictures of docs/screenshots: `python -m tests.e2e.take_screenshots`.

Only the demo class is in them. A lesson is held first, so that the history has something to show.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.browsing import LAPTOP, PHONE, TIMEOUT_MS, chromium
from tests.e2e.serving import (
    DEMO_CLIP,
    DEMO_DIR,
    PROJECT_DIR,
    RunningServer,
    run_module,
    running_server,
)
from tests.e2e.truth import names_in_clip

TARGET: Final = PROJECT_DIR / "docs" / "screenshots"
LESSON_MS: Final = 90_000
PLAY_MS: Final = 6_000
"""Until names have settled."""


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    viewport: ViewportSize
    colours: Literal["light", "dark"]


LOOKS: Final = (
    Look("laptop-light", LAPTOP, "light"),
    Look("laptop-dark", LAPTOP, "dark"),
    Look("phone-light", PHONE, "light"),
    Look("phone-dark", PHONE, "dark"),
)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder), DEMO_CLIP=str(DEMO_CLIP)) as server,
        chromium() as browser,
    ):
        run_module("scripts.enroll_demo", "--server", server.url)
        hold_lesson(browser, server)
        for look in LOOKS:
            photograph(browser, server, look)


def hold_lesson(browser: Browser, server: RunningServer) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(server.url)
    page.get_by_role("button", name="Start a class").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the class").fill("Biology 9B")
    dialog.get_by_role("button", name="Start a class").click()
    page.wait_for_timeout(LESSON_MS)
    page.get_by_role("button", name="End class").click()
    page.get_by_role("dialog").get_by_role("button", name="End class").click()
    expect(page.get_by_role("button", name="Start a class")).to_be_visible()
    page.close()


def photograph(browser: Browser, server: RunningServer, look: Look) -> None:
    with browser.new_context(viewport=look.viewport, color_scheme=look.colours) as context:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.goto(server.url)
        page.get_by_test_id("roster-row").nth(2).wait_for()
        page.wait_for_timeout(PLAY_MS)
        shoot(page, "live", look)
        go_to(page, "Classes")
        page.get_by_test_id("class-session-list").get_by_role("link").first.click()
        page.get_by_test_id("attendance").wait_for()
        shoot(page, "class", look)
        go_to(page, "Students")
        page.get_by_test_id("student-list").wait_for()
        shoot(page, "students", look)
        name = names_in_clip()[0]
        page.get_by_test_id("student-list").get_by_role("link").filter(has_text=name).click()
        page.get_by_role("img", name="Chart of emotions").wait_for()
        shoot(page, "student", look)
        page.get_by_role("button", name="Add photos").click()
        page.get_by_role("tab", name="Files").click()
        page.get_by_test_id("photo-input").set_input_files(
            sorted((DEMO_DIR / "students" / names_in_clip()[1]).glob("*.jpg"))[:2]
        )
        page.locator("[data-testid=photo][data-status=rejected]").first.wait_for()
        shoot(page, "enrollment", look)


def go_to(page: Page, place: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=place).click()


def shoot(page: Page, view: str, look: Look) -> None:
    page.wait_for_timeout(1_000)  # what moves in has arrived
    page.screenshot(path=TARGET / f"{view}-{look.name}.png")


if __name__ == "__main__":
    main()
