"""What a client sees when the database or the program fails."""

import logging
from pathlib import Path

import pytest

from models.errors import RuntimeUnavailableError
from server.errors import UnavailableError
from tests.fakes import photo
from tests.server.api.factories import Api, as_files, open_api
from tests.students_db.factories import database_path
from tests.students_db.test_database import fill_up, locked


def test_locked_database_is_said_so_and_nothing_is_lost(api: Api, tmp_path: Path) -> None:
    student_id = api.create_student("Amara")
    with locked(database_path(tmp_path)):
        created = api.client.post("/api/students", json={"name": "Bilal"})
        enrolled = api.client.post(f"/api/students/{student_id}/faces", files=as_files(photo()))
        deleted = api.client.delete(f"/api/students/{student_id}")
        assert api.get("/api/students")["total"] == 1  # reading goes on
    for answer in (created, enrolled, deleted):
        assert (answer.status_code, answer.json()["code"]) == (503, "database_locked")
        assert answer.headers["retry-after"]
    assert api.enroll(student_id, photo())["accepted"] == 1


def test_full_database_is_said_so_and_nothing_is_lost(api: Api) -> None:
    api.create_student("Amara")
    fill_up(api.services.database)
    answers = [
        api.client.post("/api/students", json={"name": f"Student {number}", "note": "x" * 2000})
        for number in range(9)
    ]
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (503, "database_full")
    stored = sum(answer.status_code == 201 for answer in answers)
    assert api.get("/api/students")["total"] == 1 + stored


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnavailableError("stopping", code="shutting_down"), 503, "shutting_down"),
        (RuntimeUnavailableError("no GPU"), 503, "runtime_unavailable"),
        (ZeroDivisionError("the secret of Amara"), 500, "internal_error"),
    ],
)
def test_errors_become_problems(tmp_path: Path, error: Exception, status: int, code: str) -> None:
    def fail() -> str | None:
        raise error

    with open_api(tmp_path, networks_problem=fail) as api:
        answer = api.client.get("/api/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ("retry-after" in answer.headers) == isinstance(error, UnavailableError)
    assert "secret" not in answer.text


def test_logs_hold_no_name_and_no_embedding(
    api: Api, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    student_id = api.create_student("Amara Nwosu")
    api.enroll(student_id, photo(), b"not a picture")
    with locked(database_path(tmp_path)):
        api.client.patch(f"/api/students/{student_id}", json={"name": "Amara Lind"})
    api.client.get("/api/students", params={"search": "Amara"})
    server_records = [
        record.getMessage() for record in caplog.records if not record.name.startswith("http")
    ]
    assert server_records  # the lock was logged
    assert not any("Amara" in message for message in server_records)
