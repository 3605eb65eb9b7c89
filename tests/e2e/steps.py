"""What a teacher does on the page, step by step."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.serving import DEMO_DIR


def start_enrolling(page: Page, name: str) -> None:
    go_to(page, "Students")
    page.get_by_role("button", name="Add student").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill(name)
    dialog.get_by_role("button", name="Next: photos").click()
    expect(page.get_by_role("heading", name=f"Photos of {name}")).to_be_visible()


def send_photos(page: Page, photos: Sequence[Path]) -> None:
    page.get_by_role("tab", name="Files").click()
    page.get_by_test_id("photo-input").set_input_files(list(photos))


def start_camera(page: Page) -> None:
    go_to(page, "Live")
    page.get_by_role("button", name="Start", exact=True).first.click()


def start_class(page: Page, name: str) -> None:
    page.get_by_role("button", name="Start a class").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the class").fill(name)
    dialog.get_by_role("button", name="Start a class").click()
    expect(page.get_by_test_id("running-class")).to_contain_text(name)


def end_class(page: Page) -> None:
    go_to(page, "Live")
    page.get_by_role("button", name="End class").click()
    page.get_by_role("dialog").get_by_role("button", name="End class").click()
    expect(page.get_by_role("button", name="Start a class")).to_be_visible()


def open_history(page: Page, name: str) -> None:
    go_to(page, "Students")
    page.get_by_test_id("student-list").get_by_role("link").filter(has_text=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def go_to(page: Page, place: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=place).click()


def photos_of(name: str) -> list[Path]:
    return sorted((DEMO_DIR / "students" / name).glob("*.jpg"))
