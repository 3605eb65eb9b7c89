"""The real server in a process of its own, with a database of its own, for tests from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PROJECT_DIR = Path(__file__).resolve().parents[2]
DEMO_DIR = PROJECT_DIR / "demo"
DEMO_CLIP = DEMO_DIR / "class.webm"
START_SECONDS = 60.0
STOP_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class RunningServer:
    url: str
    log: Path
    pid: int


@contextmanager
def running_server(
    folder: Path, *, port: int | None = None, **settings: str
) -> Iterator[RunningServer]:
    """Serve until the block ends, on a free port unless one is given.

    `settings` are given without `HOMEROOM_`. Database and log are in `folder`. The server must stop
    in good order, and must not have logged an error.
    """
    port = port or free_port()
    log = folder / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server"],
            cwd=PROJECT_DIR,
            env=_environment(folder, port, settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://localhost:{port}"
            _wait_until_ready(url, process, log)
            yield RunningServer(url, log, process.pid)
            process.send_signal(signal.SIGINT)
            assert process.wait(STOP_SECONDS) == 0, log.read_text()
        finally:
            process.kill()
            process.wait()
    assert " ERROR " not in log.read_text(), log.read_text()


def run_module(*arguments: str) -> str:
    """Run `python -m ARGUMENTS` in the project and return what it printed."""
    result = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _environment(folder: Path, port: int, settings: dict[str, str]) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("HOMEROOM_")
    }
    own = {"PORT": str(port), "DATABASE_URL": f"sqlite:///{folder / 'homeroom.sqlite3'}"}
    return inherited | {f"HOMEROOM_{name}": value for name, value in (own | settings).items()}


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended:\n{log.read_text()}"
        try:
            if httpx.get(f"{url}/api/health/ready", timeout=START_SECONDS).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server was not ready in time:\n{log.read_text()}")
