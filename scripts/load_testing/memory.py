"""Reads a server's memory while cameras run, and keeps a log of it."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from prometheus_client.parser import text_string_to_metric_families

_READ_EVERY_SECONDS: Final = 2.0
_LOG_EVERY_SECONDS: Final = 10.0
_LOGGED: Final = ("homeroom_frames_received_total", "homeroom_frames_done_total")
_MEMORY: Final = "process_resident_memory_bytes"


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds since the start, the server's memory in MB (10^6 bytes), frames so far."""

    seconds: float
    memory_mb: float
    received: int
    done: int


class MemoryLog:
    """All readings; with a `path` a line of text every ten seconds, too.

    A file that cannot be begun raises OSError. One that fails later is said once on stderr, and
    the readings go on without it.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._readings: list[Reading] = []
        self._logged_at = float("-inf")
        if path is not None:
            path.write_text("seconds  memory_mb  frames_received  frames_done\n")

    def add(self, reading: Reading) -> None:
        """Take in a reading."""
        self._readings.append(reading)
        if self._path is None or reading.seconds - self._logged_at < _LOG_EVERY_SECONDS:
            return
        self._logged_at = reading.seconds
        try:
            with self._path.open("a") as file:
                file.write(
                    f"{reading.seconds:7.0f}  {reading.memory_mb:9.1f}"
                    f"  {reading.received:15d}  {reading.done:11d}\n"
                )
        except OSError as error:
            print(f"note: the log ends here: {error}", file=sys.stderr)
            self._path = None

    def after(self, seconds: float) -> list[float]:
        """The memory read from then on, MB, in order."""
        return [one.memory_mb for one in self._readings if one.seconds >= seconds]


@asynccontextmanager
async def watch_memory(url: str, log: MemoryLog) -> AsyncIterator[None]:
    """Read a server's /metrics as long as the block runs; a server without memory in it is fine."""
    task = asyncio.create_task(_watch(url, log))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(url: str, log: MemoryLog) -> None:
    start = time.monotonic()
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        while True:
            with suppress(httpx.HTTPError, ValueError):  # another program's are no metrics
                figures = _figures((await http.get("/metrics")).text)
                if figures.keys() >= {_MEMORY, *_LOGGED}:
                    received, done = (int(figures[name]) for name in _LOGGED)
                    seconds = time.monotonic() - start
                    log.add(Reading(seconds, figures[_MEMORY] / 1e6, received, done))
            await asyncio.sleep(_READ_EVERY_SECONDS)


def _figures(text: str) -> dict[str, float]:
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.labels
    }
