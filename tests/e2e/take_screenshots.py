"""Take the pictures of docs/screenshots: `python -m tests.e2e.take_screenshots`.

Every view is taken, on a laptop and on a phone, light and dark. Only the demo class is in them. Two
lessons are held first, so that histories and comparisons have something to show.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import httpx
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
from tests.e2e.steps import end_class, go_to, start_class
from tests.e2e.truth import names_in_clip

TARGET: Final = PROJECT_DIR / "docs" / "screenshots"
LESSON_MS: Final = 240_000
EARLIER_LESSON_MS: Final = 60_000
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
    """Which class session, and when it was, in milliseconds since the epoch."""

    class_session_id: int
    earlier_id: int
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
        for look in LOOKS:  # before the class is there, which it would leave out
            photograph_import(browser, server, look)
        run_module("scripts.enroll_demo", "--server", server.url)
        with running_lesson(browser, server, "Biology 9A") as earlier:
            earlier.wait_for_timeout(EARLIER_LESSON_MS)
        earlier_id = newest(server)
        with running_lesson(browser, server, "Biology 9B") as page:
            start_ms = round(time.time() * 1000)
            page.wait_for_timeout(LESSON_MS)
            for look in LOOKS:
                photograph_lesson(page, look)
                with opened(browser, f"{server.url}/watch/{newest(server)}", look) as watcher:
                    watcher.get_by_test_id("roster-row").nth(2).wait_for()
                    shoot(watcher, "watch", look)
        lesson = Lesson(newest(server), earlier_id, start_ms, round(time.time() * 1000))
        for look in LOOKS:
            photograph(browser, server, lesson, look)


@contextmanager
def running_lesson(browser: Browser, server: RunningServer, name: str) -> Iterator[Page]:
    """A class that the demo clip attends until the block ends."""
    page = browser.new_page(viewport=LAPTOP)
    page.set_default_timeout(2 * TIMEOUT_MS)
    page.goto(server.url)
    page.get_by_test_id("roster-row").first.wait_for()
    start_class(page, name)
    yield page
    end_class(page)
    page.close()


def newest(server: RunningServer) -> int:
    """The id of the last class session that was started."""
    listed = httpx.get(f"{server.url}/api/class-sessions", params={"limit": 1}).json()
    return int(listed["items"][0]["id"])


@contextmanager
def opened(browser: Browser, url: str, look: Look) -> Iterator[Page]:
    with browser.new_context(viewport=look.viewport, color_scheme=look.colours) as context:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.goto(url)
        yield page


def photograph_lesson(page: Page, look: Look) -> None:
    """The page that holds the camera, while the class runs."""
    page.set_viewport_size(look.viewport)
    page.emulate_media(color_scheme=look.colours)
    page.wait_for_function(
        "second => Math.abs(document.querySelector('video').currentTime - second) < 0.2",
        arg=BEST_SECOND,
        timeout=2 * CLIP_MS,
    )
    page.screenshot(path=TARGET / f"live-{look.name}.png")
    go_to(page, "Settings")
    page.get_by_test_id("connected-camera").wait_for()
    shoot(page, "settings", look)
    go_to(page, "Live")


def photograph(browser: Browser, server: RunningServer, lesson: Lesson, look: Look) -> None:
    with opened(browser, f"{server.url}/class-sessions", look) as page:
        page.get_by_test_id("class-session-list").wait_for()
        shoot(page, "classes", look)
        page.goto(f"{server.url}/class-sessions/{lesson.class_session_id}")
        page.get_by_test_id("attendance").wait_for()
        shoot(page, "class", look)
        ids = f"a={lesson.earlier_id}&b={lesson.class_session_id}"
        page.goto(f"{server.url}/class-sessions/compare?{ids}")
        page.get_by_test_id("share-table").wait_for()
        shoot(page, "compare", look)
        go_to(page, "Students")
        page.get_by_test_id("student-list").wait_for()
        shoot(page, "students", look)
        show_history(page, lesson)
        shoot(page, "student", look)
        show_enrollment(page)
        shoot(page, "enrollment", look)
        page.get_by_role("button", name="Done").click()
        delete_student(page)


def photograph_import(browser: Browser, server: RunningServer, look: Look) -> None:
    with opened(browser, f"{server.url}/students/import", look) as page:
        page.get_by_test_id("import-folder").set_input_files(DEMO_DIR / "students")
        page.get_by_test_id("import-plan").wait_for()
        shoot(page, "import", look)


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


def shoot(page: Page, view: str, look: Look) -> None:
    page.wait_for_timeout(1_000)  # what moves in has arrived
    page.screenshot(path=TARGET / f"{view}-{look.name}.png")


if __name__ == "__main__":
    main()
