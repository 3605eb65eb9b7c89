"""Real photos, real networks: quick samples with floors that only a broken product falls below.

docs/evaluation.md has the full figures and their commands.
"""

import json

import pytest
from typer.testing import CliRunner

from scripts.evaluate import app
from tests.accuracy.evaluating import Evaluate, Figures


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
