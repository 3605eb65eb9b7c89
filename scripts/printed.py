"""Text that a program prints as it is, or writes to the file of its `--out`."""

import sys
from pathlib import Path

import typer
from rich.console import Console


def plain_console(*, stderr: bool = False) -> Console:
    """A console for what holds names, paths and addresses: nothing in them is taken for markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


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
