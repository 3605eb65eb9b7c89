"""What ./scripts/run says before it installs anything."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parents[2]


def run_script(
    name: str, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROJECT_DIR / "scripts" / name, *arguments],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize("script", ["run", "test"])
def test_help_shows_the_usage(script: str) -> None:
    result = run_script(script, "--help")

    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: ./scripts/{script} ")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fast"], "Unknown option: --fast"),
        (["demo"], "Unknown option: demo"),
        (["--port"], "--port needs a value."),
        (["--host"], "--host needs a value."),
        (["--port", "http"], "The port must be a number from 0 to 65535, not 'http'."),
        (["--port", "65536"], "The port must be a number from 0 to 65535, not '65536'."),
        (["--port=-1"], "The port must be a number from 0 to 65535, not '-1'."),
        (["--demo", "--port", "0"], "The demo needs a port that is known beforehand: not 0."),
        (["--port="], "The port must be a number from 0 to 65535, not ''."),
    ],
)
def test_wrong_option_is_named_above_the_usage(arguments: list[str], message: str) -> None:
    result = run_script("run", *arguments)

    assert result.returncode == 2
    assert result.stderr.startswith(f"{message}\n\nUsage: ./scripts/run")
    assert result.stdout == ""


def test_wrong_port_in_the_environment_is_refused() -> None:
    result = run_script("run", environment={"HOMEROOM_PORT": "eight"})

    assert result.returncode == 2
    assert "not 'eight'" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_port_in_use_is_said_at_once(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = run_script("run", "--host", host, "--port", str(port))

    assert result.returncode == 1
    assert f"Port {port} is in use" in result.stderr
    assert "./scripts/run --port" in result.stderr
    assert result.stdout == ""


def test_option_wins_over_the_environment() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        result = run_script("run", "--port", port, environment={"HOMEROOM_PORT": "1"})

    assert f"Port {port} is in use" in result.stderr


def test_scripts_are_valid_for_the_shell() -> None:
    scripts = [*(PROJECT_DIR / "scripts/lib").glob("*.sh"), PROJECT_DIR / ".ci/run"]

    for script in scripts:
        subprocess.run(["bash", "-n", script], check=True)
