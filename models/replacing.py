"""Files that are written whole or not at all."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path to write to what then takes the place of `path`.

    A reader sees the old file or the new one. After an error, as of a full disk, the old one is
    there and nothing beside it.
    """
    partial = path.with_name(f"partial_{path.name}")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
