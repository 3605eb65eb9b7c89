"""Real photos, real networks: quick samples with floors that only a broken product falls below.

docs/evaluation.md has the full figures and their commands.
"""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.evaluate import app
from tests.accuracy.evaluating import Evaluate, Figures

PROJECT_DIR = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data; skips without it."""
    folder = Path(os.environ.get("HOMEROOM_DATA", PROJECT_DIR.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data in {folder}: set HOMEROOM_DATA to measure accuracy")
    return folder


@pytest.fixture(scope="session")
def evaluate() -> Evaluate:
    """Run `python -m scripts.evaluate …` and return the JSON it prints, one or line by line."""

    def run(*arguments: object) -> list[Figures]:
        result = CliRunner().invoke(app, list(map(str, arguments)))
        assert result.exit_code == 0, result.stderr
        if arguments[0] == "video":
            return [json.loads(line) for line in result.stdout.splitlines()]
        return [json.loads(result.stdout)]

    return run
