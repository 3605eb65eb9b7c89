"""Enrollment over painted faces and a real database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.enrollment.reports import FaceRejection, PhotoReport
from server.enrollment.service import EnrollmentService, Upload
from server.recognition.gallery import LiveGallery
from server.settings import EnrollmentSettings, LimitSettings, Settings
from students_db.errors import StudentNotFoundError
from students_db.faces import Faces
from students_db.students import Students
from tests.fakes import PaintedFace, encode, paint, photo
from tests.server.api.factories import EMBEDDER, NOW, make_services
from tests.students_db.factories import open_database


@dataclass
class School:
    """Enrollment with Amara (1) and Bilal (2)."""

    service: EnrollmentService
    faces: Faces
    students: Students
    live_gallery: LiveGallery

    def enroll(self, student_id: int, *photos: bytes) -> list[PhotoReport]:
        uploads = [Upload(f"{index}.png", data) for index, data in enumerate(photos)]
        return self.service.enroll(student_id, uploads, now=NOW)

    def codes(self, student_id: int, *photos: bytes) -> list[list[FaceRejection]]:
        return codes(self.enroll(student_id, *photos))

    def stored(self) -> int:
        return len(self.faces.load(EMBEDDER).student_ids)


AMARA, BILAL = 1, 2


@contextmanager
def open_school(folder: Path, settings: Settings | None = None) -> Iterator[School]:
    with open_database(folder) as database:
        services = make_services(database, settings=settings)
        for name in ("Amara", "Bilal"):
            services.students.create(name, now=NOW)
        yield School(services.enrollment, services.faces, services.students, services.live_gallery)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as opened:
        yield opened


def codes(reports: Sequence[PhotoReport]) -> list[list[FaceRejection]]:
    return [[reason.code for reason in report.reasons] for report in reports]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (photo(), []),
        (encode(paint()), ["no_face"]),
        (photo(side=40), ["face_too_small"]),
        (photo(light=0.15), ["too_dark"]),
        (photo(hue=60, light=1.3), ["too_bright"]),
        (photo(blur=8), ["too_blurry"]),
        (photo(turned=True), ["extreme_pose"]),
        (photo(side=40, light=0.15), ["face_too_small", "too_dark"]),
        (encode(paint(PaintedFace(x=120), PaintedFace(side=110, x=2, y=2))), ["several_faces"]),
        (encode(paint(PaintedFace(), PaintedFace(side=50, x=2, y=2))), []),
        (b"", ["image_empty"]),
        (b"nothing", ["not_an_image"]),
        (photo()[:-20], ["image_truncated"]),
    ],
)
def test_photo_is_judged(school: School, data: bytes, expected: list[str]) -> None:
    assert school.codes(AMARA, data) == [expected]
    assert school.stored() == (0 if expected else 1)


def test_reasons_say_what_to_do(school: School) -> None:
    (report,) = school.enroll(AMARA, photo(side=40))
    (reason,) = report.reasons
    assert "40 pixels" in reason.detail
    assert "Go closer" in reason.detail


def test_photos_are_compared_with_those_before_them(school: School) -> None:
    same_again, other_angle, somebody_else = photo(), photo(hue=25), photo(hue=120)
    assert school.codes(AMARA, photo(), same_again, other_angle, somebody_else) == [
        [],
        ["duplicate_photo"],
        [],
        ["differs_from_other_photos"],
    ]
    assert school.codes(AMARA, photo(hue=25)) == [["duplicate_photo"]]  # and with stored ones
    assert school.stored() == 2


def test_photo_that_resembles_another_student_is_refused(school: School) -> None:
    school.enroll(BILAL, photo(hue=0))
    (report,) = school.enroll(AMARA, photo(hue=20))
    assert codes([report]) == [["resembles_another_student"]]
    assert "Bilal" in report.reasons[0].detail
    assert report.measurements.similarity_to_others == pytest.approx(0.94, abs=0.01)
    assert report.measurements.similarity_to_own is None


def test_photos_of_two_students_who_differ_are_accepted(school: School) -> None:
    assert school.codes(BILAL, photo(hue=0)) == [[]]
    assert school.codes(AMARA, photo(hue=100)) == [[]]
    assert school.live_gallery.current.names == {AMARA: "Amara", BILAL: "Bilal"}


def test_cameras_see_nothing_new_when_nothing_is_accepted(school: School) -> None:
    before = school.live_gallery.current
    school.enroll(AMARA, b"nothing")
    assert school.live_gallery.current is before


def test_stored_faces_are_limited(tmp_path: Path) -> None:
    settings = Settings(enrollment=EnrollmentSettings(max_faces_per_student=2))
    with open_school(tmp_path, settings) as school:
        found = school.codes(AMARA, photo(), photo(hue=20), photo(hue=40))
    assert found == [[], [], ["too_many_faces_stored"]]


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    settings = Settings(limits=LimitSettings(max_image_bytes=64 * 1024))
    with open_school(tmp_path, settings) as school:
        found = school.codes(AMARA, photo() + b"\0" * 64 * 1024)
    assert found == [["image_too_large"]]


def test_large_photos_are_looked_at_in_a_smaller_size(school: School) -> None:
    large = paint(PaintedFace(side=1600, x=1000, y=800), size=(4000, 3200))
    (report,) = school.enroll(AMARA, encode(large))
    assert report.accepted
    assert report.measurements.face_px == pytest.approx(1600 * 1920 / 4000, abs=4)


def test_student_who_was_deleted_meanwhile_gets_no_faces(school: School) -> None:
    school.students.delete(AMARA)
    with pytest.raises(StudentNotFoundError):
        school.enroll(AMARA, photo())
    assert school.stored() == 0
