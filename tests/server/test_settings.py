import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running_server import PROJECT_DIR


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
