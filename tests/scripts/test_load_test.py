"""`python -m scripts.load_test`, for real but briefly."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from scripts.load_test import main

app = typer.Typer()
app.command()(main)


def test_load_test_starts_a_server_and_says_how_it_coped() -> None:
    result = CliRunner().invoke(app, ["--cameras", "2", "--fps", "5", "--seconds", "1", "--json"])

    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["cameras"] == 2
    assert figures["answered"] + sum(figures["dropped"].values()) == figures["sent"]
    assert figures["faces_per_frame"] >= 1
    assert figures["memory_mb"] > 100


def test_load_goes_to_this_machine_only() -> None:
    result = CliRunner().invoke(app, ["--server", "http://school.example:8000"])

    assert result.exit_code == 1
    assert "another machine" in result.stderr


@pytest.mark.parametrize("server", ["http://127.0.0.1:9", "127.0.0.1:9"])
def test_server_that_is_not_there_is_one_line(server: str) -> None:
    result = CliRunner().invoke(app, ["--server", server, "--cameras", "1"])

    assert result.exit_code == 1
    assert result.stderr.startswith("error: http://127.0.0.1:9 does not answer")
    assert result.stderr.count("\n") == 1


def test_log_that_cannot_be_begun_is_one_line_before_a_server_starts(tmp_path: Path) -> None:
    log = tmp_path / "missing" / "soak.log"

    result = CliRunner().invoke(app, ["--cameras", "1", "--seconds", "1", "--log", str(log)])

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(log) in result.stderr


def test_bad_setting_is_one_line() -> None:
    result = CliRunner().invoke(app, ["--cameras", "1"], env={"HOMEROOM_PORT": "x"})

    assert result.exit_code == 1
    assert result.stderr.startswith("error: HOMEROOM_PORT='x' is no good")
    assert result.stderr.count("\n") == 1
