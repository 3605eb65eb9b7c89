"""Text that a program prints, or writes to the file of its `--out`."""

import sys
from pathlib import Path

import typer


def print_or_write(text: str, out: Path | None) -> None:
    """Print `text`, or write it to `out`; one that cannot be written ends the program."""
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        typer.echo(f"error: {out} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
