"""Students: create, read, search, change, delete."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.emotion_baselines import EmotionBaselines, RestingRow
from students_db.errors import ExternalIdTakenError, StudentNotFoundError
from students_db.faces import Faces
from students_db.history import History, HistoryQuery
from students_db.observations import Observations
from students_db.schema import (
    EMOTION_LABELS,
    attendance_corrections,
    class_session_students,
    metadata,
)
from students_db.students import PAUSE_SECONDS, StudentChanges, StudentOrder, Students
from tests.students_db.factories import (
    EMBEDDER,
    EPOCH_SECOND,
    NOW,
    OTHER_EMBEDDER,
    database_path,
    make_face,
    make_observation,
    make_photo,
    open_database,
)

STUDENT_TABLES = {
    table.name: (table, column)
    for table in metadata.sorted_tables
    for column in table.columns
    if column is table.c.get("student_id") or column is metadata.tables["students"].c.id
}

NAMES = [
    "Zoë 🎈",
    "Ángel",
    "李小龙",
    "أمينة",
    "Straße",
    "ÅSA",
    "Οδυσσέας",  # the last sigma has a form of its own
    "50% Müller_x",
    "Łukasz Đặng",
    "Søren Þór",
    "I\u015f\u0131k",  # its last vowel without a dot
]


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
        ("امينة", "أمينة"),
        ("STRASSE", "Straße"),
        ("ΟΔΥΣΣΕΑΣ", "Οδυσσέας"),
        ("οδυσσεασ", "Οδυσσέας"),
        ("åsa", "ÅSA"),  # A with a ring as one character or as two is the same letter
        ("a\u030asa", "ÅSA"),
        ("müller 50%", "50% Müller_x"),  # words in any order
        ("_X", "50% Müller_x"),  # no wildcard
        ("lukasz dang", "Łukasz Đặng"),
        ("SØREN", "Søren Þór"),
        ("soren thor", "Søren Þór"),
        ("isik", "I\u015f\u0131k"),
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


@pytest.mark.parametrize("changes", [{}, {"name": "Amara", "note": "window"}])
def test_update_to_what_is_stored_moves_no_time(
    students: Students, changes: StudentChanges
) -> None:
    student_id = students.create("Amara", external_id="7", note="window", now=NOW)
    students.update(student_id, changes, now=NOW + timedelta(hours=1))
    assert students.get(student_id, EMBEDDER).updated_at == NOW


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


def test_delete_lets_others_write_between_batches(tmp_path: Path, database: Database) -> None:
    pauses: list[float] = []

    def write(seconds: float) -> None:
        pauses.append(seconds)
        observations = [make_observation(kept, second=len(pauses)), make_observation(gone)]
        with open_database(tmp_path) as another:
            Observations(another).add(observations)

    students = Students(database, pause=write)
    kept, gone = (students.create(name, now=NOW) for name in ("Amara", "Bilal"))
    Observations(database).add([make_observation(gone, second=second) for second in range(10)])
    students.delete(gone, observations_a_batch=3)
    assert pauses == [PAUSE_SECONDS] * 3
    assert rows_of(database, gone) == dict.fromkeys(STUDENT_TABLES, 0)
    assert rows_of(database, kept)["observations"] == 3


def test_delete_forgets_the_face_first(database: Database) -> None:
    students = Students(database)
    kept, gone = (stored_in_every_table(database, name) for name in ("Amara", "Bilal"))
    seen: list[dict[str, int]] = []
    students.delete(gone, on_forgotten=lambda: seen.append(rows_of(database, gone)))
    recognising = ("faces", "photos", "emotion_baselines")
    assert seen == [{table: int(table not in recognising) for table in STUDENT_TABLES}]
    assert rows_of(database, gone) == dict.fromkeys(STUDENT_TABLES, 0)
    assert rows_of(database, kept) == dict.fromkeys(STUDENT_TABLES, 1)


def test_delete_again_finishes_an_interrupted_deletion(database: Database) -> None:
    students = Students(database, pause=interrupt)
    gone = stored_in_every_table(database, "Bilal")
    with pytest.raises(InterruptedError):
        students.delete(gone, on_forgotten=lambda: interrupt(0))
    (half,), _total = students.search(EMBEDDER, needs_enrollment=True)
    assert (half.id, half.faces, half.kept_photos) == (gone, 0, 0)
    with pytest.raises(InterruptedError):
        students.delete(gone, observations_a_batch=1)
    students.delete(gone)
    assert rows_of(database, gone) == dict.fromkeys(STUDENT_TABLES, 0)


def test_delete_takes_what_is_enrolled_meanwhile(database: Database) -> None:
    gone = stored_in_every_table(database, "Bilal")

    def enroll() -> None:
        photo = make_photo(b"a picture")
        Faces(database).add(gone, EMBEDDER, [make_face(photo=photo)], now=NOW)

    Students(database).delete(gone, on_forgotten=enroll)
    assert rows_of(database, gone) == dict.fromkeys(STUDENT_TABLES, 0)


def test_delete_keeps_a_refusal_to_the_end(database: Database) -> None:
    students, baselines = Students(database), EmotionBaselines(database)
    gone = students.create("Bilal", now=NOW)
    baselines.set_refused(gone, refused=True, now=NOW)
    refused: list[frozenset[int]] = []
    students.delete(gone, on_forgotten=lambda: refused.append(baselines.refused()))
    assert refused == [{gone}]
    assert baselines.refused() == frozenset()


def test_delete_may_be_overtaken_by_another(database: Database) -> None:
    students = Students(database)
    gone = students.create("Bilal", now=NOW)
    students.delete(gone, on_forgotten=lambda: students.delete(gone))
    with pytest.raises(StudentNotFoundError):
        students.delete(gone)


def test_delete_keeps_the_log_short(tmp_path: Path, database: Database) -> None:
    sizes: list[int] = []
    log = Path(f"{database_path(tmp_path)}-wal")
    students = Students(database, pause=lambda _seconds: sizes.append(log.stat().st_size))
    ids = [students.create(f"Student {number}", now=NOW) for number in range(28)]
    Observations(database).add(
        [make_observation(key, second=second) for second in range(2000) for key in ids]
    )
    database.checkpoint()
    students.delete(ids[0], observations_a_batch=100)
    assert len(sizes) == 20
    assert max(sizes) < database_path(tmp_path).stat().st_size / 4
    assert log.stat().st_size == 0


def interrupt(_seconds: float) -> None:
    raise InterruptedError


def stored_in_every_table(database: Database, name: str) -> int:
    student_id = Students(database).create(name, now=NOW)
    lesson = ClassSessions(database).start(f"For {name}", emotion_set="wellbeing", now=NOW)
    Faces(database).add(student_id, EMBEDDER, [make_face(photo=make_photo(b"picture"))], now=NOW)
    EmotionBaselines(database).learn(
        [student_id], lambda _id, _row: RestingRow("c" * 64, 0.1, 0.2, 3, 1, 20_000), now=NOW
    )
    Observations(database).add([make_observation(student_id, class_session_id=lesson)])
    pair = {"class_session_id": lesson, "student_id": student_id}
    corrected = {"status": "present", "note": "", "corrected_at": NOW}
    with database.write() as connection:
        connection.execute(insert(class_session_students).values(pair))
        connection.execute(insert(attendance_corrections).values({**pair, **corrected}))
    return student_id


def rows_of(database: Database, student_id: int) -> dict[str, int]:
    """How many rows each table has of a student."""
    with database.read() as connection:
        return {
            name: connection.scalar(
                select(func.count()).select_from(table).where(column == student_id)
            )
            or 0
            for name, (table, column) in STUDENT_TABLES.items()
        }


def test_ids_are_never_used_again(students: Students) -> None:
    first = students.create("Amara", now=NOW)
    students.delete(first)
    assert students.create("Bilal", now=NOW) > first
