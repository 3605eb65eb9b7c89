"""Class sessions: when a lesson started and ended, and who was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, distinct, exists, func, insert, select, update

from students_db.database import Database
from students_db.errors import ClassSessionEndedError, ClassSessionNotFoundError
from students_db.schema import class_sessions, observations, students


@dataclass(frozen=True, slots=True)
class ClassSessionRow:
    """`ended_at` is None while the lesson runs."""

    id: int
    name: str
    emotion_set: str
    started_at: datetime
    ended_at: datetime | None
    students_seen: int


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A student who was recognised, with or without an emotion; each second counts once."""

    student_id: int
    name: str
    first_seen_at: datetime
    last_seen_at: datetime
    seconds_seen: int


class ClassSessions:
    """The class sessions of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, name: str, *, emotion_set: str, now: datetime) -> int:
        """Store a class session that starts now and return its id."""
        values = {"name": name, "emotion_set": emotion_set, "started_at": now}
        with self._database.write() as connection:
            created = connection.execute(insert(class_sessions).values(values))
            (class_session_id,) = created.inserted_primary_key or (0,)
        return int(class_session_id)

    def end(self, class_session_id: int, *, now: datetime) -> bool:
        """End it and return True; return False when it had ended before.

        Raises ClassSessionNotFoundError.
        """
        this = class_sessions.c.id == class_session_id
        with self._database.write() as connection:
            ended = connection.execute(
                update(class_sessions)
                .where(this, class_sessions.c.ended_at.is_(None))
                .values(ended_at=now)
            )
            if connection.scalar(select(class_sessions.c.id).where(this)) is None:
                raise ClassSessionNotFoundError(class_session_id)
        return ended.rowcount > 0

    def get(self, class_session_id: int) -> ClassSessionRow:
        """Raises ClassSessionNotFoundError."""
        query = _select_rows().where(class_sessions.c.id == class_session_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise ClassSessionNotFoundError(class_session_id)
        return ClassSessionRow(**row._asdict())

    def get_running(self, class_session_id: int) -> ClassSessionRow:
        """Raises ClassSessionNotFoundError and ClassSessionEndedError."""
        row = self.get(class_session_id)
        if row.ended_at is not None:
            raise ClassSessionEndedError(class_session_id)
        return row

    def newest(
        self, *, running: bool | None = None, limit: int = 50, offset: int = 0
    ) -> tuple[list[ClassSessionRow], int]:
        """Return one page, the newest first, and how many there are in all.

        `running` picks those that run (True) or have ended (False).
        """
        ended_at = class_sessions.c.ended_at
        matches = {None: [], True: [ended_at.is_(None)], False: [ended_at.is_not(None)]}[running]
        query = _select_rows().where(*matches).order_by(class_sessions.c.id.desc())
        count = select(func.count()).select_from(class_sessions).where(*matches)
        with self._database.read() as connection:
            total = connection.scalar(count)
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return [ClassSessionRow(**row._asdict()) for row in rows], total or 0

    def attendance(self, class_session_id: int) -> Sequence[AttendeeRow]:
        """Return everybody who was seen, ordered by name."""
        query = (
            select(
                students.c.id,
                students.c.name,
                func.min(observations.c.second),
                func.max(observations.c.second),
                func.count(distinct(observations.c.second)),
            )
            .join(students, students.c.id == observations.c.student_id)
            .where(observations.c.class_session_id == class_session_id)
            .group_by(students.c.id)
            .order_by(students.c.search_key, students.c.id)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            AttendeeRow(
                student_id=student_id,
                name=name,
                first_seen_at=datetime.fromtimestamp(first, UTC),
                last_seen_at=datetime.fromtimestamp(last, UTC),
                seconds_seen=seconds,
            )
            for student_id, name, first, last, seconds in rows
        ]


def _select_rows() -> Select[Any]:
    """One look into the index per student, rather than one at every second of the lesson."""
    was_there = exists().where(
        observations.c.class_session_id == class_sessions.c.id,
        observations.c.student_id == students.c.id,
    )
    seen = select(func.count()).select_from(students).where(was_there)
    return select(class_sessions, seen.scalar_subquery().label("students_seen"))
