"""What changes with the embedder: whose faces are of another one, and photos to embed anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, and_, delete, exists, func, select

from students_db.database import Database
from students_db.faces import EmbedderKey, NewFace, insert_face, made_by
from students_db.photos import KeptPhoto
from students_db.schema import faces, photos, students


@dataclass(frozen=True, slots=True)
class EnrollmentState:
    """How a student stands with an embedder.

    `faces` are of this embedder, `other_faces` of others or other weights; `waiting_photos` are
    kept and not embedded by it yet.
    """

    student_id: int
    name: str
    faces: int
    other_faces: int
    waiting_photos: int

    @property
    def is_of_another_embedder(self) -> bool:
        """Whether the student was known to another embedder and is not to this one."""
        return self.faces == 0 and self.other_faces > 0

    @property
    def must_enroll_again(self) -> bool:
        """Whether only new photos can make the student known again."""
        return self.is_of_another_embedder and self.waiting_photos == 0


class Reembedding:
    """One embedder beside what a database stores. Every call is one transaction."""

    def __init__(self, database: Database, embedder: EmbedderKey) -> None:
        self._database = database
        self._embedder = embedder

    def states(self) -> list[EnrollmentState]:
        """How every student stands, in the order of their ids."""
        usable = and_(*made_by(self._embedder))
        counted = (
            select(
                faces.c.student_id,
                func.sum(usable.cast(faces.c.id.type)).label("usable"),
                func.count().label("stored"),
            )
            .group_by(faces.c.student_id)
            .subquery()
        )
        waiting = (
            select(photos.c.student_id, func.count().label("waiting"))
            .where(self._is_waiting())
            .group_by(photos.c.student_id)
            .subquery()
        )
        query = (
            select(
                students.c.id,
                students.c.name,
                func.coalesce(counted.c.usable, 0),
                func.coalesce(counted.c.stored - counted.c.usable, 0),
                func.coalesce(waiting.c.waiting, 0),
            )
            .outerjoin(counted, counted.c.student_id == students.c.id)
            .outerjoin(waiting, waiting.c.student_id == students.c.id)
            .order_by(students.c.id)
        )
        with self._database.read() as connection:
            return [EnrollmentState(*row) for row in connection.execute(query).all()]

    def waiting_photos(self, student_id: int) -> list[KeptPhoto]:
        """The student's photos that this embedder has not seen, in order of enrollment."""
        query = select(photos.c.id, photos.c.image, photos.c.landmarks, photos.c.quality)
        mine = query.where(photos.c.student_id == student_id, self._is_waiting())
        with self._database.read() as connection:
            return [KeptPhoto.of(row) for row in connection.execute(mine.order_by(photos.c.id))]

    def add(
        self, student_id: int, embeddings: Mapping[int, npt.NDArray[np.float32]], *, now: datetime
    ) -> int:
        """Store embeddings, float32 (d,) of length 1 by photo, and return how many were new.

        Photos that were deleted meanwhile, or embedded by another program, are passed over.
        """
        wanted = select(photos.c.id, photos.c.quality).where(
            photos.c.student_id == student_id, photos.c.id.in_(embeddings), self._is_waiting()
        )
        with self._database.write() as connection:
            rows = connection.execute(wanted.order_by(photos.c.id)).all()
            for row in rows:
                face = NewFace(embeddings[row.id], row.quality)
                insert_face(connection, student_id, self._embedder, face, photo_id=row.id, now=now)
        return len(rows)

    def remove_other_faces(self) -> int:
        """Remove embeddings of other embedders and return how many there were.

        Those of students whom this embedder does not know stay: nothing would be left of them.
        """
        known = select(faces.c.student_id).where(*made_by(self._embedder))
        old = delete(faces).where(
            ~and_(*made_by(self._embedder)), faces.c.student_id.in_(known.distinct())
        )
        with self._database.write() as connection:
            removed = connection.execute(old).rowcount
        self._database.checkpoint()
        return removed

    def _is_waiting(self) -> ColumnElement[bool]:
        seen = faces.alias("seen")
        return ~exists().where(
            seen.c.photo_id == photos.c.id,
            seen.c.embedder == self._embedder.name,
            seen.c.weights_sha256 == self._embedder.weights_sha256,
        )
