"""Four looks into a fake camera, which shows somebody who does not exist turning the head."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import PHONE, chromium, visit
from tests.e2e.serving import DEMO_DIR, running_server

pytestmark = pytest.mark.browser

Image = npt.NDArray[np.uint8]

NAME: Final = "Mateo Álvarez"
FRAMES_A_LOOK: Final = 120  # Chromium plays 30 a second, over and over
LOOKS_MS: Final = 90_000
"""Some rounds of the film, on a slow machine."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    film = tmp_path_factory.mktemp("camera") / "turning.mjpeg"
    with chromium(write_turning_head(film)) as started:
        yield started


def test_four_looks_are_taken_by_themselves_and_one_is_taken_again(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        running_server(tmp_path) as server,
        visit(browser, f"{server.url}/settings", name="looks", viewport=PHONE) as visited,
    ):
        page = visited.page
        page.get_by_role("link", name="Students").click()
        page.get_by_role("button", name="Add student").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Name").fill(NAME)
        dialog.get_by_role("button", name="Next: photos").click()

        taken = page.locator("[data-testid=step][data-state=good]")
        expect(taken).to_have_count(4, timeout=LOOKS_MS)
        page.get_by_role("button", name="To the left: take again").click()
        expect(taken).to_have_count(3)
        expect(taken).to_have_count(4, timeout=LOOKS_MS)

        page.go_back()
        question = page.get_by_role("dialog", name="Close without storing?")
        question.get_by_role("button", name="Cancel").click()
        expect(taken).to_have_count(4)

        page.get_by_role("button", name="Store 4 photos").click()
        expect(page.get_by_test_id("enrollment-report")).to_contain_text("4 photos stored")
        page.get_by_role("button", name="Done").click()
        row = page.get_by_test_id("student-list").get_by_role("link").filter(has_text=NAME)
        expect(row).to_contain_text("4 photos, 4 views")


def write_turning_head(target: Path) -> Path:
    """The demo's photos turn too little; the middle of the face is moved on."""
    looks = [
        bend(photo("1-front"), 0, 0),
        bend(photo("4-right"), 0.09, 0),
        bend(photo("3-left"), -0.08, 0),
        bend(photo("1-front"), 0, -0.07),
    ]
    with target.open("wb") as film:
        for look in looks:
            film.write(cv2.imencode(".jpg", on_a_wall(look))[1].tobytes() * FRAMES_A_LOOK)
    return target


def photo(name: str) -> Image:
    return np.asarray(cv2.imread(str(DEMO_DIR / "students" / NAME / f"{name}.jpg")), np.uint8)


def bend(image: Image, right: float, down: float) -> Image:
    """Move the nose by these parts of the picture, and what is around it less and less."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = ((x / width - 0.5) / 0.16) ** 2 + ((y / height - 0.56) / 0.16) ** 2
    near = np.exp(-far)
    moved = cv2.remap(image, x - right * width * near, y - down * height * near, cv2.INTER_CUBIC)
    return np.asarray(moved, np.uint8)


def on_a_wall(face: Image) -> Image:
    """A camera's picture, 1280 x 720."""
    wall = np.full((720, 1280, 3), 90, np.uint8)
    wall[:, 280:1000] = cv2.resize(face, (720, 720), interpolation=cv2.INTER_CUBIC)
    return wall
