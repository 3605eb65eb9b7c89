"""A real server in a process of its own, on a free port."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

PROJECT_DIR = Path(__file__).resolve().parents[2]
READY = re.compile(r"is ready: http://localhost:(\d+)")


@dataclass(frozen=True)
class RunningServer:
    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def live_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/live"

    def watch_url(self, class_session_id: int) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/watch/{class_session_id}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=10)

    def enroll(self, name: str, picture: bytes) -> int:
        """Create a student with one photo and return the id."""
        with self.client() as client:
            created = client.post("/api/students", json={"name": name})
            student_id = int(created.raise_for_status().json()["id"])
            photo = ("images", ("photo.jpg", picture, "image/jpeg"))
            client.post(f"/api/students/{student_id}/faces", files=[photo]).raise_for_status()
        return student_id

    def start_class_session(self) -> int:
        with self.client() as client:
            started = client.post("/api/class-sessions", json={"name": "Lesson"})
            return int(started.raise_for_status().json()["id"])

    def end_class_session(self, class_session_id: int) -> None:
        with self.client() as client:
            client.post(f"/api/class-sessions/{class_session_id}/end").raise_for_status()

    def terminate(self) -> int:
        """Ask it to stop and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


@contextlib.contextmanager
def running_server(
    database: Path, *, module: str = "tests.server.fake_networks", **settings: str
) -> Iterator[RunningServer]:
    """Serve until the block ends, with fake networks unless `module` is "server".

    `settings` are environment variables without HOMEROOM_.
    """
    environment = {
        **os.environ,
        "HOMEROOM_PORT": "0",
        "HOMEROOM_DATABASE_URL": f"sqlite:///{database}",
        **{f"HOMEROOM_{name}": value for name, value in settings.items()},
    }
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=PROJECT_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            first_line = process.stdout.readline()
            ready = READY.search(first_line)
            assert ready is not None, f"the server did not start: {first_line!r}"
            yield RunningServer(process, int(ready.group(1)))
        finally:
            process.kill()
