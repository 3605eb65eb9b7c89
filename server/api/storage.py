"""`/api/storage`: what is stored, and whether there is room for more."""

import shutil
from pathlib import Path
from typing import Final

from fastapi import APIRouter

from server.api.dependencies import ServicesDep
from server.api.storage_schemas import Disk, StorageInfo
from server.http.openapi import problems
from students_db.storage import Storage

router = APIRouter(prefix="/api/storage", tags=["Server"])

LOW_BELOW_BYTES: Final = 1 << 30
"""Some weeks of lessons: an hour of 30 students takes about 15 MB with its indexes."""


@router.get("", responses=problems())
def get_storage(services: ServicesDep) -> StorageInfo:
    """Read what is stored and how much room there is.

    Quick enough to ask every few seconds. A disk that is nearly full is told with `is_low`: once
    it is full, nothing more can be recorded.
    """
    usage = Storage(services.database).usage()
    file = services.database.file
    return StorageInfo(
        database_bytes=usage.database_bytes,
        disk=None if file is None else _disk_of(file),
        students=usage.students,
        faces=usage.faces,
        kept_photos=usage.kept_photos,
        kept_photo_bytes=usage.kept_photo_bytes,
        class_sessions=usage.class_sessions,
        observations=usage.observations,
        observations_exact=usage.observations_exact,
        oldest_observation_at=usage.oldest_observation_at,
        newest_observation_at=usage.newest_observation_at,
    )


def is_low(free_bytes: int) -> bool:
    """Whether it is time to make room."""
    return free_bytes < LOW_BELOW_BYTES


def _disk_of(file: Path) -> Disk:
    usage = shutil.disk_usage(file.resolve().parent)
    return Disk(
        total_bytes=usage.total,
        free_bytes=usage.free,
        is_low=is_low(usage.free),
        low_below_bytes=LOW_BELOW_BYTES,
    )
