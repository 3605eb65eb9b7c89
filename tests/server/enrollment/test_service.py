"""Enrollment over painted faces and a real database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from models.embedder import IdentityThresholds, ImpostorSimilarity
from server.enrollment.reports import (
    FaceRejection,
    FaceWarning,
    Notice,
    PhotoReport,
    Reason,
    UploadReport,
)
from server.enrollment.service import EnrollmentService, Upload
from server.recognition.gallery import LiveGallery
from server.settings import EnrollmentSettings, LimitSettings, Settings
from students_db.errors import StudentNotFoundError
from students_db.faces import Faces, NewFace
from students_db.students import Students
from tests.fakes import THRESHOLDS, PaintedFace, encode, paint, photo
from tests.server.api.factories import EMBEDDER, NOW, make_services
from tests.students_db.factories import open_database


@dataclass
class School:
    """Enrollment with Amara (1) and Bilal (2)."""

    service: EnrollmentService
    faces: Faces
    students: Students
    live_gallery: LiveGallery

    def report(
        self, student_id: int, *photos: bytes, confirmed: tuple[int, ...] = ()
    ) -> UploadReport:
        uploads = [Upload(f"{index}.png", data) for index, data in enumerate(photos)]
        return self.service.enroll(student_id, uploads, now=NOW, confirmed=confirmed)

    def enroll(self, student_id: int, *photos: bytes) -> list[PhotoReport]:
        return list(self.report(student_id, *photos).photos)

    def codes(self, student_id: int, *photos: bytes) -> list[list[FaceRejection]]:
        return codes(self.enroll(student_id, *photos))

    def stored(self) -> int:
        return len(self.faces.load(EMBEDDER).student_ids)


AMARA, BILAL = 1, 2


@contextmanager
def open_school(
    folder: Path,
    settings: Settings | None = None,
    thresholds: IdentityThresholds = THRESHOLDS,
) -> Iterator[School]:
    with open_database(folder) as database:
        services = make_services(database, settings=settings, thresholds=thresholds)
        for name in ("Amara", "Bilal"):
            services.students.create(name, now=NOW)
        yield School(services.enrollment, services.faces, services.students, services.live_gallery)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as opened:
        yield opened


def codes(reports: Sequence[PhotoReport]) -> list[list[FaceRejection]]:
    return [[reason.code for reason in report.reasons] for report in reports]


def store(school: School, student_id: int, hue: float) -> None:
    """Store a face without a check, as an earlier version or a restored backup may have."""
    direction = np.array([np.cos(np.radians(hue)), np.sin(np.radians(hue))], np.float32)
    school.faces.add(student_id, EMBEDDER, [NewFace(direction, 1.0)], now=NOW)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (photo(), []),
        (encode(paint()), ["no_face"]),
        (encode(np.zeros((1, 5000, 3), np.uint8)), ["no_face"]),
        (photo(side=56), ["face_too_small"]),
        (photo(light=0.15), ["too_dark"]),
        (photo(hue=60, light=1.3), ["too_bright"]),
        (photo(blur=8), ["too_blurry"]),
        (photo(turned=True), ["extreme_pose"]),
        (photo(side=56, light=0.15), ["face_too_small", "too_dark"]),
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
    (report,) = school.enroll(AMARA, photo(side=56))
    (reason,) = report.reasons
    assert "56 pixels" in reason.detail
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


def test_odd_photo_is_refused_wherever_it_stands(school: School) -> None:
    assert school.codes(AMARA, photo(hue=140), photo(), photo(hue=20)) == [
        ["differs_from_other_photos"],
        [],
        [],
    ]


def test_most_of_the_stored_photos_decide_what_the_student_looks_like(school: School) -> None:
    for hue in (140, 0, 20):  # one by one, the first of them of somebody else
        store(school, AMARA, hue)
    report = school.report(AMARA, photo(hue=160), photo(hue=40))
    assert codes(report.photos) == [["differs_from_other_photos"], []]
    (disagree,) = report.warnings
    assert disagree.code is FaceWarning.PHOTOS_DISAGREE
    assert "number 1 " in disagree.detail


def test_photo_of_another_student_is_refused_even_when_confirmed(school: School) -> None:
    school.enroll(BILAL, photo())
    report = school.report(AMARA, photo(), confirmed=(BILAL,))
    assert codes(report.photos) == [["photo_of_another_student"]]


def test_twin_is_enrolled_when_the_teacher_confirms(school: School) -> None:
    school.enroll(BILAL, photo(hue=0))
    (refused,) = school.enroll(AMARA, photo(hue=20))
    assert refused.reasons[0].student_id == BILAL
    assert f"confirm_look_alike={BILAL}" in refused.reasons[0].detail

    (taken,) = school.report(AMARA, photo(hue=20), confirmed=(BILAL,)).photos

    assert taken.accepted
    assert [(one.code, one.student_id) for one in taken.warnings] == [
        (FaceWarning.CONFIRMED_LOOK_ALIKE, BILAL)
    ]


def test_every_look_alike_has_to_be_confirmed(school: School) -> None:
    chidi = school.students.create("Chidi", now=NOW)
    store(school, BILAL, hue=0)
    store(school, chidi, hue=40)

    def told(*confirmed: int) -> list[tuple[str, int | None]]:
        (report,) = school.report(AMARA, photo(hue=18), confirmed=confirmed).photos
        assert report.measurements.similarity_to_others == pytest.approx(0.95, abs=0.01)
        said: list[Reason | Notice] = [*report.reasons, *report.warnings]
        return [(one.code, one.student_id) for one in said]

    assert told() == [("resembles_another_student", BILAL)]
    assert told(chidi) == [("resembles_another_student", BILAL)]
    assert told(BILAL) == [("resembles_another_student", chidi)]
    assert told(BILAL, chidi) == [("confirmed_look_alike", BILAL), ("confirmed_look_alike", chidi)]


def test_reason_says_how_all_look_alikes_are_confirmed(school: School) -> None:
    chidi = school.students.create("Chidi", now=NOW)
    store(school, BILAL, hue=0)
    store(school, chidi, hue=40)
    (report,) = school.report(AMARA, photo(hue=18), confirmed=(BILAL,)).photos
    (reason,) = report.reasons
    assert "Chidi" in reason.detail
    assert f"confirm_look_alike={BILAL}&confirm_look_alike={chidi}." in reason.detail


def test_look_alike_near_the_threshold_is_told_beside_a_confirmed_one(school: School) -> None:
    chidi = school.students.create("Chidi", now=NOW)
    store(school, BILAL, hue=0)
    store(school, chidi, hue=81.5)  # a cosine of 0.48, below 0.50
    (report,) = school.report(AMARA, photo(hue=20), confirmed=(BILAL,)).photos
    assert report.accepted
    assert [(one.code, one.student_id) for one in report.warnings] == [
        (FaceWarning.CONFIRMED_LOOK_ALIKE, BILAL),
        (FaceWarning.LOOKS_LIKE_ANOTHER_STUDENT, chidi),
    ]


def test_photo_of_somebody_else_is_noticed_behind_a_confirmed_look_alike(school: School) -> None:
    chidi = school.students.create("Chidi", now=NOW)
    for student_id, hue in ((BILAL, 0), (BILAL, 30), (chidi, 16), (chidi, 60)):
        store(school, student_id, hue)
    (report,) = school.report(AMARA, photo(hue=16), confirmed=(BILAL,)).photos
    (reason,) = report.reasons
    assert (reason.code, reason.student_id) == ("photo_of_another_student", chidi)


def test_photo_nearer_to_the_students_own_needs_no_confirmation(school: School) -> None:
    school.enroll(BILAL, photo(hue=0))
    school.report(AMARA, photo(hue=58), confirmed=(BILAL,))
    (report,) = school.enroll(AMARA, photo(hue=44))
    assert report.accepted
    assert [one.code for one in report.warnings] == [FaceWarning.LOOKS_LIKE_ANOTHER_STUDENT]


def test_student_somewhat_like_another_is_taken_with_a_warning(school: School) -> None:
    school.enroll(BILAL, photo(hue=0))
    (report,) = school.enroll(AMARA, photo(hue=61.5))  # a cosine of 0.48, below 0.50
    assert report.accepted
    (warning,) = report.warnings
    assert (warning.code, warning.student_id) == (FaceWarning.LOOKS_LIKE_ANOTHER_STUDENT, BILAL)
    assert "Bilal" in warning.detail


def test_few_views_are_told_until_there_are_enough(school: School) -> None:
    def warnings(*hues: float) -> list[FaceWarning]:
        photos = [photo(hue=hue) for hue in hues]
        return [warning.code for warning in school.report(AMARA, *photos).warnings]

    assert warnings(0) == [FaceWarning.FEW_ANGLES]
    assert warnings(15) == [FaceWarning.FEW_ANGLES]  # hardly another view
    assert warnings(30, 60) == []


def test_likeness_counts_less_in_a_school_whose_people_are_more_alike(tmp_path: Path) -> None:
    measured = IdentityThresholds.measured(ImpostorSimilarity(0.0, 0.1), margin=0.05)
    with open_school(tmp_path, thresholds=measured) as school:
        store(school, BILAL, hue=0)
        assert school.codes(AMARA, photo(hue=20)) == [["resembles_another_student"]]

        for number in range(40):  # strangers to each other with a cosine of 0.37
            classmate = school.students.create(f"Classmate {number}", now=NOW)
            store(school, classmate, hue=200 if number % 2 else 268)

        assert school.codes(AMARA, photo(hue=20)) == [[]]


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


@pytest.mark.parametrize("side", [110, 300, 1600])
def test_face_of_a_large_photo_is_measured_in_its_own_pixels(school: School, side: int) -> None:
    large = paint(PaintedFace(side=side, x=1000, y=800), size=(4000, 3200))
    (report,) = school.enroll(AMARA, encode(large))
    assert report.accepted, report.reasons
    assert report.measurements.face_px == pytest.approx(side, rel=0.01)


def test_face_of_a_large_photo_is_too_small_only_by_its_own_pixels(school: School) -> None:
    large = paint(PaintedFace(side=56, x=1000, y=800), size=(4000, 3200))
    (report,) = school.enroll(AMARA, encode(large))
    (reason,) = report.reasons
    assert "56 pixels" in reason.detail


def test_student_who_was_deleted_meanwhile_gets_no_faces(school: School) -> None:
    school.students.delete(AMARA)
    with pytest.raises(StudentNotFoundError):
        school.enroll(AMARA, photo())
    assert school.stored() == 0
