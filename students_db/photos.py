"""Photos that enrolled a student, kept only where the operator chose so, to embed them anew.

They lie in the database itself, so they come with their embeddings or not at all, and go with the
student and with the student's faces in the same transaction: see Students and Faces.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Row, delete, distinct, func, insert, select, update

from students_db.database import Database
from students_db.errors import StudentNotFoundError
from students_db.schema import faces, photos, students

_LANDMARKS_DTYPE: Final = np.dtype("<f4")
_LANDMARKS_SHAPE: Final = (5, 2)


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """`image` is an encoded picture; `landmarks`, float32 (5, 2) px of it, are the face's."""

    image: bytes
    landmarks: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A stored photo; `quality` is 0..1, what its face was given at enrollment."""

    id: int
    image: bytes
    landmarks: npt.NDArray[np.float32]
    quality: float

    @classmethod
    def of(cls, row: Row[*tuple[Any, ...]]) -> Self:
        """Read a row with these columns."""
        landmarks = np.frombuffer(row.landmarks, _LANDMARKS_DTYPE).reshape(_LANDMARKS_SHAPE)
        return cls(row.id, row.image, landmarks.astype(np.float32), row.quality)


class Photos:
    """The kept photos of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> tuple[int, int]:
        """Return of how many students photos are kept, and how many photos."""
        query = select(func.count(distinct(photos.c.student_id)), func.count(photos.c.id))
        with self._database.read() as connection:
            kept_of, kept = connection.execute(query).one()
        return kept_of, kept

    def delete(self, student_id: int) -> int:
        """Erase a student's photos and return how many there were; the embeddings stay.

        Raises StudentNotFoundError.
        """
        with self._database.write() as connection:
            if connection.scalar(select(students.c.id).where(students.c.id == student_id)) is None:
                raise StudentNotFoundError(student_id)
            forget = update(faces).where(faces.c.student_id == student_id)
            connection.execute(forget.values(photo_id=None))
            erased = delete_photos_of(connection, student_id)
        self._database.checkpoint()
        return erased

    def delete_all(self) -> int:
        """Erase everybody's photos and return how many there were; the embeddings stay."""
        with self._database.write() as connection:
            connection.execute(update(faces).values(photo_id=None))
            erased = connection.execute(delete(photos)).rowcount
        self._database.checkpoint()
        return erased


def insert_photo(
    connection: Connection, student_id: int, photo: NewPhoto, *, quality: float, now: datetime
) -> int:
    """Store a photo within a transaction and return its id."""
    values = {
        "student_id": student_id,
        "image": photo.image,
        "landmarks": photo.landmarks.astype(_LANDMARKS_DTYPE).tobytes(),
        "quality": quality,
        "created_at": now,
    }
    (photo_id,) = connection.execute(insert(photos).values(values)).inserted_primary_key or (0,)
    return int(photo_id)


def delete_photo(connection: Connection, photo_id: int) -> None:
    """Erase a photo within a transaction that no face refers to it any more."""
    connection.execute(delete(photos).where(photos.c.id == photo_id))


def delete_photos_of(connection: Connection, student_id: int) -> int:
    """Erase a student's photos within a transaction that no face refers to them any more."""
    return connection.execute(delete(photos).where(photos.c.student_id == student_id)).rowcount
