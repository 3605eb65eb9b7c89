"""What ./scripts/run says before it installs anything."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url

PROJECT_DIR = Path(__file__).resolve().parents[2]


def run_script(
    name: str,
    *arguments: str,
    environment: dict[str, str] | None = None,
    checkout: Path = PROJECT_DIR,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts" / name, *arguments],
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


def test_demo_enrols_at_the_address_that_its_server_listens_on(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)

    for host, reached in [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("fe80::1", "[fe80::1]"),
    ]:
        said = run_script("run", "--demo", "--port", "9", "--host", host, checkout=checkout).stdout

        assert f"-m scripts.enroll_demo --server http://{reached}:9 --beside" in said


def test_port_with_zeros_before_it_is_taken_as_the_number(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)

    said = run_script("run", "--demo", "--port", "0009", checkout=checkout).stdout

    assert "--server http://127.0.0.1:9 " in said


def test_demo_keeps_its_database_in_its_folder_whatever_that_is_called(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "50%20 off?")

    said = run_script("run", "--demo", "--port", "9", checkout=checkout).stdout

    (server,) = [line for line in said.splitlines() if line.endswith("-m server")]
    address = make_url(server.removesuffix(" -m server"))
    assert checkout / str(address.database) == checkout / "var/demo.sqlite3"


def test_demo_says_that_it_keeps_to_its_own_database(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    own = {"HOMEROOM_DATABASE_URL": "sqlite:///school.sqlite3"}

    said = run_script(
        "run", "--demo", "--port", "9", environment=own, checkout=checkout
    ).stdout.splitlines()

    assert "     the demo keeps to var/demo.sqlite3; HOMEROOM_DATABASE_URL is not used" in said
    assert "sqlite:///var/demo.sqlite3 -m server" in said


def test_school_is_served_without_the_demo_to_this_computer_only(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    say_settings(checkout, "HOST", "PORT", "DEMO_CLIP")

    said = run_script("run", "--port", "9", checkout=checkout).stdout

    assert said.splitlines()[-1] == "127.0.0.1 9  -m server"
    assert "enroll_demo" not in said


def test_demo_offers_its_film(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    say_settings(checkout, "DEMO_CLIP")

    said = run_script("run", "--demo", "--port=9", checkout=checkout).stdout

    assert f"{checkout}/demo/class.webm -m server" in said.splitlines()


def test_second_start_has_nothing_to_set_up(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)

    first, second = (run_script("run", "--port", "9", checkout=checkout).stdout for _ in range(2))

    assert "installing requirements.txt" in first
    assert "-m scripts.fetch_models" in first
    assert "installing" not in second
    assert "fetch_models" not in second


def test_weights_that_cannot_be_fetched_end_the_start(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    python = checkout / ".venv/bin/python"
    python.write_text('#!/bin/sh\ncase "$*" in *fetch_models) exit 2 ;; esac\necho "$*"\n')

    result = run_script("run", "--port", "9", checkout=checkout)

    assert result.returncode == 1
    assert "The weight files are not complete" in result.stderr
    assert "-m server" not in result.stdout


def say_settings(checkout: Path, *names: str) -> None:
    """Let the Python of a checkout print these settings before its arguments."""
    settings = " ".join(f"$HOMEROOM_{name}" for name in names)
    (checkout / ".venv/bin/python").write_text(f'#!/bin/sh\necho "{settings} $*"\n')


def make_checkout(folder: Path) -> Path:
    """A checkout that is set up, with a Python that only prints its arguments."""
    shutil.copytree(PROJECT_DIR / "scripts/lib", folder / "scripts/lib")
    shutil.copy(PROJECT_DIR / "scripts/run", folder / "scripts/run")
    for name in (".venv/bin", "models", "frontend/dist"):
        (folder / name).mkdir(parents=True)
    (folder / "models/manifest.toml").touch()
    (folder / "frontend/dist/index.html").touch()
    for name in ("constraints.txt", "requirements.txt"):
        (folder / name).touch()
    python = folder / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho "$HOMEROOM_DATABASE_URL $*"\n')
    python.chmod(0o755)
    stamp = ". scripts/lib/say.sh; . scripts/lib/page.sh; page_fingerprint >frontend/dist/.built"
    subprocess.run(["bash", "-c", stamp], cwd=folder, check=True)
    return folder


def test_scripts_are_valid_for_the_shell() -> None:
    scripts = [*(PROJECT_DIR / "scripts/lib").glob("*.sh"), PROJECT_DIR / ".ci/run"]

    for script in scripts:
        subprocess.run(["bash", "-n", script], check=True)
