"""Print the WebSocket protocol as one JSON schema, from which the page's types are generated.

    python -m scripts.export_protocol_schema [--out FILE]

`ClientMessage` and `ServerMessage` are the two unions; every message is a definition of its own.
"""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode, JsonSchemaValue

from scripts.printed import print_or_write
from server.live.protocol import CLIENT_MESSAGES, PROTOCOL_VERSION, SERVER_MESSAGES

REFERENCE = "#/$defs/{model}"


def protocol_schema() -> JsonSchemaValue:
    """Both unions and all messages as definitions of one schema.

    Client messages are described as they may be written (a field with a default may be left
    out), server messages as they are sent (every field is there).
    """
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[object]]] = [
        ("ClientMessage", "validation", CLIENT_MESSAGES),  # type: ignore[list-item]
        ("ServerMessage", "serialization", SERVER_MESSAGES),  # type: ignore[list-item]
    ]
    schemas, rest = TypeAdapter.json_schemas(inputs, ref_template=REFERENCE)
    unions = {str(name): schema for (name, _), schema in schemas.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Homeroom WebSocket protocol, version {PROTOCOL_VERSION}",
        "$defs": dict(sorted({**rest.get("$defs", {}), **unions}.items())),
    }


def main(
    out: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
) -> None:
    """Print the WebSocket protocol as JSON schema."""
    text = json.dumps(protocol_schema(), indent=2, ensure_ascii=False) + "\n"
    print_or_write(text, out)


if __name__ == "__main__":
    typer.run(main)
