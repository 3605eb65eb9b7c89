"""A server of its own for a measurement: an empty database, a free port, gone at the end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final, NoReturn

from rich.console import Console

from scripts.people import enroll_people, find_people
from scripts.school_client import SchoolClient

PROJECT: Final = Path(__file__).parents[2]
STUDENTS: Final = PROJECT / "demo" / "students"
_READY: Final = "is ready: "
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 20.0


class LocalServerError(Exception):
    """The server did not start; the message says what it said."""


@dataclass(frozen=True, slots=True)
class LocalServer:
    """Where it is, and how long it took from the command to being ready, in seconds."""

    url: str
    start_seconds: float


@contextmanager
def local_server(*, students: bool = True, **settings: str) -> Iterator[LocalServer]:
    """Serve until the block ends, with the operator's own settings but for database and port.

    `settings` are given without `HOMEROOM_`. With `students` the demo class is enrolled. A SIGTERM
    ends the server as well. Raises LocalServerError.
    """
    with _exit_on_sigterm(), TemporaryDirectory(prefix="homeroom-") as folder:
        own = {"PORT": "0", "DATABASE_URL": f"sqlite:///{Path(folder) / 'homeroom.sqlite3'}"}
        environment = {f"HOMEROOM_{name}": value for name, value in (own | settings).items()}
        log = Path(folder) / "server.log"
        started = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-u", "-m", "server"],
                cwd=PROJECT,
                env=os.environ | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            url = _wait_until_ready(process, log)
            server = LocalServer(url, time.monotonic() - started)
            if students:
                _enroll(url)
            yield server
        finally:
            _stop(process)


@contextmanager
def _exit_on_sigterm() -> Iterator[None]:
    """Let a SIGTERM end the program as an exit does, so that it cleans up after itself."""

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        signal.signal(number, signal.SIG_IGN)  # a second one would cut the cleaning up short
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> str:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        for line in log.read_text().splitlines():
            if _READY in line:
                return line.partition(_READY)[2].strip().replace("localhost", "127.0.0.1")
        if process.poll() is not None:
            raise LocalServerError(f"the server ended at once: {log.read_text().strip()}")
        time.sleep(0.02)
    raise LocalServerError(f"the server was not ready after {_START_SECONDS:.0f} s")


def _enroll(url: str) -> None:
    with SchoolClient(url) as school:
        enroll_people(school, find_people(STUDENTS), console=Console(quiet=True))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
