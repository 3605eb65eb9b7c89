"""A class from an archive and from a folder, in a real Chromium against the real server."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.browsing import LAPTOP, chromium, visit
from tests.e2e.serving import DEMO_DIR, running_server

pytestmark = pytest.mark.browser

PEOPLE = sorted(path.name for path in (DEMO_DIR / "students").iterdir())[:3]
CLASS_LIST = f"Name;Student number\n{PEOPLE[0]};101\n{PEOPLE[1]};102\nRobin Sommer;103\n;104\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_class_is_imported_from_a_zip_and_undone_and_then_from_a_folder(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        running_server(tmp_path) as server,
        visit(browser, server.url, name="import", viewport=LAPTOP) as visited,
    ):
        page = visited.page
        open_import(page)
        page.get_by_test_id("import-files").set_input_files(write_archive(tmp_path / "9B.zip"))
        expect(page.get_by_text("Line 5: The name for number 104 is missing.")).to_be_visible()
        expect(page.get_by_text("letter.txt: Not a photo.")).to_be_visible()
        expect(planned(page, "create")).to_have_count(3)
        expect(planned(page, "left_out")).to_contain_text([PEOPLE[2]])  # not on the list

        run_import(page, students=3)
        refused = page.get_by_test_id("imported").filter(has_text=PEOPLE[0])
        expect(refused).to_contain_text("not a picture that can be read")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the report").click()
        assert "Robin Sommer,103,,Created" in Path(download.value.path()).read_text("utf-8-sig")

        page.get_by_role("link", name="To the students", exact=True).click()
        expect(page.get_by_test_id("student-list").get_by_role("link")).to_have_count(3)
        page.get_by_role("button", name="Need photos").click()
        expect(page.get_by_test_id("student-list").get_by_role("link")).to_contain_text(
            ["Robin Sommer"]
        )

        open_import(page)  # what the last one did is still known
        undo_import(page, removed=3)

        page.get_by_test_id("import-folder").set_input_files(copy_class(tmp_path / "class"))
        expect(planned(page, "create")).to_have_count(3)
        run_import(page, students=3)
        expect(page.get_by_test_id("import-summary")).to_contain_text("12 photos accepted")


def open_import(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Students").click()
    page.get_by_role("link", name="Import a class").first.click()
    expect(page.get_by_role("heading", level=1, name="Import a class")).to_be_visible()


def planned(page: Page, action: str) -> Locator:
    return page.locator(f"[data-testid=planned][data-action={action}]")


def run_import(page: Page, *, students: int) -> None:
    page.get_by_role("button", name=f"Import {students} students").click()
    expect(page.get_by_test_id("import-summary")).to_contain_text(f"{students} students created")


def undo_import(page: Page, *, removed: int) -> None:
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text(f"{removed} students removed.")).to_be_visible()


def write_archive(target: Path) -> Path:
    """Photos in a folder for each of three people, two of whom are on the class list."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in PEOPLE:
            for photo in photos_of(name):
                archive.write(photo, f"9B/{name}/{photo.name}")
        archive.writestr(f"9B/{PEOPLE[0]}/5-damaged.jpg", "no photo")
        archive.writestr("9B/letter.txt", "Dear parents,")
        archive.writestr("9B/class.csv", CLASS_LIST)
    return target


def copy_class(target: Path) -> Path:
    for name in PEOPLE:
        copytree(DEMO_DIR / "students" / name, target / name)
    return target


def photos_of(name: str) -> list[Path]:
    return sorted((DEMO_DIR / "students" / name).glob("*.jpg"))
