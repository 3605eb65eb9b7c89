"""Enrollment with the product's own networks, on faces of people who do not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.server.api.factories import Json, as_files

STUDENTS_DIR = Path(__file__).resolve().parents[3] / "demo" / "students"
AMARA, HENRYK, KOFI = "Amara Okafor", "Henryk Wójcik", "Kofi Adjei"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    database = tmp_path_factory.mktemp("api") / "homeroom.sqlite3"
    with TestClient(create_app(Settings(database_url=f"sqlite:///{database}"))) as opened:
        yield opened


def photos_of(name: str) -> list[bytes]:
    photos = [path.read_bytes() for path in sorted((STUDENTS_DIR / name).glob("*.jpg"))]
    assert photos
    return photos


def enroll(client: TestClient, name: str, photos: list[bytes]) -> Json:
    student = client.post("/api/students", json={"name": name}).json()
    answer = client.post(f"/api/students/{student['id']}/faces", files=as_files(*photos))
    assert answer.status_code == 200, answer.text
    report: Json = answer.json()
    return report


def test_demo_students_are_enrolled_and_told_apart(client: TestClient) -> None:
    for name in (AMARA, HENRYK):
        report = enroll(client, name, photos_of(name))
        assert report["rejected"] == 0, report["results"]
        assert report["student"]["needs_enrollment"] is False
    assert client.get("/api/gallery").json()["students"] == 2


def test_same_person_under_another_name_is_noticed(client: TestClient) -> None:
    first, second, *_more = photos_of(KOFI)
    enroll(client, KOFI, [first])
    report = enroll(client, "Somebody New", [first, second])
    codes = [[reason["code"] for reason in result["reasons"]] for result in report["results"]]
    assert codes == [["photo_of_another_student"], ["resembles_another_student"]]
    assert all(KOFI in result["reasons"][0]["detail"] for result in report["results"])


def test_somebody_else_among_the_photos_is_noticed(client: TestClient) -> None:
    name = "Luka Horvat"
    stranger = photos_of("Freya Sørensen")[0]
    report = enroll(client, name, [stranger, *photos_of(name)[:2]])  # even as the first photo
    assert [result["accepted"] for result in report["results"]] == [False, True, True]
    codes = [reason["code"] for reason in report["results"][0]["reasons"]]
    assert codes == ["differs_from_other_photos"]
