"""Work over many items: on all cores, with a progress bar on stderr."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")
R = TypeVar("R")

BATCH = 64
"""Items a batch: enough for the networks, few enough to hold their crops in memory."""


def with_progress(items: Sequence[T], description: str) -> Iterator[T]:
    """Yield the items behind a bar."""
    console = Console(stderr=True)
    yield from track(items, description=description, total=len(items), console=console)


def batches_on_all_cores(
    function: Callable[[T], R], items: Sequence[T], description: str
) -> Iterator[list[R]]:
    """Apply `function` in threads and yield its results in order, `BATCH` at a time.

    An exception of `function` ends the work.
    """
    starts = list(range(0, len(items), BATCH))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for start in with_progress(starts, description):
            yield list(pool.map(function, items[start : start + BATCH]))
