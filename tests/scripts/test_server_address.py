"""`--server` of the command-line programs, and what answers there."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
import typer
from hypothesis import assume, given
from hypothesis import strategies as st
from websockets.uri import parse_uri

from scripts.server_address import server_address
from tests.server.fake_networks import make_picture
from tests.server.running_server import PROJECT_DIR


class AnotherProgram(BaseHTTPRequestHandler):
    """Has a page for everything."""

    def do_GET(self) -> None:
        page = b"<title>another program</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture
def another_program() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), AnotherProgram) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"scripts.{module}", *arguments],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://School.example/", "https://School.example"),
        ("localhost:8000", "http://localhost:8000"),
        (" 127.0.0.1:8471 ", "http://127.0.0.1:8471"),
        ("[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_address_is_what_was_meant(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://",
        "ftp://localhost:8000",
        "http://127.0.0.1:x",
        "http://127.0.0.1:99999",
        "http://[::1",
        "http:/localhost:8000",
        "http://localhost:8000/students",
        "http://localhost :8000",
        "localhost /",
        f"http://{'a' * 70}",
    ],
)
def test_address_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"write http://HOST:PORT"):
        server_address(typed)


@given(st.text() | st.from_regex(r"(https?://)?[a-z0-9.:\[\]%/ ]+", fullmatch=True))
def test_address_that_is_taken_is_understood_by_both_clients(typed: str) -> None:
    try:
        address = server_address(typed)
    except typer.BadParameter:
        assume(False)

    assert server_address(address) == address
    assert httpx.URL(address).host
    assume("@" not in address)
    assert parse_uri(address.replace("http", "ws", 1)).host


@pytest.mark.parametrize("module", ["stream", "enroll_demo", "load_test"])
def test_program_refuses_an_address_that_is_none(module: str, tmp_path: Path) -> None:
    source = [tmp_path] if module == "stream" else []

    ran = run(module, *source, "--server", "http://127.0.0.1:x")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--server" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("enrolling", [False, True])
def test_another_program_on_the_port_is_one_line(
    enrolling: bool, another_program: str, tmp_path: Path
) -> None:
    (tmp_path / "people" / "Ada").mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "people" / "Ada"):
        (folder / "1.jpg").write_bytes(make_picture())
    enroll = ["--enroll", str(tmp_path / "people")] if enrolling else []

    ran = run("stream", tmp_path, "--server", another_program.removeprefix("http://"), *enroll)

    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith(f"Cannot stream: {another_program} does not answer like Homeroom")
    assert ran.stdout.count("\n") == 1
