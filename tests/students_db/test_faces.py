"""Embeddings: they come back as they went in, for the embedder that made them."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import select

from students_db import schema
from students_db.database import Database
from students_db.errors import FaceNotFoundError, StudentNotFoundError
from students_db.faces import Faces, NewFace, insert_face
from students_db.photos import NewPhoto, Photos
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, NOW, OTHER_EMBEDDER, make_face


@pytest.fixture
def faces(database: Database) -> Faces:
    return Faces(database)


@pytest.fixture
def student_id(database: Database) -> int:
    return Students(database).create("Amara", now=NOW)


def test_load_returns_embeddings_bit_by_bit(faces: Faces, student_id: int) -> None:
    embeddings = np.random.default_rng(1).normal(size=(3, 128)).astype(np.float32)
    faces.add(student_id, EMBEDDER, [NewFace(row, 0.5) for row in embeddings], now=NOW)
    stored = faces.load(EMBEDDER)
    assert stored.embeddings.dtype == np.float32
    np.testing.assert_array_equal(stored.embeddings, embeddings)
    assert stored.student_ids.tolist() == [student_id] * 3
    assert stored.qualities.tolist() == [0.5] * 3
    assert stored.names == {student_id: "Amara"}


def test_load_never_mixes_embedders(faces: Faces, student_id: int) -> None:
    faces.add(student_id, EMBEDDER, [make_face(1, 0)], now=NOW)
    faces.add(student_id, OTHER_EMBEDDER, [make_face(1, 0, 0), make_face(0, 1, 0)], now=NOW)
    assert faces.load(EMBEDDER).embeddings.shape == (1, 2)
    assert faces.load(OTHER_EMBEDDER).embeddings.shape == (2, 3)


def test_load_without_faces_is_empty(faces: Faces) -> None:
    stored = faces.load(EMBEDDER)
    assert (len(stored.student_ids), len(stored.embeddings), stored.names) == (0, 0, {})


def test_count_is_of_one_embedder(faces: Faces, student_id: int, database: Database) -> None:
    other = Students(database).create("Bilal", now=NOW)
    for owner, count in ((student_id, 3), (other, 1)):
        faces.add(owner, EMBEDDER, [make_face()] * count, now=NOW)
    assert faces.count(EMBEDDER) == (2, 4)
    assert faces.count(OTHER_EMBEDDER) == (0, 0)


def test_students_without_counts_those_of_another_embedder(
    faces: Faces, student_id: int, database: Database
) -> None:
    Students(database).create("Bilal", now=NOW)
    faces.add(student_id, OTHER_EMBEDDER, [make_face()], now=NOW)
    assert faces.students_without(EMBEDDER) == 2
    assert faces.students_without(OTHER_EMBEDDER) == 1


def test_delete_removes_those_of_every_embedder(faces: Faces, student_id: int) -> None:
    for embedder in (EMBEDDER, OTHER_EMBEDDER):
        faces.add(student_id, embedder, [make_face()], now=NOW)
    assert faces.delete(student_id) == 2
    assert faces.delete(student_id) == 0


def test_delete_one_removes_what_other_embedders_made_of_the_photo(
    faces: Faces, student_id: int, database: Database
) -> None:
    picture = NewPhoto(b"jpeg", np.zeros((5, 2), np.float32))
    face = replace(make_face(), photo=picture)
    first, second = faces.add(student_id, EMBEDDER, [face, face], now=NOW)
    add_embedding(database, student_id, of_face=first)
    faces.delete_one(student_id, first)
    assert faces.load(EMBEDDER).face_ids.tolist() == [second]
    assert faces.count(OTHER_EMBEDDER) == (0, 0)
    assert Photos(database).count() == (1, 1)
    with pytest.raises(FaceNotFoundError):
        faces.delete_one(student_id, first)


def add_embedding(database: Database, student_id: int, *, of_face: int) -> None:
    """Let another embedder make a face of the same kept photo."""
    photo_id = select(schema.faces.c.photo_id).where(schema.faces.c.id == of_face)
    with database.write() as connection:
        insert_face(
            connection,
            student_id,
            OTHER_EMBEDDER,
            make_face(),
            photo_id=connection.scalar(photo_id),
            now=NOW,
        )


def test_unknown_student_has_no_faces_to_change(faces: Faces) -> None:
    with pytest.raises(StudentNotFoundError):
        faces.add(99, EMBEDDER, [make_face()], now=NOW)
    with pytest.raises(StudentNotFoundError):
        faces.delete(99)
    with pytest.raises(StudentNotFoundError):
        faces.delete_one(99, 1)
