"""Kept photos, as a client sees them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.settings import EnrollmentSettings, Settings
from tests.fakes import photo
from tests.server.api.factories import Api, open_api


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Api]:
    """An API whose operator keeps photos."""
    with open_api(
        tmp_path, settings=Settings(enrollment=EnrollmentSettings(keep_photos=True))
    ) as it:
        yield it


def test_photos_are_not_kept_by_default(api: Api) -> None:
    report = api.enroll(api.create_student(), photo())
    assert report["student"]["kept_photos"] == 0
    assert api.services.photos.count() == (0, 0)


def test_accepted_photos_are_kept_where_the_operator_chose_so(keeping: Api) -> None:
    report = keeping.enroll(keeping.create_student(), photo(), b"not a picture", photo(hue=20))
    assert report["student"]["kept_photos"] == report["accepted"] == 2


def test_photos_of_others_are_not_kept_for_a_student(keeping: Api) -> None:
    keeping.enroll(keeping.create_student("Bilal"), photo(hue=10))
    report = keeping.enroll(keeping.create_student("Amara"), photo(hue=30))
    assert (report["accepted"], report["student"]["kept_photos"]) == (0, 0)


def test_photos_can_be_deleted_without_the_faces(keeping: Api) -> None:
    student_id = keeping.create_student()
    keeping.enroll(student_id, photo())
    assert keeping.client.delete(f"/api/students/{student_id}/photos").status_code == 204
    student = keeping.get(f"/api/students/{student_id}")
    assert (student["kept_photos"], student["faces"]) == (0, 1)


def test_kept_photo_goes_with_its_face_alone(keeping: Api) -> None:
    student_id = keeping.create_student()
    first, _second = keeping.enroll(student_id, photo(), photo(hue=20))["results"]
    path = f"/api/students/{student_id}/faces/{first['face_id']}"
    assert keeping.client.delete(path).status_code == 204
    student = keeping.get(f"/api/students/{student_id}")
    assert (student["kept_photos"], student["faces"]) == (1, 1)


@pytest.mark.parametrize("address", ["/api/students/1", "/api/students/1/faces"])
def test_photos_go_with_the_student_and_with_the_faces(keeping: Api, address: str) -> None:
    assert keeping.create_student() == 1
    keeping.enroll(1, photo())
    assert keeping.client.delete(address).status_code == 204
    assert keeping.services.photos.count() == (0, 0)


def test_photos_are_answered_by_no_address(keeping: Api) -> None:
    student_id = keeping.create_student()
    keeping.enroll(student_id, photo())
    for address in (f"/api/students/{student_id}/photos", f"/api/students/{student_id}/photos/1"):
        assert keeping.client.get(address).status_code in (404, 405)


def test_photos_of_nobody_are_not_found(keeping: Api) -> None:
    assert keeping.client.delete("/api/students/99/photos").status_code == 404


def test_students_who_need_enrollment_can_be_listed(api: Api) -> None:
    enrolled, other = api.create_student("Amara"), api.create_student("Bilal")
    api.enroll(enrolled, photo())

    def ids(needs_enrollment: str) -> list[int]:
        page = api.get("/api/students", needs_enrollment=needs_enrollment)
        assert page["total"] == len(page["items"])
        return [student["id"] for student in page["items"]]

    assert ids("true") == [other]
    assert ids("false") == [enrolled]
