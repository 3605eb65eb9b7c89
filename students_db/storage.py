"""How much is stored, and since when: quick to tell, however long the history is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, literal, select

from students_db.database import Database
from students_db.schema import class_sessions, faces, observations, photos, students

COUNTED_UP_TO: Final = 1_000_000
"""So many observations are counted, in some 20 ms; beyond that their ids tell how many."""

_BESIDE: Final = ("", "-wal", "-shm")
"""SQLite's files: the database, what was written last, and an index of that."""


@dataclass(frozen=True, slots=True)
class StorageUsage:
    """`observations` is exact where `observations_exact`, else at most so many.

    `database_bytes` is None where the database is not a file.
    """

    database_bytes: int | None
    students: int
    faces: int
    kept_photos: int
    kept_photo_bytes: int
    class_sessions: int
    observations: int
    observations_exact: bool
    oldest_observation_at: datetime | None
    newest_observation_at: datetime | None


class Storage:
    """Measures one database."""

    def __init__(self, database: Database, *, counted_up_to: int = COUNTED_UP_TO) -> None:
        self._database = database
        self._counted_up_to = counted_up_to

    def usage(self) -> StorageUsage:
        """Read all figures, in one transaction."""
        with self._database.read() as connection:
            photo_count, photo_bytes = connection.execute(
                select(func.count(), func.coalesce(func.sum(func.length(photos.c.image)), 0))
            ).one()
            observed, exact = self._count_observations(connection)
            oldest, newest = _observed_between(connection)
            counts = [
                connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (students, faces, class_sessions)
            ]
        return StorageUsage(
            database_bytes=self._database_bytes(),
            students=counts[0],
            faces=counts[1],
            kept_photos=photo_count,
            kept_photo_bytes=photo_bytes,
            class_sessions=counts[2],
            observations=observed,
            observations_exact=exact,
            oldest_observation_at=oldest,
            newest_observation_at=newest,
        )

    def _count_observations(self, connection: Connection) -> tuple[int, bool]:
        some = select(literal(1)).select_from(observations).limit(self._counted_up_to + 1)
        counted = connection.scalar(select(func.count()).select_from(some.subquery())) or 0
        if counted <= self._counted_up_to:
            return counted, True
        first = connection.scalar(select(func.min(observations.c.id))) or 0
        last = connection.scalar(select(func.max(observations.c.id))) or 0
        return last - first + 1, False

    def _database_bytes(self) -> int | None:
        file = self._database.file
        if file is None:
            return None
        file = file.resolve()  # the others lie beside the file itself, not beside a link to it
        files = [file.with_name(file.name + suffix) for suffix in _BESIDE]
        return sum(path.stat().st_size for path in files if path.exists())


def _observed_between(connection: Connection) -> tuple[datetime | None, datetime | None]:
    """The first and the last second: two looks into the index per student, and no scan."""
    of_student = observations.c.student_id == students.c.id
    first = select(func.min(observations.c.second)).where(of_student).scalar_subquery()
    last = select(func.max(observations.c.second)).where(of_student).scalar_subquery()
    ends = select(func.min(first), func.max(last)).select_from(students)
    oldest, newest = connection.execute(ends).one()
    return _moment(oldest), _moment(newest)


def _moment(second: int | None) -> datetime | None:
    return None if second is None else datetime.fromtimestamp(second, UTC)
