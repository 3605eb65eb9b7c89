"""The two programs that print what the page's types are made of."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from scripts import export_openapi, export_protocol_schema


def run(main: Callable[..., None], *arguments: str, **environment: str) -> Result:
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, arguments, env=environment)


def test_openapi_does_not_depend_on_the_environment() -> None:
    plain = run(export_openapi.main)
    set_up = run(export_openapi.main, HOMEROOM_PORT="x")

    assert json.loads(plain.stdout)["info"]["title"] == "Homeroom"
    assert (set_up.exit_code, set_up.stdout) == (0, plain.stdout)


@pytest.mark.parametrize("main", [export_openapi.main, export_protocol_schema.main])
def test_file_of_an_export_holds_what_is_printed(main: Callable[..., None], tmp_path: Path) -> None:
    file = tmp_path / "export.json"

    assert run(main, "--out", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == run(main).stdout


@pytest.mark.parametrize("main", [export_openapi.main, export_protocol_schema.main])
def test_export_into_a_missing_folder_is_one_line(
    main: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "missing" / "export.json"

    ran = run(main, "--out", str(file))

    assert ran.exit_code == 1
    assert ran.stderr == f"error: {file} cannot be written: No such file or directory\n"
