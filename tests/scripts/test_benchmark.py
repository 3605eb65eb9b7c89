"""The benchmark's table and file, measured for real but briefly."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.benchmark import app
from scripts.benchmarking.rows import Row


def test_row_may_have_a_least_value() -> None:
    assert Row("frames", 130, "frames/s", 120, at_least=True).ok
    assert not Row("frames", 110, "frames/s", 120, at_least=True).ok


@pytest.mark.parametrize(
    ("value", "target", "ok"),
    [(1.0, 1.5, True), (1.5, 1.5, True), (2.0, 1.5, False), (2.0, None, None)],
)
def test_row_is_ok_up_to_its_target(value: float, target: float | None, ok: bool | None) -> None:
    assert Row("emotion", value, "ms", target).ok is ok


def test_benchmark_prints_and_writes_what_it_measured(tmp_path: Path) -> None:
    file, picture = tmp_path / "figures.json", tmp_path / "figures.svg"

    result = CliRunner().invoke(
        app, ["--quick", "--part", "networks", "--json", str(file), "--picture", str(picture)]
    )

    assert result.exit_code == 0, result.output
    assert picture.stat().st_size > 10_000
    report = json.loads(file.read_text())
    assert report["commit"]
    assert report["machine"]
    assert {"name", "value", "unit", "target", "ok"} == set(report["rows"][0])
    assert all(row["value"] > 0 for row in report["rows"])
    assert all(row["name"] in result.stdout for row in report["rows"])
    assert any(row["name"].startswith("emotion") and row["target"] == 1.5 for row in report["rows"])


@pytest.mark.parametrize("option", ["--json", "--picture"])
def test_file_that_cannot_be_written_is_said_before_measuring(option: str, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "figures.svg"

    result = CliRunner().invoke(app, ["--quick", "--part", "networks", option, str(file)])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {file} cannot be written: there is no folder {file.parent}\n"
