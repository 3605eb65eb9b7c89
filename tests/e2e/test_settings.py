"""Settings and health: what the server says of itself, and what this browser remembers."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import LAPTOP, chromium, visit
from tests.e2e.serving import DEMO_DIR, RunningServer, running_server
from tests.e2e.truth import names_in_clip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_server_tells_networks_thresholds_and_what_it_stores(
    browser: Browser, demo_server: RunningServer
) -> None:
    with visit(browser, f"{demo_server.url}/settings", name="health", viewport=LAPTOP) as visited:
        page = visited.page

        expect(page.get_by_test_id("health-summary")).to_contain_text("Everything works")
        expect(page.get_by_test_id("networks")).to_contain_text("mtcnn")
        expect(page.get_by_test_id("networks")).to_contain_text("OpenVINO on CPU")
        expect(page.get_by_test_id("thresholds")).to_contain_text("A face is named from")
        # Other tests add students to this server.
        people = httpx.get(f"{demo_server.url}/api/students").json()["total"]
        expect(page.get_by_test_id("storage")).to_contain_text(f"Students{people}")
        expect(page.get_by_role("link", name="Documentation of the API")).to_have_attribute(
            "href", "/docs"
        )


def test_student_with_few_photos_is_a_click_away(browser: Browser, tmp_path: Path) -> None:
    name = names_in_clip()[0]
    photo = min((DEMO_DIR / "students" / name).glob("*.jpg"))
    with running_server(tmp_path) as server:
        with httpx.Client(base_url=server.url, timeout=30) as client:
            student = client.post("/api/students", json={"name": name}).json()
            files = {"images": (photo.name, photo.read_bytes(), "image/jpeg")}
            client.post(f"/api/students/{student['id']}/faces", files=files).raise_for_status()
        with visit(browser, f"{server.url}/settings", name="review", viewport=LAPTOP) as visited:
            page = visited.page
            review = page.get_by_test_id("review")
            expect(review).to_contain_text("1 student has few photos")

            page.get_by_role("switch", name="Presenter mode").check()
            expect(review.get_by_text(name)).to_have_count(0)
            page.get_by_role("switch", name="Presenter mode").uncheck()
            review.get_by_role("link", name=name).click()

            expect(page.get_by_role("heading", level=1, name=name)).to_be_focused()


def test_colour_scheme_and_mirroring_are_remembered(
    browser: Browser, demo_server: RunningServer
) -> None:
    with visit(browser, f"{demo_server.url}/settings", name="memory", viewport=LAPTOP) as visited:
        page = visited.page
        page.get_by_role("button", name="Dark", exact=True).click()
        page.get_by_role("combobox", name="Mirror the camera").click()
        page.get_by_role("option", name="Never").click()

        page.reload()

        expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
        expect(page.get_by_role("combobox", name="Mirror the camera")).to_have_text("Never")
