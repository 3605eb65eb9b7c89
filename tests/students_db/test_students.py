"""Students: create, read, search, change, delete."""

from datetime import UTC, datetime, timedelta

import pytest

from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.errors import ExternalIdTakenError, StudentNotFoundError
from students_db.faces import Faces
from students_db.history import History, HistoryQuery
from students_db.names import search_key
from students_db.observations import Observations
from students_db.schema import EMOTION_LABELS
from students_db.students import StudentOrder, Students
from tests.students_db.factories import (
    EMBEDDER,
    EPOCH_SECOND,
    NOW,
    OTHER_EMBEDDER,
    make_face,
    make_observation,
)

NAMES = ["Zoë 🎈", "Ángel", "李小龙", "أمينة", "Straße", "ÅSA", "50% Müller_x"]


@pytest.fixture
def students(database: Database) -> Students:
    return Students(database)


def found(students: Students, words: str) -> list[str]:
    rows, _total = students.search(EMBEDDER, words=words)
    return [row.name for row in rows]


def test_create_keeps_what_was_given(students: Students) -> None:
    student_id = students.create("Amara", external_id="7", note="window", now=NOW)
    row = students.get(student_id, EMBEDDER)
    assert (row.id, row.name, row.external_id, row.note) == (student_id, "Amara", "7", "window")
    assert (row.created_at, row.updated_at, row.last_seen_at) == (NOW, NOW, None)
    assert row.created_at.tzinfo is UTC


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_script_stay_as_they_are(students: Students, name: str) -> None:
    assert students.get(students.create(name, now=NOW), EMBEDDER).name == name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zoe", "Zoë 🎈"),
        ("ZOË", "Zoë 🎈"),
        ("🎈", "Zoë 🎈"),
        ("angel", "Ángel"),
        ("小龙", "李小龙"),
        ("أمينة", "أمينة"),
        ("STRASSE", "Straße"),
        ("åsa", "ÅSA"),  # A with a ring as one character or as two is the same letter
        ("a\u030asa", "ÅSA"),
        ("müller 50%", "50% Müller_x"),  # words in any order
        ("_X", "50% Müller_x"),  # no wildcard
    ],
)
def test_search_knows_case_and_accents_of_any_script(
    students: Students, words: str, expected: str
) -> None:
    for name in NAMES:
        students.create(name, now=NOW)
    assert found(students, words) == [expected]


def test_search_treats_wildcards_as_letters(students: Students) -> None:
    students.create("Amara", now=NOW)
    assert found(students, "%") == []
    assert found(students, "A_ara") == []


def test_search_finds_external_ids(students: Students) -> None:
    students.create("Amara", external_id="2026-0147", now=NOW)
    assert found(students, "0147") == ["Amara"]


def test_search_pages_through_everybody_once(students: Students) -> None:
    for number in range(7):
        students.create(f"Student {number}", now=NOW)
    pages = [students.search(EMBEDDER, limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [total for _rows, total in pages] == [7] * 4
    assert [len(rows) for rows, _total in pages] == [3, 3, 1, 0]
    assert len({row.id for rows, _total in pages for row in rows}) == 7


def test_search_orders(students: Students, database: Database) -> None:
    ids = [students.create(name, now=NOW) for name in ("chiara", "Amara", "Bilal")]
    Observations(database).add([make_observation(ids[2]), make_observation(ids[0], second=5)])
    orders = {
        order: [row.name for row in students.search(EMBEDDER, order=order)[0]]
        for order in StudentOrder
    }
    assert orders == {
        StudentOrder.NAME: ["Amara", "Bilal", "chiara"],
        StudentOrder.NEWEST: ["Bilal", "Amara", "chiara"],
        StudentOrder.LAST_SEEN: ["Bilal", "chiara", "Amara"],
    }


def test_get_tells_when_a_student_was_last_seen(students: Students, database: Database) -> None:
    student_id = students.create("Amara", now=NOW)
    Observations(database).add(
        [make_observation(student_id, second=second) for second in (EPOCH_SECOND, 5)]
    )
    seen = students.get(student_id, EMBEDDER).last_seen_at
    assert seen == datetime.fromtimestamp(EPOCH_SECOND, UTC)


def test_get_counts_faces_of_the_embedder_in_use(students: Students, database: Database) -> None:
    student_id = students.create("Amara", now=NOW)
    Faces(database).add(student_id, EMBEDDER, [make_face(), make_face()], now=NOW)
    assert students.get(student_id, EMBEDDER).faces == 2
    assert students.get(student_id, OTHER_EMBEDDER).faces == 0


def test_update_changes_only_what_is_given(students: Students) -> None:
    student_id = students.create("Amara", external_id="7", note="window", now=NOW)
    later = NOW + timedelta(hours=1)
    students.update(student_id, {"name": "Amara Lind"}, now=later)
    row = students.get(student_id, EMBEDDER)
    assert (row.name, row.external_id, row.note) == ("Amara Lind", "7", "window")
    assert (row.created_at, row.updated_at) == (NOW, later)
    assert found(students, "lind") == ["Amara Lind"]


def test_update_can_remove_the_external_id(students: Students) -> None:
    student_id = students.create("Amara", external_id="7", now=NOW)
    students.update(student_id, {"external_id": None}, now=NOW)
    assert students.get(student_id, EMBEDDER).external_id is None
    assert found(students, "7") == []


def test_external_id_belongs_to_one_student(students: Students) -> None:
    students.create("Amara", external_id="7", now=NOW)
    other = students.create("Bilal", now=NOW)
    with pytest.raises(ExternalIdTakenError, match="'7'"):
        students.create("Chiara", external_id="7", now=NOW)
    with pytest.raises(ExternalIdTakenError, match="'7'"):
        students.update(other, {"external_id": "7"}, now=NOW)
    assert found(students, "") == ["Amara", "Bilal"]


def test_students_may_share_a_name(students: Students) -> None:
    assert students.create("Amara", now=NOW) != students.create("Amara", now=NOW)


def test_unknown_student_is_said_so(students: Students) -> None:
    with pytest.raises(StudentNotFoundError, match="99"):
        students.get(99, EMBEDDER)
    with pytest.raises(StudentNotFoundError):
        students.update(99, {"name": "Nobody"}, now=NOW)
    with pytest.raises(StudentNotFoundError):
        students.delete(99)


def test_delete_removes_embeddings_and_history(students: Students, database: Database) -> None:
    kept, gone = (students.create(name, now=NOW) for name in ("Amara", "Bilal"))
    lesson = ClassSessions(database).start("Biology", emotion_set="wellbeing", now=NOW)
    for student_id in (kept, gone):
        Faces(database).add(student_id, EMBEDDER, [make_face()], now=NOW)
        Observations(database).add([make_observation(student_id, class_session_id=lesson)])
    students.delete(gone)
    assert Faces(database).load(EMBEDDER).student_ids.tolist() == [kept]
    rows = Attendance(database).roll(lesson, EMBEDDER)
    assert [row.student_id for row in rows if row.seen is not None] == [kept]
    query = HistoryQuery(0, EPOCH_SECOND + 1, EMOTION_LABELS, student_id=gone)
    assert History(database).summary(query).seconds_observed == 0


def test_ids_are_never_used_again(students: Students) -> None:
    first = students.create("Amara", now=NOW)
    students.delete(first)
    assert students.create("Bilal", now=NOW) > first


def test_search_key_keeps_vowel_signs() -> None:
    assert search_key("कुमार") != search_key("कमर")
