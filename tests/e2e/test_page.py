"""The page in a real Chromium against the real server, with the demo clip and a fake camera."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import LAPTOP, PHONE, chromium, visit, write_mjpeg
from tests.e2e.serving import DEMO_CLIP, RunningServer, running_server
from tests.e2e.steps import (
    end_class,
    go_to,
    open_history,
    photos_of,
    send_photos,
    start_camera,
    start_class,
    start_enrolling,
)
from tests.e2e.truth import names_in_clip

pytestmark = pytest.mark.browser

CAMERA_FRAMES = 300


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests here; each opens a context of its own."""
    clip = tmp_path_factory.mktemp("camera") / "class.mjpeg"
    write_mjpeg(DEMO_CLIP, clip, frames=CAMERA_FRAMES)
    with chromium(clip) as started:
        yield started


def test_demo_clip_plays_by_itself_and_names_the_class(
    browser: Browser, demo_server: RunningServer
) -> None:
    with visit(browser, demo_server.url, name="demo", viewport=LAPTOP) as visited:
        rows = visited.page.get_by_test_id("roster-row")
        expect(rows.nth(2)).to_be_visible()

        shown = [row.inner_text() for row in rows.all()]
        assert all(any(name in row for name in names_in_clip()) for row in shown)


def test_phone_shows_picture_and_roster_without_scrolling_sideways(
    browser: Browser, demo_server: RunningServer
) -> None:
    with visit(browser, demo_server.url, name="phone", viewport=PHONE) as visited:
        page = visited.page
        expect(page.get_by_label("Live picture with names and emotions")).to_be_in_viewport()
        expect(page.get_by_test_id("roster-row").first).to_be_visible()

        for place in ("Live", "Students", "Classes", "Settings"):
            go_to(page, place)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_photo_that_cannot_be_used_says_why(
    browser: Browser, tmp_path: Path, demo_server: RunningServer
) -> None:
    name = names_in_clip()[0]
    nobody = write_noise(tmp_path / "nobody.png")
    not_a_photo = tmp_path / "letter.jpg"
    not_a_photo.write_bytes(b"Dear parents,")

    with visit(browser, demo_server.url, name="reasons", viewport=LAPTOP) as visited:
        page = visited.page
        start_enrolling(page, "Somebody New")
        send_photos(page, [nobody, not_a_photo, *photos_of(name)[:1]])

        rejected = page.locator("[data-testid=photo][data-status=rejected]")
        for reason in ("No face was found", "not a picture", f"stored for {name}"):
            expect(rejected.filter(has_text=reason)).to_be_visible()


def test_student_enrolled_on_the_page_is_named_by_the_camera_and_gets_a_history(
    browser: Browser, tmp_path: Path
) -> None:
    name = names_in_clip(frames=CAMERA_FRAMES)[0]
    with (
        running_server(tmp_path) as server,
        visit(browser, server.url, name="lesson", viewport=LAPTOP) as visited,
    ):
        page = visited.page
        start_enrolling(page, name)
        send_photos(page, photos_of(name))
        accepted = page.locator("[data-testid=photo][data-status=accepted]")
        expect(accepted).to_have_count(len(photos_of(name)))
        page.get_by_role("button", name="Done").click()

        start_camera(page)
        expect(page.get_by_test_id("roster-row").filter(has_text=name)).to_be_visible()

        start_class(page, "Biology 9B")
        page.get_by_test_id("running-class").get_by_role("link").click()
        expect(page.get_by_test_id("attendance").get_by_role("row", name=name)).to_be_visible()
        end_class(page)

        open_history(page, name)
        expect(page.get_by_role("img", name="Chart of emotions over time.")).to_be_visible()


def write_noise(target: Path) -> Path:
    """A picture without any face."""
    noise = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
    cv2.imwrite(str(target), cv2.GaussianBlur(noise, (0, 0), 5))
    return target
