"""What `/api/storage` answers."""

from datetime import datetime

from server.api.schemas import Schema


class Disk(Schema):
    """Where the database lies."""

    total_bytes: int
    free_bytes: int
    is_low: bool
    """True when it is time to make room: `free_bytes` are less than `low_below_bytes`."""
    low_below_bytes: int


class StorageInfo(Schema):
    """What is stored, how much room it takes, and how much is left."""

    database_bytes: int | None
    """With its write-ahead log; null where the database is not a file of this machine."""
    disk: Disk | None
    """Null where the database is not a file of this machine."""
    students: int
    faces: int
    """Stored embeddings, of every embedder."""
    kept_photos: int
    kept_photo_bytes: int
    """Part of `database_bytes`."""
    class_sessions: int
    observations: int
    """One per student and second."""
    observations_exact: bool
    """False for a very long history, which is not counted: then there are at most so many."""
    oldest_observation_at: datetime | None
    newest_observation_at: datetime | None
