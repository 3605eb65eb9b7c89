"""Makers of databases and of what is stored in them."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from students_db.database import Database
from students_db.faces import EmbedderKey, NewFace
from students_db.observations import Observation
from students_db.photos import NewPhoto

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
EPOCH_SECOND = int(NOW.timestamp())
EMBEDDER = EmbedderKey("sface", "a" * 64)
OTHER_EMBEDDER = EmbedderKey("sface", "b" * 64)
PROBABILITIES = (0.1, 0.4, 0.2, 0.1, 0.05, 0.15)


@contextmanager
def open_database(folder: Path, *, busy_timeout_seconds: float = 0.05) -> Iterator[Database]:
    """A migrated database in a file of `folder`, closed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    if not database_path(folder).exists():
        database_path(folder).write_bytes(_migrated_file())
    database = Database(database_url(folder), busy_timeout_seconds=busy_timeout_seconds)
    try:
        yield database
    finally:
        database.close()


@functools.cache
def _migrated_file() -> bytes:
    """An empty database after all migrations, made once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Database(database_url(folder))
        database.migrate()
        database.close()
        return database_path(folder).read_bytes()


def database_path(folder: Path) -> Path:
    return folder / "homeroom.sqlite3"


def database_url(folder: Path) -> str:
    return f"sqlite:///{database_path(folder)}"


def make_face(*values: float, quality: float = 0.8, photo: NewPhoto | None = None) -> NewFace:
    return NewFace(np.array(values or (1.0, 0.0), np.float32), quality, photo)


def make_photo(image: bytes) -> NewPhoto:
    return NewPhoto(image, np.arange(10, dtype=np.float32).reshape(5, 2) + 0.5)


def make_observation(
    student_id: int,
    *,
    class_session_id: int | None = None,
    second: int = EPOCH_SECOND,
    probabilities: tuple[float, ...] = PROBABILITIES,
    samples: int = 5,
) -> Observation:
    return Observation(
        student_id=student_id,
        class_session_id=class_session_id,
        second=second,
        probabilities=probabilities,
        samples=samples,
    )
