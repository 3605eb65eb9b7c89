"""A server of its own for a measurement, when the program that started it is ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scripts.load_testing.local_server import local_server

PROJECT_DIR = Path(__file__).resolve().parents[3]
SERVE = """
import signal
from scripts.load_testing.local_server import local_server
with local_server(students=False) as server:
    print(server.url, flush=True)
    signal.pause()
"""


def test_sigterm_ends_the_server_and_removes_its_folder(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=PROJECT_DIR,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert httpx.get(f"{url}/api/health/live", trust_env=False).is_success
        process.terminate()
        assert process.wait(timeout=30) == 128 + signal.SIGTERM

    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)
    assert list(tmp_path.glob("homeroom-*")) == []


def test_handler_of_sigterm_is_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with local_server(students=False):
        assert signal.getsignal(signal.SIGTERM) != before

    assert signal.getsignal(signal.SIGTERM) == before
