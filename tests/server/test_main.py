"""`python -m server` as an operator sees it: what it says, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.start import bind_socket
from tests.server.running_server import PROJECT_DIR, running_server

CANNOT_START = 2
INTERRUPTED = 130

# A module that Ctrl-C meets where Python turns KeyboardInterrupt into a RuntimeError.
INTERRUPTED_IN_A_CLASS = """
import os, signal

class Name:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGINT)

class Model:
    name = Name()
"""


@pytest.fixture
def heeding_signals() -> Iterator[None]:
    """Let child processes notice Ctrl-C and a closed terminal, also where the tests run behind
    `nohup` or in a shell's background."""
    interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGHUP, hung_up)


def run_server(
    database: Path, *arguments: str, module: str = "server", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Start a server that is expected to end by itself."""
    environment = {
        **os.environ,
        "HOMEROOM_PORT": "0",
        "HOMEROOM_DATABASE_URL": f"sqlite:///{database}",
        **{f"HOMEROOM_{name}": value for name, value in settings.items()},
    }
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def said_in_one_line(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == CANNOT_START
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("Homeroom cannot start: ")
    return lines[0]


def test_bad_setting_stops_the_start(tmp_path: Path) -> None:
    ended = run_server(tmp_path / "db", DETECTION__MIN_FACE_PX="tiny")

    assert "HOMEROOM_DETECTION__MIN_FACE_PX='tiny'" in said_in_one_line(ended)


def test_port_in_use_stops_the_start(tmp_path: Path) -> None:
    with bind_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        ended = run_server(tmp_path / "db", "--port", str(port))

    assert f"port {port} is in use" in said_in_one_line(ended)


def test_missing_weights_stop_the_start(tmp_path: Path) -> None:
    ended = run_server(tmp_path / "db", WEIGHTS_DIR=str(tmp_path))

    line = said_in_one_line(ended)
    assert "is missing" in line
    assert ".venv/bin/python -m scripts.fetch_models" in line


def test_unusable_database_stops_the_start(tmp_path: Path) -> None:
    database = tmp_path / "db"
    database.write_text("this is no database, whatever its name says" * 100)

    ended = run_server(database, module="tests.server.fake_networks")

    assert str(database) in said_in_one_line(ended)


def test_wrong_database_address_stops_the_start(tmp_path: Path) -> None:
    ended = run_server(tmp_path / "db", module="tests.server.fake_networks", DATABASE_URL="/a.db")

    assert "address cannot be used" in said_in_one_line(ended)


def test_database_in_a_folder_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    ended = run_server(tmp_path / "file" / "db", module="tests.server.fake_networks")

    assert "cannot be" in said_in_one_line(ended)


@pytest.mark.usefixtures("heeding_signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_ends_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    with running_server(tmp_path / "db") as server:
        server.process.send_signal(number)

        assert server.process.wait(timeout=20) == 0


@pytest.mark.usefixtures("heeding_signals")
@pytest.mark.parametrize("module", ["pydantic_settings", "fastapi"])
def test_interruption_while_modules_load_ends_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    (tmp_path / f"{module}.py").write_text(INTERRUPTED_IN_A_CLASS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    ended = run_server(tmp_path / "db")

    assert (ended.returncode, ended.stdout, ended.stderr) == (INTERRUPTED, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="stands in for a full disk")
def test_server_starts_where_what_it_says_cannot_be_written(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "HOMEROOM_PORT": "0",
        "HOMEROOM_DATABASE_URL": f"sqlite:///{tmp_path / 'db'}",
    }
    command = [sys.executable, "-m", "tests.server.fake_networks"]
    with (
        Path("/dev/full").open("w") as full,
        subprocess.Popen(
            command,
            cwd=PROJECT_DIR,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stderr is not None
        said = process.stderr.readline()
        process.terminate()

        assert "is ready: http://localhost:" in said
        assert process.wait(timeout=20) == 0


def test_open_server_says_who_can_connect(tmp_path: Path) -> None:
    with running_server(tmp_path / "db", HOST="0.0.0.0") as server:
        server.terminate()
        assert server.process.stdout is not None
        said = server.process.stdout.read()

    assert "There is no login" in said
    assert "HTTPS" in said


def test_server_imports_no_tensorflow() -> None:
    listing = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import server.app, server.serving"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    imported = set(re.findall(r"\|\s+([\w.]+)$", listing.stderr, re.MULTILINE))
    assert "server.app" in imported
    assert not {"tensorflow", "keras", "mtcnn", "matplotlib"} & imported
