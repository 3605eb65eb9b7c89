"""A change of the embedder, as the database sees it."""

import numpy as np
import pytest

from students_db.database import Database
from students_db.faces import EmbedderKey, Faces
from students_db.photos import Photos
from students_db.reembedding import EnrollmentState, Reembedding
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, NOW, OTHER_EMBEDDER, make_face, make_photo

THIRD_EMBEDDER = EmbedderKey("vggface-senet50", "a" * 64)


def add_student(database: Database, name: str, *, photos: int = 0, faces: int = 0) -> int:
    """Enroll a student with EMBEDDER by photos that are kept, and by others that are not."""
    student_id = Students(database).create(name, now=NOW)
    new = [make_face(photo=make_photo(f"{name} {index}".encode())) for index in range(photos)]
    Faces(database).add(student_id, EMBEDDER, [*new, *([make_face()] * faces)], now=NOW)
    return student_id


def embed(new: Reembedding, student_id: int) -> int:
    photos = new.waiting_photos(student_id)
    embeddings = {photo.id: np.array([0, 0, 1], np.float32) for photo in photos}
    return new.add(student_id, embeddings, now=NOW)


def test_states_tell_who_is_known_and_who_waits(database: Database) -> None:
    with_photos = add_student(database, "Amara", photos=2, faces=1)
    without = add_student(database, "Bilal", faces=3)
    nobody = add_student(database, "Chen")
    assert Reembedding(database, EMBEDDER).states() == [
        EnrollmentState(with_photos, "Amara", faces=3, other_faces=0, waiting_photos=0),
        EnrollmentState(without, "Bilal", faces=3, other_faces=0, waiting_photos=0),
        EnrollmentState(nobody, "Chen", faces=0, other_faces=0, waiting_photos=0),
    ]
    amara, bilal, chen = Reembedding(database, OTHER_EMBEDDER).states()
    assert amara == EnrollmentState(with_photos, "Amara", 0, other_faces=3, waiting_photos=2)
    assert (amara.is_of_another_embedder, amara.must_enroll_again) == (True, False)
    assert (bilal.is_of_another_embedder, bilal.must_enroll_again) == (True, True)
    assert (chen.is_of_another_embedder, chen.must_enroll_again) == (False, False)


def test_added_embeddings_are_of_the_new_embedder_and_the_old_ones_stay(
    database: Database,
) -> None:
    student_id = add_student(database, "Amara", photos=2)
    new = Reembedding(database, OTHER_EMBEDDER)
    assert embed(new, student_id) == 2
    assert Faces(database).load(OTHER_EMBEDDER).embeddings.shape == (2, 3)
    assert Faces(database).load(EMBEDDER).embeddings.shape == (2, 2)
    assert new.states() == [EnrollmentState(student_id, "Amara", 2, 2, waiting_photos=0)]


def test_photo_is_embedded_once_by_each_embedder(database: Database) -> None:
    student_id = add_student(database, "Amara", photos=1)
    new = Reembedding(database, OTHER_EMBEDDER)
    (photo,) = new.waiting_photos(student_id)
    late = {photo.id: np.array([1, 0], np.float32)}
    assert [new.add(student_id, late, now=NOW) for _ in range(2)] == [1, 0]
    assert embed(Reembedding(database, THIRD_EMBEDDER), student_id) == 1


@pytest.mark.parametrize("what", ["photo", "student"])
def test_what_was_deleted_meanwhile_is_not_embedded(what: str, database: Database) -> None:
    student_id = add_student(database, "Amara", photos=1)
    new = Reembedding(database, OTHER_EMBEDDER)
    (photo,) = new.waiting_photos(student_id)
    if what == "photo":
        Photos(database).delete(student_id)
    else:
        Students(database).delete(student_id)
    assert new.add(student_id, {photo.id: np.array([1, 0], np.float32)}, now=NOW) == 0


def test_removing_other_faces_spares_those_whom_nothing_else_knows(database: Database) -> None:
    amara = add_student(database, "Amara", photos=2)
    add_student(database, "Bilal", faces=3)
    new = Reembedding(database, OTHER_EMBEDDER)
    embed(new, amara)
    assert new.remove_other_faces() == 2
    assert Faces(database).count(OTHER_EMBEDDER) == (1, 2)
    assert Faces(database).count(EMBEDDER) == (1, 3)
    assert Photos(database).count() == (1, 2)


def test_students_are_found_by_whether_they_need_enrollment(database: Database) -> None:
    students = Students(database)
    amara = add_student(database, "Amara", photos=1)
    add_student(database, "Bilal", faces=1)
    add_student(database, "Chen")
    embed(Reembedding(database, OTHER_EMBEDDER), amara)

    def names(needs_enrollment: bool | None) -> list[str]:
        rows, total = students.search(OTHER_EMBEDDER, needs_enrollment=needs_enrollment)
        assert total == len(rows)
        return [row.name for row in rows]

    assert names(True) == ["Bilal", "Chen"]
    assert names(False) == ["Amara"]
    assert names(None) == ["Amara", "Bilal", "Chen"]


def test_student_row_counts_other_faces_and_photos(database: Database) -> None:
    student_id = add_student(database, "Amara", photos=2, faces=1)
    row = Students(database).get(student_id, OTHER_EMBEDDER)
    assert (row.faces, row.other_faces, row.kept_photos) == (0, 3, 2)
