"""Class sessions: when a lesson started and ended, what it was, and what is stored of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypedDict

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    case,
    delete,
    distinct,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from students_db.database import Database
from students_db.errors import (
    ClassSessionEndedError,
    ClassSessionNotFoundError,
    ClassSessionRunningError,
    NoteChangedMeanwhileError,
)
from students_db.names import search_key, search_words
from students_db.schema import (
    attendance_corrections,
    class_session_students,
    class_sessions,
    observations,
    students,
)


class Environment(StrEnum):
    """Where a class session takes place."""

    CLASSROOM = "classroom"
    SEMINAR = "seminar"
    PRODUCT_DEMO = "product_demo"
    GENERAL = "general"


class CorrectedStatus(StrEnum):
    """What a teacher can say of a student's attendance."""

    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"

    @property
    def was_there(self) -> bool:
        return self not in _AWAY


_AWAY: Final = (CorrectedStatus.ABSENT, CorrectedStatus.EXCUSED)


@dataclass(frozen=True, slots=True)
class ClassSessionRow:
    """`ended_at` is None while the lesson runs.

    `students_seen` counts those whom a camera recognised, `students_present` those who were there
    after corrections, `students_expected` those who belong to the class session.
    """

    id: int
    name: str
    environment: Environment
    emotion_set: str
    note: str
    started_at: datetime
    ended_at: datetime | None
    students_seen: int
    students_present: int
    students_expected: int


@dataclass(frozen=True, slots=True)
class ClassSessionFilter:
    """What a list is narrowed to: all of `words` in the name, running or ended, an environment."""

    words: str = ""
    running: bool | None = None
    environment: Environment | None = None


class ClassSessionChanges(TypedDict, total=False):
    """What is left out stays as it is."""

    name: str
    environment: Environment
    note: str


@dataclass(frozen=True, slots=True)
class ClassSessionContents:
    """What is stored of a class session, and goes with it; students stay."""

    observed_seconds: int
    students_observed: int
    corrections: int
    students_listed: int


class ClassSessions:
    """The class sessions of one database. Every call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self,
        name: str,
        *,
        emotion_set: str,
        now: datetime,
        environment: Environment = Environment.CLASSROOM,
    ) -> int:
        """Store a class session that starts now and return its id.

        The list of its students is that of the last class session with this name, if it had one.
        """
        values = {
            "name": name,
            "search_key": search_key(name),
            "environment": environment,
            "emotion_set": emotion_set,
            "note": "",
            "started_at": now,
        }
        with self._database.write() as connection:
            before = _newest_of_name(connection, values["search_key"])
            created = connection.execute(insert(class_sessions).values(values))
            (class_session_id,) = created.inserted_primary_key or (0,)
            if before is not None:
                _copy_list(connection, before, class_session_id)
        return int(class_session_id)

    def end(self, class_session_id: int, *, now: datetime) -> bool:
        """End it and return True; return False when it had ended before.

        It ends now or, where the clock was set back meanwhile, after all that was seen in it: what
        lies outside would belong to no view of it. Raises ClassSessionNotFoundError.
        """
        this = class_sessions.c.id == class_session_id
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            ended_at = _end_of(connection, class_session_id, now)
            ended = connection.execute(
                update(class_sessions)
                .where(this, class_sessions.c.ended_at.is_(None))
                .values(ended_at=ended_at)
            )
        return ended.rowcount > 0

    def update(
        self, class_session_id: int, changes: ClassSessionChanges, *, known_note: str | None = None
    ) -> None:
        """Change what is given, or nothing.

        With `known_note` a note replaces no other than that one; one that says the same is as good.
        Raises ClassSessionNotFoundError and NoteChangedMeanwhileError.
        """
        columns = class_sessions.c
        this = columns.id == class_session_id
        is_known: ColumnElement[bool] = true()
        if known_note is not None and "note" in changes:
            is_known = columns.note.in_((known_note, changes["note"]))
        values: dict[str, object] = dict(changes)
        if "name" in changes:
            values["search_key"] = search_key(changes["name"])
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            if not values:
                return
            # One statement, so that two who write at once cannot get into each other's way.
            change = update(class_sessions).where(this, is_known).values(values)
            if connection.execute(change).rowcount == 0:
                stored = connection.scalar(select(columns.note).where(this))
                raise NoteChangedMeanwhileError(stored or "")
        if "name" in changes:
            self._database.erase_deleted_soon()
        else:
            self._database.checkpoint_soon()

    def get(self, class_session_id: int) -> ClassSessionRow:
        """Raises ClassSessionNotFoundError."""
        query = _select_rows().where(class_sessions.c.id == class_session_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise ClassSessionNotFoundError(class_session_id)
        return _class_session_row(row)

    def get_running(self, class_session_id: int) -> ClassSessionRow:
        """Raises ClassSessionNotFoundError and ClassSessionEndedError."""
        row = self.get(class_session_id)
        if row.ended_at is not None:
            raise ClassSessionEndedError(class_session_id)
        return row

    def newest(
        self, wanted: ClassSessionFilter | None = None, *, limit: int = 50, offset: int = 0
    ) -> tuple[list[ClassSessionRow], int]:
        """Return one page of those that are wanted, the newest first, and how many they are."""
        matches = _matches(wanted or ClassSessionFilter())
        query = _select_rows().where(*matches).order_by(class_sessions.c.id.desc())
        count = select(func.count()).select_from(class_sessions).where(*matches)
        with self._database.read() as connection:
            total = connection.scalar(count)
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return [_class_session_row(row) for row in rows], total or 0

    def contents(self, class_session_id: int) -> ClassSessionContents:
        """Raises ClassSessionNotFoundError."""
        with self._database.read() as connection:
            check_class_session(connection, class_session_id)
            observed = connection.execute(
                select(func.count(), func.count(distinct(observations.c.student_id))).where(
                    observations.c.class_session_id == class_session_id
                )
            ).one()
            corrections = _count(connection, attendance_corrections, class_session_id)
            listed = _count(connection, class_session_students, class_session_id)
        return ClassSessionContents(observed[0], observed[1], corrections, listed)

    def delete(self, class_session_id: int) -> None:
        """Remove a class session with all that was observed and corrected in it, or nothing.

        Raises ClassSessionNotFoundError and ClassSessionRunningError.
        """
        this = class_sessions.c.id == class_session_id
        with self._database.write() as connection:
            check_class_session(connection, class_session_id)
            if connection.scalar(select(class_sessions.c.ended_at).where(this)) is None:
                raise ClassSessionRunningError(class_session_id)
            for table in (observations, attendance_corrections, class_session_students):
                connection.execute(
                    delete(table).where(table.c.class_session_id == class_session_id)
                )
            connection.execute(delete(class_sessions).where(this))
        self._database.checkpoint()


def check_class_session(connection: Connection, class_session_id: int) -> None:
    """Raises ClassSessionNotFoundError."""
    query = select(class_sessions.c.id).where(class_sessions.c.id == class_session_id)
    if connection.scalar(query) is None:
        raise ClassSessionNotFoundError(class_session_id)


def _end_of(connection: Connection, class_session_id: int, now: datetime) -> datetime:
    """Now, or the end of the last second that is known of it, where that is later."""
    observed = func.max(observations.c.second)
    of_this = observations.c.class_session_id == class_session_id
    started = select(class_sessions.c.started_at).where(class_sessions.c.id == class_session_id)
    last = connection.execute(started).scalar_one()
    second = connection.scalar(select(observed).where(of_this))
    if second is not None:
        last = max(last, datetime.fromtimestamp(second, UTC))
    return now if last <= now else last + timedelta(seconds=1)


def is_expected() -> ColumnElement[bool]:
    """Whether a student belongs to a class session: is on its list or, without a list, was stored
    before it ended."""
    entry = class_session_students.c
    of_class_session = select(entry.student_id).where(entry.class_session_id == class_sessions.c.id)
    listed = students.c.id.in_(of_class_session.correlate(class_sessions))
    ended_at = class_sessions.c.ended_at
    was_stored = or_(ended_at.is_(None), students.c.created_at <= ended_at)
    return or_(listed, and_(~class_sessions.c.has_list, was_stored))


def _matches(wanted: ClassSessionFilter) -> Sequence[ColumnElement[bool]]:
    columns = class_sessions.c
    matches: list[ColumnElement[bool]] = [
        columns.search_key.contains(word, autoescape=True) for word in search_words(wanted.words)
    ]
    if wanted.running is not None:
        matches.append(columns.ended_at.is_(None) == wanted.running)
    if wanted.environment is not None:
        matches.append(columns.environment == wanted.environment)
    return matches


def _select_rows() -> Select[Any]:
    """One look into the index per student, rather than one at every second of the lesson."""
    was_seen = _of_student_in_class_session(observations.c.second).exists()
    status = attendance_corrections.c.status
    correction = _of_student_in_class_session(status).scalar_subquery()
    was_there = case((correction.is_(None), was_seen), else_=correction.not_in(_AWAY))
    counts = {
        "students_seen": was_seen,
        "students_present": was_there,
        "students_expected": is_expected(),
    }
    columns = class_sessions.c
    return select(
        columns.id,
        columns.name,
        columns.environment,
        columns.emotion_set,
        columns.note,
        columns.started_at,
        columns.ended_at,
        *(
            select(func.count())
            .select_from(students)
            .where(condition)
            .correlate(class_sessions)
            .scalar_subquery()
            .label(name)
            for name, condition in counts.items()
        ),
    )


def _of_student_in_class_session(column: Column[Any]) -> Select[Any]:
    """A column of the rows that belong to the student and the class session further out."""
    own = column.table.c
    return (
        select(column)
        .where(own.class_session_id == class_sessions.c.id, own.student_id == students.c.id)
        .correlate(class_sessions, students)
    )


def _class_session_row(row: Row[Any]) -> ClassSessionRow:
    values = row._asdict()
    return ClassSessionRow(**{**values, "environment": Environment(values["environment"])})


def _count(connection: Connection, table: Table, class_session_id: int) -> int:
    own = table.c.class_session_id == class_session_id
    return connection.scalar(select(func.count()).select_from(table).where(own)) or 0


def _newest_of_name(connection: Connection, key: object) -> int | None:
    query = select(func.max(class_sessions.c.id)).where(class_sessions.c.search_key == key)
    class_session_id: int | None = connection.scalar(query)
    return class_session_id


def _copy_list(connection: Connection, source_id: int, target_id: int) -> None:
    table = class_session_students
    listed = select(table.c.student_id).where(table.c.class_session_id == source_id)
    rows = [
        {"class_session_id": target_id, "student_id": student_id}
        for student_id in connection.scalars(listed)
    ]
    if rows:
        connection.execute(insert(table), rows)
    has_list = select(class_sessions.c.has_list).where(class_sessions.c.id == source_id)
    connection.execute(
        update(class_sessions)
        .where(class_sessions.c.id == target_id)
        .values(has_list=connection.scalar(has_list))
    )
