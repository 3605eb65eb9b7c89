"""Print the REST API as OpenAPI, from which the page's types are generated.

    python -m scripts.export_openapi [--out FILE]

Nothing is started: no weights, no database.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from server.app import create_app


def main(
    out: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
) -> None:
    """Print the REST API as OpenAPI JSON."""
    text = json.dumps(create_app().openapi(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
