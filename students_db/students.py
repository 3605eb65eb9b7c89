"""Students: who they are, and when they were last seen."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypedDict

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    Table,
    and_,
    delete,
    exc,
    func,
    insert,
    select,
    union,
    update,
)

from students_db.database import Database
from students_db.errors import (
    ExternalIdTakenError,
    NoteChangedMeanwhileError,
    StudentNotFoundError,
)
from students_db.faces import EmbedderKey, made_by
from students_db.names import search_words, student_key
from students_db.observations import delete_observations_of
from students_db.schema import (
    attendance_corrections,
    emotion_baselines,
    faces,
    observations,
    photos,
    students,
)

OBSERVATIONS_A_BATCH: Final = 10_000
"""How many are deleted in one transaction. They lie among those of the whole class, nearly each on
a page of its own: so many make some 30 MB of write-ahead log, and let other writers wait for 0.2 s
where the disk is an SSD."""

PAUSE_SECONDS: Final = 0.15
"""Between two batches. Who waits for SQLite's lock tries every 0.1 s, so writers get their turn."""


class StudentOrder(StrEnum):
    NAME = "name"
    NEWEST = "newest"
    LAST_SEEN = "last_seen"


@dataclass(frozen=True, slots=True)
class StudentRow:
    """`faces` counts the embeddings of the embedder that was asked for, `other_faces` all others.

    `kept_photos` counts the photos that a further embedder could be given.
    """

    id: int
    name: str
    external_id: str | None
    note: str
    created_at: datetime
    updated_at: datetime
    faces: int
    other_faces: int
    kept_photos: int
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class StudentContents:
    """What is stored of a student, and goes with the student.

    `class_sessions` counts those in which something was observed of the student or corrected.
    """

    embeddings: int
    kept_photos: int
    observed_seconds: int
    class_sessions: int
    corrections: int
    emotion_baselines: int


class StudentChanges(TypedDict, total=False):
    """What is left out stays as it is."""

    name: str
    external_id: str | None
    note: str


class Students:
    """The students of one database. Every call but `delete` is one transaction."""

    def __init__(
        self, database: Database, *, pause: Callable[[float], object] = time.sleep
    ) -> None:
        self._database = database
        self._pause = pause

    def create(
        self, name: str, *, external_id: str | None = None, note: str = "", now: datetime
    ) -> int:
        """Store a student and return the id. Raises ExternalIdTakenError."""
        values = {
            "name": name,
            "search_key": student_key(name, external_id),
            "external_id": external_id,
            "note": note,
            "created_at": now,
            "updated_at": now,
        }
        with self._database.write() as connection:
            try:
                created = connection.execute(insert(students).values(values))
            except exc.IntegrityError as error:
                raise ExternalIdTakenError(external_id or "") from error
            (student_id,) = created.inserted_primary_key or (0,)
        return int(student_id)

    def get(self, student_id: int, embedder: EmbedderKey) -> StudentRow:
        """Raises StudentNotFoundError."""
        query = _select_rows(embedder).where(students.c.id == student_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise StudentNotFoundError(student_id)
        return _student_row(row)

    def search(
        self,
        embedder: EmbedderKey,
        *,
        words: str = "",
        order: StudentOrder = StudentOrder.NAME,
        needs_enrollment: bool | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[list[StudentRow], int]:
        """Return one page, and how many students match.

        A student matches when each of `words` occurs in the name or the external id; with
        `needs_enrollment` only those without a face of the embedder match, or only those with one.
        """
        matches = [
            students.c.search_key.contains(word, autoescape=True) for word in search_words(words)
        ]
        if needs_enrollment is not None:
            usable = select(faces.c.student_id).where(*made_by(embedder))
            matches.append(students.c.id.in_(usable) != needs_enrollment)
        page = _select_rows(embedder).where(*matches).order_by(*_ordering(order))
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(students).where(*matches))
            rows = connection.execute(page.limit(limit).offset(offset)).all()
        return [_student_row(row) for row in rows], total or 0

    def update(
        self,
        student_id: int,
        changes: StudentChanges,
        *,
        now: datetime,
        known_note: str | None = None,
    ) -> None:
        """Change what is given; `updated_at` stays where that is what is stored.

        With `known_note` a note replaces no other than that one; one that says the same is as good.
        Raises StudentNotFoundError, ExternalIdTakenError and NoteChangedMeanwhileError.
        """
        this = students.c.id == student_id
        with self._database.write() as connection:
            query = select(students.c.name, students.c.external_id, students.c.note).where(this)
            old = connection.execute(query).one_or_none()
            if old is None:
                raise StudentNotFoundError(student_id)
            if known_note is not None and changes.get("note", old.note) != old.note != known_note:
                raise NoteChangedMeanwhileError(old.note)
            if all(getattr(old, column) == value for column, value in changes.items()):
                return
            name = changes.get("name", old.name)
            external_id = changes.get("external_id", old.external_id)
            values = {**changes, "search_key": student_key(name, external_id), "updated_at": now}
            try:
                connection.execute(update(students).where(this).values(values))
            except exc.IntegrityError as error:
                raise ExternalIdTakenError(changes.get("external_id") or "") from error
        if (name, external_id) == (old.name, old.external_id):
            self._database.checkpoint_soon()
        else:
            self._database.erase_deleted_soon()

    def contents(self, student_id: int) -> StudentContents:
        """Raises StudentNotFoundError."""
        columns = (table.c.student_id == student_id for table in (faces, photos, observations))
        of_faces, of_photos, of_observations = columns
        corrected = attendance_corrections.c.student_id == student_id
        in_lessons = union(
            select(observations.c.class_session_id).where(
                of_observations, observations.c.class_session_id.is_not(None)
            ),
            select(attendance_corrections.c.class_session_id).where(corrected),
        ).subquery()
        query = select(
            _count(faces, of_faces),
            _count(photos, of_photos),
            _count(observations, of_observations),
            select(func.count()).select_from(in_lessons).scalar_subquery(),
            _count(attendance_corrections, corrected),
            _count(emotion_baselines, emotion_baselines.c.student_id == student_id),
        ).where(students.c.id == student_id)
        with self._database.read() as connection:
            row = connection.execute(query.select_from(students)).one_or_none()
        if row is None:
            raise StudentNotFoundError(student_id)
        return StudentContents(*row)

    def delete(
        self,
        student_id: int,
        *,
        on_forgotten: Callable[[], object] = lambda: None,
        observations_a_batch: int = OBSERVATIONS_A_BATCH,
    ) -> None:
        """Remove a student with all embeddings, photos and the whole history, step by step.

        What cameras know the student by goes first, and `on_forgotten` is told. The history
        follows in batches, between which others write, and then the student with what is left. An
        interruption leaves a student without faces; deleting again does the rest. What `pause`
        raises between two batches interrupts it.

        Raises StudentNotFoundError.
        """
        self._forget(student_id)
        on_forgotten()
        while self._delete_observations(student_id, observations_a_batch) == observations_a_batch:
            self._pause(PAUSE_SECONDS)
            self._database.shorten_log()
        self._delete_rest(student_id)
        self._database.erase_deleted()

    def _forget(self, student_id: int) -> None:
        """Remove what tells the student's face from others.

        That somebody refused to be learned from is kept to the end: cameras may still be learning.
        """
        this = students.c.id == student_id
        learned = and_(emotion_baselines.c.student_id == student_id, ~emotion_baselines.c.refused)
        with self._database.write() as connection:
            if connection.scalar(select(students.c.id).where(this)) is None:
                raise StudentNotFoundError(student_id)
            for table in (faces, photos):
                connection.execute(delete(table).where(table.c.student_id == student_id))
            connection.execute(delete(emotion_baselines).where(learned))

    def _delete_observations(self, student_id: int, at_most: int) -> int:
        with self._database.write() as connection:
            return delete_observations_of(connection, student_id, at_most=at_most)

    def _delete_rest(self, student_id: int) -> None:
        """Remove the student with what was written since, and with all that hangs on the row.

        It is no error when another deletion was faster.
        """
        with self._database.write() as connection:
            for table in (faces, photos, observations):
                connection.execute(delete(table).where(table.c.student_id == student_id))
            connection.execute(delete(students).where(students.c.id == student_id))


def _select_rows(embedder: EmbedderKey) -> Select[Any]:
    of_student = faces.c.student_id == students.c.id
    usable = and_(*made_by(embedder))
    return select(
        students.c.id,
        students.c.name,
        students.c.external_id,
        students.c.note,
        students.c.created_at,
        students.c.updated_at,
        _count(faces, of_student, usable).label("faces"),
        _count(faces, of_student, ~usable).label("other_faces"),
        _count(photos, photos.c.student_id == students.c.id).label("kept_photos"),
        _last_second().label("last_second"),
    )


def _count(table: Table, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()


def _last_second() -> ColumnElement[int | None]:
    seen = select(func.max(observations.c.second)).where(observations.c.student_id == students.c.id)
    return seen.scalar_subquery()


def _ordering(order: StudentOrder) -> Sequence[ColumnElement[Any]]:
    match order:
        case StudentOrder.NAME:
            return (students.c.search_key, students.c.id)
        case StudentOrder.NEWEST:
            return (students.c.id.desc(),)
        case StudentOrder.LAST_SEEN:
            return (_last_second().desc().nulls_last(), students.c.search_key, students.c.id)


def _student_row(row: Row[Any]) -> StudentRow:
    values = row._asdict()
    second = values.pop("last_second")
    last_seen_at = None if second is None else datetime.fromtimestamp(second, UTC)
    return StudentRow(**values, last_seen_at=last_seen_at)
