"""Folders of people, enrolled on a real server with networks that need no weights."""

import unicodedata
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from scripts.people import PeopleFolderError, Person, enroll_people, find_people
from scripts.school_client import EnrolledStudent, SchoolClient
from tests.server.fake_networks import BLUE, GREEN, RED, make_picture
from tests.server.running_server import running_server

LARGEST_UPLOAD = 128 * 1024


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    limits = {"LIMITS__MAX_UPLOAD_BYTES": str(LARGEST_UPLOAD)}
    with running_server(tmp_path_factory.mktemp("server") / "db", **limits) as running:
        yield running.url


def put_photos(folder: Path, colour: tuple[int, int, int], count: int = 1) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number}.jpg").write_bytes(make_picture(colour, size=(320, 240 + number)))


def enroll(address: str, folder: Path) -> tuple[list[str], str]:
    """Who still cannot be recognised, and what was printed."""
    said = StringIO()
    console = Console(file=said, highlight=False, soft_wrap=True)
    with SchoolClient(address) as school:
        failed = enroll_people(school, find_people(folder), console=console)
    return [person.name for person in failed], said.getvalue()


def students(address: str) -> dict[str, EnrolledStudent]:
    with SchoolClient(address) as school:
        return {student.name: student for student in school.students()}


def test_student_with_many_large_photos_does_not_stop_the_class(
    address: str, tmp_path: Path
) -> None:
    put_photos(tmp_path / "Ada", RED)
    put_photos(tmp_path / "Bo", GREEN, count=12)
    (tmp_path / "Bo" / "7.jpg").write_bytes(bytes(LARGEST_UPLOAD))
    put_photos(tmp_path / "Cleo", BLUE)
    assert sum(path.stat().st_size for path in (tmp_path / "Bo").iterdir()) > 2 * LARGEST_UPLOAD

    failed, said = enroll(address, tmp_path)

    assert failed == []
    assert "     Bo: 7.jpg: the request's body is larger" in said
    enrolled = students(address)
    assert {"Ada", "Bo", "Cleo"} <= {name for name in enrolled if enrolled[name].faces}


def test_photos_of_many_megabytes_are_sent_in_several_requests(tmp_path: Path) -> None:
    sizes: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"items": [], "total": 0})
        if not request.url.path.endswith("/faces"):
            return httpx.Response(201, json={"id": 1, "name": "Ada", "faces": 0})
        sizes.append(len(request.read()))
        return httpx.Response(201, json={"accepted": 1, "results": []})

    (tmp_path / "Ada").mkdir()
    for number in range(7):
        with (tmp_path / "Ada" / f"{number}.jpg").open("wb") as photo:
            photo.truncate(12 * 1024 * 1024)

    with SchoolClient("http://school.example", transport=httpx.MockTransport(answer)) as school:
        enroll_people(school, find_people(tmp_path), console=Console(quiet=True))

    assert len(sizes) == 4
    assert max(sizes) < 40 * 1024 * 1024


def test_name_that_the_server_refuses_does_not_stop_the_class(address: str, tmp_path: Path) -> None:
    put_photos(tmp_path / ("A" * 201), RED)
    put_photos(tmp_path / "Dora", GREEN)

    failed, said = enroll(address, tmp_path)

    assert failed == ["A" * 201]
    assert said.startswith(f"     {'A' * 201}: ")
    assert students(address)["Dora"].faces == 1


def test_only_files_are_photos(tmp_path: Path) -> None:
    put_photos(tmp_path / "Ada", RED)
    (tmp_path / "Ada" / "more.jpg").mkdir()
    (tmp_path / "Bo" / "more.jpg").mkdir(parents=True)

    assert find_people(tmp_path) == [Person("Ada", (tmp_path / "Ada" / "0.jpg",))]


def test_people_and_their_photos_of_all_formats_come_in_order(tmp_path: Path) -> None:
    names, photos = ["Ada", "Bo", "Cleo", "Dora", "Emil"], ["1.JPG", "2.jpeg", "3.png", "4.webp"]
    for name in reversed(names):
        (tmp_path / name).mkdir()
        for photo in reversed(photos):
            (tmp_path / name / photo).touch()

    people = find_people(tmp_path)

    assert [person.name for person in people] == names
    assert [path.name for path in people[0].photos] == photos


def test_folder_without_people_says_what_it_should_look_like(tmp_path: Path) -> None:
    (tmp_path / "Ada").mkdir()

    with pytest.raises(PeopleFolderError, match=r"has no photos; put them into .*/NAME/\*\.jpg"):
        find_people(tmp_path)
    with pytest.raises(PeopleFolderError, match="there is no folder"):
        find_people(tmp_path / "none")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that nobody can read")
def test_photo_that_cannot_be_read_is_named(address: str, tmp_path: Path) -> None:
    put_photos(tmp_path / "Emil [b]", RED)
    (tmp_path / "Emil [b]" / "1.jpg").symlink_to("/proc/self/mem")

    failed, said = enroll(address, tmp_path)

    assert failed == []
    assert said == "     Emil [b]: 1.jpg: it cannot be read: Input/output error\n"


def test_folder_names_that_are_read_alike_are_one_student(address: str, tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Élodie Fée") for form in ("NFC", "NFD"))
    with SchoolClient(address) as school:
        school.create_student(composed)
    put_photos(tmp_path / apart, RED)
    put_photos(tmp_path / " Finn  Ek ", GREEN)
    put_photos(tmp_path / "Finn Ek", GREEN)

    enroll(address, tmp_path)
    again = enroll(address, tmp_path)

    with SchoolClient(address) as school:
        enrolled = sorted((student.name, student.faces) for student in school.students())
    assert enrolled == [("Finn Ek", 1), (composed, 1)]
    assert again == ([], "")


def test_student_with_faces_is_found_beside_an_empty_one_of_the_name(
    address: str, tmp_path: Path
) -> None:
    put_photos(tmp_path / "Gil", RED)
    enroll(address, tmp_path)
    with SchoolClient(address) as school:
        school.create_student("Gil")

    assert enroll(address, tmp_path) == ([], "")
