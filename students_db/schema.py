"""Tables. A row of `faces` holds an embedding; `photos` is empty unless the operator keeps photos.
Times are UTC.

Emotions are six columns, so that a query can average over any five of them.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    func,
    text,
)
from sqlalchemy.schema import SchemaItem

EMOTION_LABELS: Final = ("angry", "happy", "neutral", "sad", "surprise", "tired")
"""The order in which six probabilities are given; the columns are `p_angry` to `p_tired`."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, stored as UTC (SQLite itself knows no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _student_in_class_session() -> tuple[SchemaItem, ...]:
    """The key of a table with one row for a student in a class session, gone with either."""
    return (
        Column(
            "class_session_id",
            Integer,
            ForeignKey("class_sessions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        Column(
            "student_id", Integer, ForeignKey("students.id", ondelete="CASCADE"), primary_key=True
        ),
        Index(None, "student_id"),
    )


# Ids are never used twice (AUTOINCREMENT): a camera may still hold the id of a deleted student.
students: Final = Table(
    "students",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("search_key", Text, nullable=False),
    Column("external_id", String(100), unique=True),
    Column("note", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index(None, "search_key"),
    sqlite_autoincrement=True,
)

# What enrolled a student, kept only where the operator chose so: face, and where it is in `image`.
photos: Final = Table(
    "photos",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("student_id", Integer, ForeignKey("students.id", ondelete="CASCADE"), nullable=False),
    Column("image", LargeBinary, nullable=False),  # JPEG without metadata
    Column("landmarks", LargeBinary, nullable=False),  # float32 (5, 2) px, little-endian
    Column("quality", Float, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "student_id"),
    sqlite_autoincrement=True,
)

faces: Final = Table(
    "faces",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("student_id", Integer, ForeignKey("students.id", ondelete="CASCADE"), nullable=False),
    Column("embedder", String(50), nullable=False),
    Column("weights_sha256", String(64), nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("embedding", LargeBinary, nullable=False),  # float32, little-endian
    Column("quality", Float, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("photo_id", Integer, ForeignKey("photos.id")),
    Index(None, "student_id", "embedder", "weights_sha256"),
    Index(
        "uq_faces_photo_id_embedder_weights_sha256",
        "photo_id",
        "embedder",
        "weights_sha256",
        unique=True,
    ),
    sqlite_autoincrement=True,
)

class_sessions: Final = Table(
    "class_sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("emotion_set", String(20), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("search_key", Text, nullable=False),
    Column("environment", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("has_list", Boolean, nullable=False, server_default=false()),
    Index(None, "started_at"),
    Index(None, "search_key"),
    sqlite_autoincrement=True,
)

# Who belongs to a class session that has a list; to one without everybody who is stored does. The
# last student of a list may be deleted: then it is an empty list.
class_session_students: Final = Table(
    "class_session_students",
    metadata,
    *_student_in_class_session(),
)

# What a teacher says of a student's attendance. It lies beside the observations and never changes
# them: without the row, what the camera saw counts again.
attendance_corrections: Final = Table(
    "attendance_corrections",
    metadata,
    *_student_in_class_session(),
    Column("status", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("corrected_at", UtcDateTime, nullable=False),
)

# How a student's face reads at rest, where the operator lets it be learned: log-odds to neutral.
# Somebody who refused has a row that says so, and nothing else in it.
emotion_baselines: Final = Table(
    "emotion_baselines",
    metadata,
    Column("student_id", Integer, ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("refused", Boolean, nullable=False),
    Column("network_sha256", String(64)),
    Column("angry", Float),
    Column("sad", Float),
    Column("minutes", Integer),
    Column("days", Integer),
    Column("last_day", Integer),  # days since the Unix epoch
    Column("updated_at", UtcDateTime, nullable=False),
)

# One row per student, second and class session (or none). `second` counts from the Unix epoch.
# `samples` is the number of frames averaged; 0 when the student was seen but no emotion was read.
observations: Final = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("student_id", Integer, ForeignKey("students.id", ondelete="CASCADE"), nullable=False),
    Column("class_session_id", Integer, ForeignKey("class_sessions.id", ondelete="CASCADE")),
    Column("second", Integer, nullable=False),
    Column("samples", Integer, nullable=False),
    *(Column(f"p_{label}", Float, nullable=False) for label in EMOTION_LABELS),
)

# NULLs are distinct in a UNIQUE constraint, and most queries ask for a student's range: one
# unique index over the expression serves both. The other one answers who attended.
Index(
    "uq_observations_student_second_class_session",
    observations.c.student_id,
    observations.c.second,
    func.coalesce(observations.c.class_session_id, text("0")),
    unique=True,
)
Index(
    "ix_observations_class_session_student_second",
    observations.c.class_session_id,
    observations.c.student_id,
    observations.c.second,
)
