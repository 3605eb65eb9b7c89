"""The line that a start logs after a change of the embedder."""

from server.enrollment_notice import enrollment_notice
from students_db.reembedding import EnrollmentState

KNOWN = EnrollmentState(1, "Amara", faces=3, other_faces=2, waiting_photos=0)
NEVER_ENROLLED = EnrollmentState(2, "Bilal", faces=0, other_faces=0, waiting_photos=0)
WITH_PHOTOS = EnrollmentState(3, "Chen", faces=0, other_faces=3, waiting_photos=3)
WITHOUT_PHOTOS = EnrollmentState(4, "Dilnoza", faces=0, other_faces=3, waiting_photos=0)


def test_nothing_is_said_while_everybody_is_known_or_new() -> None:
    assert enrollment_notice([KNOWN, NEVER_ENROLLED], "sface") is None
    assert enrollment_notice([], "sface") is None


def test_line_counts_students_and_says_what_to_do() -> None:
    states = [KNOWN, NEVER_ENROLLED, WITH_PHOTOS, WITHOUT_PHOTOS, WITHOUT_PHOTOS]
    assert enrollment_notice(states, "sface") == (
        "3 of 5 students were enrolled with another embedder or other weights than those of sface, "
        "and stay unknown; 1 with kept photos: run `.venv/bin/python -m scripts.reembed`; "
        "2 must be enrolled again: the page marks them"
    )


def test_line_names_nobody() -> None:
    notice = enrollment_notice([WITH_PHOTOS, WITHOUT_PHOTOS], "sface")
    assert notice is not None
    assert not {"Chen", "Dilnoza"} & set(notice.split())


def test_line_says_only_what_helps() -> None:
    assert "enrolled again" not in str(enrollment_notice([WITH_PHOTOS], "sface"))
    assert "reembed" not in str(enrollment_notice([WITHOUT_PHOTOS], "sface"))
