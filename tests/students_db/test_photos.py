"""Kept photos: they come with their embeddings or not at all, and leave with them."""

from pathlib import Path

import numpy as np
import pytest

from students_db.database import Database
from students_db.errors import StudentNotFoundError
from students_db.faces import Faces
from students_db.photos import Photos
from students_db.reembedding import Reembedding
from students_db.students import Students
from tests.students_db.factories import (
    EMBEDDER,
    NOW,
    OTHER_EMBEDDER,
    make_face,
    make_photo,
)


@pytest.fixture
def student_id(database: Database) -> int:
    student = Students(database).create("Amara", now=NOW)
    photo = make_photo(b"first picture of Amara")
    Faces(database).add(student, EMBEDDER, [make_face(1, 0, photo=photo)], now=NOW)
    return student


def waiting(database: Database, student_id: int) -> list[bytes]:
    new = Reembedding(database, OTHER_EMBEDDER)
    return [photo.image for photo in new.waiting_photos(student_id)]


def test_photo_comes_back_as_it_went_in(database: Database, student_id: int) -> None:
    (photo,) = Reembedding(database, OTHER_EMBEDDER).waiting_photos(student_id)
    assert photo.image == b"first picture of Amara"
    np.testing.assert_array_equal(photo.landmarks, make_photo(b"").landmarks)
    assert photo.quality == make_face().quality


def test_faces_without_photos_keep_none(database: Database, student_id: int) -> None:
    Faces(database).add(student_id, EMBEDDER, [make_face(0, 1)], now=NOW)
    assert Photos(database).count() == (1, 1)


def test_photo_of_an_unknown_student_is_not_kept(database: Database) -> None:
    with pytest.raises(StudentNotFoundError):
        Faces(database).add(99, EMBEDDER, [make_face(photo=make_photo(b"x"))], now=NOW)
    assert Photos(database).count() == (0, 0)


@pytest.mark.parametrize("how", ["student", "faces", "photos", "all photos"])
def test_deleted_photos_leave_no_bytes_in_the_file(
    how: str, database: Database, student_id: int
) -> None:
    database.checkpoint()
    path = database_path_of(database)
    assert b"first picture of Amara" in path.read_bytes()
    match how:
        case "student":
            Students(database).delete(student_id)
        case "faces":
            Faces(database).delete(student_id)
        case "photos":
            Photos(database).delete(student_id)
        case _:
            Photos(database).delete_all()
    assert Photos(database).count() == (0, 0)
    for file in path.parent.iterdir():
        assert b"first picture of Amara" not in file.read_bytes()


@pytest.mark.parametrize("everybody", [False, True])
def test_deleted_photos_leave_the_embeddings(
    everybody: bool, database: Database, student_id: int
) -> None:
    photos = Photos(database)
    assert (photos.delete_all() if everybody else photos.delete(student_id)) == 1
    assert Faces(database).count(EMBEDDER) == (1, 1)


def test_photos_of_an_unknown_student_cannot_be_deleted(database: Database) -> None:
    with pytest.raises(StudentNotFoundError):
        Photos(database).delete(99)


def database_path_of(database: Database) -> Path:
    with database.read() as connection:
        return Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])
