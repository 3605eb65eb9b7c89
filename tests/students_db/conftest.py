from collections.abc import Iterator
from pathlib import Path

import pytest

from students_db.database import Database
from tests.students_db.factories import open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened
