"""Take the pictures of docs/screenshots: `python -m tests.e2e.take_screenshots`.

Only the demo class is in them. A lesson is held first, so that the history has something to show.
"""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.browsing import PHONE, TIMEOUT_MS, chromium
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
LESSON_MS: Final = 120_000
CLIP_MS: Final = 28_000
BEST_SECOND: Final = 9.7
"""Where in the clip most faces act something and a stranger sits by the window."""
NEW_STUDENT: Final = "Robin Sommer"


LAPTOP: Final[ViewportSize] = {"width": 1120, "height": 700}
"""Smaller than the tests' own, so that a picture stays below 400 KB."""


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    viewport: ViewportSize
    colours: Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """When the lesson was, in milliseconds since the epoch."""

    start_ms: int
    end_ms: int


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
        lesson = hold_lesson(browser, server)
        for look in LOOKS:
            photograph(browser, server, lesson, look)


def hold_lesson(browser: Browser, server: RunningServer) -> Lesson:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(server.url)
    page.get_by_test_id("roster-row").first.wait_for()
    page.get_by_role("button", name="Start a class").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the class").fill("Biology 9B")
    dialog.get_by_role("button", name="Start a class").click()
    start_ms = round(time.time() * 1000)
    page.wait_for_timeout(LESSON_MS)
    page.get_by_role("button", name="End class").click()
    page.get_by_role("dialog").get_by_role("button", name="End class").click()
    expect(page.get_by_role("button", name="Start a class")).to_be_visible()
    page.close()
    return Lesson(start_ms, round(time.time() * 1000))


def photograph(browser: Browser, server: RunningServer, lesson: Lesson, look: Look) -> None:
    with browser.new_context(viewport=look.viewport, color_scheme=look.colours) as context:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.goto(server.url)
        page.get_by_test_id("roster-row").nth(2).wait_for()
        page.wait_for_function(
            "second => Math.abs(document.querySelector('video').currentTime - second) < 0.2",
            arg=BEST_SECOND,
            timeout=2 * CLIP_MS,
        )
        page.screenshot(path=TARGET / f"live-{look.name}.png")
        page.get_by_role("button", name="Stop").click()
        go_to(page, "Classes")
        page.get_by_test_id("class-session-list").get_by_role("link").first.click()
        page.get_by_test_id("attendance").wait_for()
        shoot(page, "class", look)
        go_to(page, "Students")
        page.get_by_test_id("student-list").wait_for()
        shoot(page, "students", look)
        show_history(page, lesson)
        shoot(page, "student", look)
        show_enrollment(page)
        shoot(page, "enrollment", look)
        page.get_by_role("button", name="Done").click()
        delete_student(page)


def show_history(page: Page, lesson: Lesson) -> None:
    name = names_in_clip()[0]
    page.get_by_test_id("student-list").get_by_role("link").filter(has_text=name).click()
    page.get_by_role("img", name="Chart of emotions").wait_for()
    address = page.url.partition("?")[0]
    page.goto(f"{address}?range=custom&from={lesson.start_ms}&to={lesson.end_ms}&bucket=10s")
    page.get_by_role("img", name="Chart of emotions").wait_for()


def show_enrollment(page: Page) -> None:
    """Somebody new, with two good photos and one of somebody else."""
    go_to(page, "Students")
    page.get_by_role("button", name="Add student").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill(NEW_STUDENT)
    dialog.get_by_role("button", name="Next: photos").click()
    page.get_by_role("tab", name="Files").click()
    newcomer, other = DEMO_DIR / "strangers" / "stranger-3", DEMO_DIR / "students" / "Kofi Adjei"
    photos = [newcomer / "1-front.jpg", newcomer / "2-smile.jpg", other / "2-smile.jpg"]
    page.get_by_test_id("photo-input").set_input_files(photos)
    expect(page.get_by_test_id("photo").filter(has_text="Accepted")).to_have_count(2)
    expect(page.get_by_test_id("photo").filter(has_text="Not used")).to_have_count(1)


def delete_student(page: Page) -> None:
    page.get_by_test_id("student-list").get_by_role("link").filter(has_text=NEW_STUDENT).click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    page.get_by_test_id("student-list").wait_for()


def go_to(page: Page, place: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=place).click()


def shoot(page: Page, view: str, look: Look) -> None:
    page.wait_for_timeout(1_000)  # what moves in has arrived
    page.screenshot(path=TARGET / f"{view}-{look.name}.png")


if __name__ == "__main__":
    main()
