"""What is stored, and how much room is left."""

import shutil
from pathlib import Path

import pytest

from server.api import storage
from tests.fakes import photo
from tests.server.api.factories import NOW, Api
from tests.students_db.factories import database_path, make_observation


def test_storage_counts_what_is_stored(api: Api, tmp_path: Path) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())
    api.start_class_session()
    api.observations.add([make_observation(student_id, second=int(NOW.timestamp()))])

    stored = api.get("/api/storage")

    assert (stored["students"], stored["faces"], stored["class_sessions"]) == (1, 1, 1)
    assert (stored["observations"], stored["observations_exact"]) == (1, True)
    assert stored["oldest_observation_at"] == NOW.isoformat().replace("+00:00", "Z")
    assert stored["kept_photos"] == 0
    assert stored["database_bytes"] >= database_path(tmp_path).stat().st_size


def test_storage_without_history_has_no_oldest_data(api: Api) -> None:
    stored = api.get("/api/storage")

    assert (stored["observations"], stored["oldest_observation_at"]) == (0, None)


def test_storage_tells_the_room_on_the_disk_of_the_database(api: Api, tmp_path: Path) -> None:
    disk = api.get("/api/storage")["disk"]

    assert disk["total_bytes"] == shutil.disk_usage(tmp_path).total
    assert disk["is_low"] == (disk["free_bytes"] < disk["low_below_bytes"])


@pytest.mark.parametrize(("free_bytes", "is_low"), [(0, True), (1 << 30, False)])
def test_disk_is_low_below_its_limit(free_bytes: int, is_low: bool) -> None:
    assert storage.is_low(free_bytes) == is_low
