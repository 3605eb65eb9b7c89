"""Time what Homeroom computes, beside its targets: `python -m scripts.benchmark`.

Medians of many calls, with the product's settings. Run it on a machine that does nothing else: the
load is printed, since figures of a busy machine are not the product's.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from scripts.benchmarking.networks import measure_gallery, measure_networks
from scripts.benchmarking.rows import make_report
from scripts.evaluation.command_line import one_line_errors, open_networks

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def main(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the calls.")] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write commit, machine and rows here.")
    ] = None,
) -> None:
    """Print one table; with --json write it to a file as well."""
    repeats = 30 if quick else 300
    with one_line_errors():
        rows = [
            *measure_networks(open_networks(), repeats=repeats),
            *measure_gallery(repeats=repeats),
        ]
    report = make_report(rows)
    typer.echo("\n".join(report.lines()))
    if json_file is not None:
        json_file.write_text(json.dumps(report.as_dict(), indent=2) + "\n")


if __name__ == "__main__":
    app()
