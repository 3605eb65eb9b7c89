"""Embeddings of enrolled faces, and the photos they were made from where those are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, delete, distinct, func, insert, select

from students_db.database import Database
from students_db.errors import FaceNotFoundError, StudentNotFoundError
from students_db.photos import NewPhoto, delete_photo, delete_photos_of, insert_photo
from students_db.schema import faces, students

_STORED_DTYPE: Final = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class EmbedderKey:
    """What an embedding was made by: those of other weights cannot be compared."""

    name: str
    weights_sha256: str


@dataclass(frozen=True, slots=True)
class NewFace:
    """`embedding` is float32 (d,) of length 1; `quality` is 0..1; `photo` is kept with them."""

    embedding: npt.NDArray[np.float32]
    quality: float
    photo: NewPhoto | None = None


@dataclass(frozen=True, slots=True)
class StoredFaces:
    """All faces of one embedder, in the order of enrollment.

    `face_ids` and `student_ids` are int64 (m,), `embeddings` float32 (m, d), or (0, 0) without a
    face, `qualities` float32 (m,); `names` holds the names of these students.
    """

    face_ids: npt.NDArray[np.int64]
    student_ids: npt.NDArray[np.int64]
    embeddings: npt.NDArray[np.float32]
    qualities: npt.NDArray[np.float32]
    names: dict[int, str]


class StudentVersion(NamedTuple):
    """Changes whenever a student's name or stored faces do: a face is never changed, its id never
    given again.
    """

    name: str
    faces: int
    newest_face_id: int


class Faces:
    """The embeddings of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, student_id: int, embedder: EmbedderKey, new: Sequence[NewFace], *, now: datetime
    ) -> list[int]:
        """Store faces and return their ids, in order.

        Raises StudentNotFoundError, also when the student was deleted meanwhile.
        """
        ids = []
        with self._database.write() as connection:
            _require_student(connection, student_id)
            for face in new:
                photo_id = None
                if face.photo is not None:
                    photo_id = insert_photo(
                        connection, student_id, face.photo, quality=face.quality, now=now
                    )
                ids.append(
                    insert_face(connection, student_id, embedder, face, photo_id=photo_id, now=now)
                )
        return ids

    def delete(self, student_id: int) -> int:
        """Remove a student's embeddings, of whichever embedder, and the kept photos.

        Returns how many embeddings there were.

        Raises StudentNotFoundError.
        """
        with self._database.write() as connection:
            _require_student(connection, student_id)
            removed = connection.execute(delete(faces).where(faces.c.student_id == student_id))
            delete_photos_of(connection, student_id)
        self._database.checkpoint()
        return removed.rowcount

    def delete_one(self, student_id: int, face_id: int) -> None:
        """Remove what was stored of one photo: the embedding, and where the photo itself is kept,
        that and what other embedders made of it.

        Raises StudentNotFoundError and FaceNotFoundError.
        """
        own = faces.c.student_id == student_id
        with self._database.write() as connection:
            _require_student(connection, student_id)
            found = connection.execute(select(faces.c.photo_id).where(own, faces.c.id == face_id))
            row = found.one_or_none()
            if row is None:
                raise FaceNotFoundError(student_id, face_id)
            if row.photo_id is None:
                connection.execute(delete(faces).where(own, faces.c.id == face_id))
            else:
                connection.execute(delete(faces).where(own, faces.c.photo_id == row.photo_id))
                delete_photo(connection, row.photo_id)
        self._database.checkpoint()

    def load(
        self, embedder: EmbedderKey, student_ids: Collection[int] | None = None
    ) -> StoredFaces:
        """Return every face that this embedder made, or those of some students only."""
        conditions: tuple[ColumnElement[bool], ...] = made_by(embedder)
        if student_ids is not None:
            conditions = (*conditions, faces.c.student_id.in_(student_ids))
        columns = (faces.c.id, faces.c.student_id, faces.c.embedding, faces.c.quality)
        stored = select(*columns).where(*conditions)
        owners = select(faces.c.student_id).where(*conditions)
        named = select(students.c.id, students.c.name).where(students.c.id.in_(owners))
        with self._database.read() as connection:
            rows = connection.execute(stored.order_by(faces.c.id)).all()
            names = connection.execute(named).all()
        ids, owner_ids, embeddings, qualities = zip(*rows, strict=True) if rows else ((),) * 4
        return StoredFaces(
            face_ids=np.array(ids, np.int64),
            student_ids=np.array(owner_ids, np.int64),
            embeddings=_stack(embeddings),
            qualities=np.array(qualities, np.float32),
            names={row.id: row.name for row in names},
        )

    def versions(self, embedder: EmbedderKey) -> dict[int, StudentVersion]:
        """Tell for each student with faces of this embedder whether anything changed.

        Read from an index alone but for the names: about 25 ms for 10,000 students with five faces
        (`python -m scripts.evaluate search`).
        """
        counted = (
            select(
                faces.c.student_id,
                func.count().label("faces"),
                func.max(faces.c.id).label("newest"),
            )
            .where(*made_by(embedder))
            .group_by(faces.c.student_id)
            .subquery()
        )
        query = select(students.c.id, students.c.name, counted.c.faces, counted.c.newest).join(
            counted, counted.c.student_id == students.c.id
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {row[0]: StudentVersion(row[1], row[2], row[3]) for row in rows}

    def count(self, embedder: EmbedderKey) -> tuple[int, int]:
        """Return how many students have a face that this embedder made, and how many faces."""
        query = select(func.count(distinct(faces.c.student_id)), func.count())
        with self._database.read() as connection:
            students_enrolled, stored = connection.execute(query.where(*made_by(embedder))).one()
        return students_enrolled, stored

    def students_without(self, embedder: EmbedderKey) -> int:
        """Return how many students have no face that this embedder made."""
        usable = select(faces.c.student_id).where(*made_by(embedder))
        query = select(func.count()).select_from(students).where(students.c.id.not_in(usable))
        with self._database.read() as connection:
            return connection.scalar(query) or 0


def insert_face(
    connection: Connection,
    student_id: int,
    embedder: EmbedderKey,
    face: NewFace,
    *,
    photo_id: int | None,
    now: datetime,
) -> int:
    """Store an embedding within a transaction and return its id."""
    values = {
        "student_id": student_id,
        "embedder": embedder.name,
        "weights_sha256": embedder.weights_sha256,
        "dimension": len(face.embedding),
        "embedding": face.embedding.astype(_STORED_DTYPE).tobytes(),
        "quality": face.quality,
        "created_at": now,
        "photo_id": photo_id,
    }
    (face_id,) = connection.execute(insert(faces).values(values)).inserted_primary_key or (0,)
    return int(face_id)


def made_by(embedder: EmbedderKey) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions that pick the faces of one embedder."""
    return (
        faces.c.embedder == embedder.name,
        faces.c.weights_sha256 == embedder.weights_sha256,
    )


def _stack(stored: Sequence[bytes]) -> npt.NDArray[np.float32]:
    if not stored:
        return np.zeros((0, 0), np.float32)
    joined = np.frombuffer(b"".join(stored), _STORED_DTYPE)
    return joined.reshape(len(stored), -1).astype(np.float32)


def _require_student(connection: Connection, student_id: int) -> None:
    if connection.scalar(select(students.c.id).where(students.c.id == student_id)) is None:
        raise StudentNotFoundError(student_id)
