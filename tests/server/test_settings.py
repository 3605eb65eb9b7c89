import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.settings import Settings
from tests.server.running_server import PROJECT_DIR, running_server


@pytest.mark.parametrize("name", ["50%20 off", "100% school", "what?", "Räume #3; a@b:c=d&e"])
def test_students_are_kept_in_the_checkout_whatever_that_is_called(
    tmp_path: Path, name: str
) -> None:
    checkout = tmp_path / name
    no_weights = shutil.ignore_patterns("weights", "__pycache__")
    for package in ("models", "server", "students_db"):
        shutil.copytree(PROJECT_DIR / package, checkout / package, ignore=no_weights)
    program = (
        "from server.settings import Settings; from students_db.database import Database;"
        "database = Database(Settings().database_url); database.migrate(); print(database.file)"
    )

    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said == f"{checkout / 'var' / 'homeroom.sqlite3'}\n"
    assert (checkout / "var" / "homeroom.sqlite3").is_file()


BOTH = ["https://school.example", "https://board.example:8443"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://school.example", ["https://school.example"]),
        ("https://School.example/, https://board.example:8443", BOTH),
        ("https://school.example https://board.example:8443", BOTH),
        (' ["https://school.example", "https://board.example:8443/"]', BOTH),
        ("", []),
        ("[]", []),
    ],
)
def test_allowed_origins_can_be_written_plainly(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: list[str]
) -> None:
    monkeypatch.setenv("HOMEROOM_ALLOWED_ORIGINS", value)

    assert Settings().allowed_origins == expected


def test_allowed_origin_is_answered_and_may_write(tmp_path: Path) -> None:
    with running_server(tmp_path / "db", ALLOWED_ORIGINS="https://school.example") as server:
        asked = {"Host": "school.example"}
        written = {"Host": "127.0.0.1", "Origin": "https://school.example"}
        with server.client() as client:
            answers = [
                client.get("/api/about", headers=asked),
                client.get("/api/about", headers={"Host": "other.example"}),
                client.post("/api/students", json={"name": "Ada"}, headers=written),
            ]

    assert [answer.status_code for answer in answers] == [200, 421, 201]
