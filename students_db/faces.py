"""Embeddings of enrolled faces. No image is ever stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, delete, distinct, func, insert, select

from students_db.database import Database
from students_db.errors import StudentNotFoundError
from students_db.schema import faces, students

_STORED_DTYPE: Final = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class EmbedderKey:
    """What an embedding was made by: those of other weights cannot be compared."""

    name: str
    weights_sha256: str


@dataclass(frozen=True, slots=True)
class NewFace:
    """`embedding` is float32 (d,) of length 1; `quality` is 0..1."""

    embedding: npt.NDArray[np.float32]
    quality: float


@dataclass(frozen=True, slots=True)
class StoredFaces:
    """All faces of one embedder, in the order of enrollment.

    `student_ids` is int64 (m,), `embeddings` float32 (m, d), or (0, 0) without a face,
    `qualities` float32 (m,); `names` holds the names of these students.
    """

    student_ids: npt.NDArray[np.int64]
    embeddings: npt.NDArray[np.float32]
    qualities: npt.NDArray[np.float32]
    names: dict[int, str]


class Faces:
    """The embeddings of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, student_id: int, embedder: EmbedderKey, new: Sequence[NewFace], *, now: datetime
    ) -> None:
        """Raises StudentNotFoundError, also when the student was deleted meanwhile."""
        values = [
            {
                "student_id": student_id,
                "embedder": embedder.name,
                "weights_sha256": embedder.weights_sha256,
                "dimension": len(face.embedding),
                "embedding": face.embedding.astype(_STORED_DTYPE).tobytes(),
                "quality": face.quality,
                "created_at": now,
            }
            for face in new
        ]
        with self._database.write() as connection:
            _require_student(connection, student_id)
            if values:
                connection.execute(insert(faces), values)

    def delete(self, student_id: int) -> int:
        """Remove a student's embeddings, of whichever embedder; return how many there were.

        Raises StudentNotFoundError.
        """
        with self._database.write() as connection:
            _require_student(connection, student_id)
            removed = connection.execute(delete(faces).where(faces.c.student_id == student_id))
        self._database.checkpoint()
        return removed.rowcount

    def load(self, embedder: EmbedderKey) -> StoredFaces:
        """Return every face that this embedder made."""
        query = (
            select(faces.c.student_id, students.c.name, faces.c.embedding, faces.c.quality)
            .join(students, students.c.id == faces.c.student_id)
            .where(*made_by(embedder))
            .order_by(faces.c.id)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return StoredFaces(
            student_ids=np.array([row.student_id for row in rows], np.int64),
            embeddings=_stack([row.embedding for row in rows]),
            qualities=np.array([row.quality for row in rows], np.float32),
            names={row.student_id: row.name for row in rows},
        )

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
