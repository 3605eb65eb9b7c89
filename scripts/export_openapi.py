"""Print the REST API as OpenAPI, from which the page's types are generated.

    python -m scripts.export_openapi [--out FILE]

Nothing is started: no weights, no database. The settings of the environment play no part.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from scripts.printed import print_or_write
from server.app import create_app
from server.settings import Settings


def main(
    out: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
) -> None:
    """Print the REST API as OpenAPI JSON."""
    text = (
        json.dumps(create_app(Settings.model_construct()).openapi(), indent=2, ensure_ascii=False)
        + "\n"
    )
    print_or_write(text, out)


if __name__ == "__main__":
    typer.run(main)
