"""The steps that ./scripts/run and ./scripts/test share, each alone in a folder of its own."""

import shlex
import subprocess
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / "scripts" / "lib"
SOURCES = [LIBRARY / f"{name}.sh" for name in ("say", "python", "networks", "page")]
WITH_NPM = "PATH=$PWD/bin:$PATH;"


def run_step(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    parts = " ".join(f". {shlex.quote(str(source))};" for source in SOURCES)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{parts} {command}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ("OSError: [Errno 28] No space left on device", "Installing failed: the disk is full."),
        ("npm error code ENOSPC", "Installing failed: the disk is full."),
        ("npm error code EAI_AGAIN", "Installing failed: the package registry cannot be reached."),
        (
            "Max retries exceeded with url: /simple/numpy/",
            "Installing failed: the package registry cannot be reached.",
        ),
        ("SyntaxError: what is this", "Installing failed; the last lines are above."),
    ],
)
def test_failure_names_its_cause(tmp_path: Path, log: str, message: str) -> None:
    (tmp_path / "setup.log").write_text(f"Collecting numpy\n{log}\n")

    result = run_step(tmp_path, "fail_from_log Installing setup.log")

    assert result.returncode == 1
    assert message in result.stderr


def test_step_that_is_logged_fails_as_it_does(tmp_path: Path) -> None:
    result = run_step(tmp_path, "run_logged setup.log sh -c 'echo why; exit 3'")

    assert result.returncode == 3
    assert (tmp_path / "setup.log").read_text() == "why\n"


def test_cause_that_was_overcome_is_not_blamed(tmp_path: Path) -> None:
    lines = ["WARNING: Read timed out, trying again", *(f"Collecting {n}" for n in range(50))]
    (tmp_path / "setup.log").write_text("\n".join([*lines, "SyntaxError: what is this"]))

    result = run_step(tmp_path, "fail_from_log Installing setup.log")

    assert "the last lines are above" in result.stderr


def test_no_fitting_python_says_how_to_get_one(tmp_path: Path) -> None:
    result = run_step(tmp_path, "PYTHON_NAMES='python2.9 python3.9'; find_python")

    assert result.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in result.stderr
    assert "apt-get install" in result.stderr


def test_machine_without_packages_is_said(tmp_path: Path) -> None:
    result = run_step(tmp_path, "check_machine 'Darwin x86_64'")

    assert result.returncode == 1
    assert "Apple silicon" in result.stderr
    for machine in ("Linux x86_64", "Linux aarch64", "Darwin arm64"):
        assert run_step(tmp_path, f"check_machine '{machine}'").returncode == 0


def test_too_little_space_says_how_much_is_needed(tmp_path: Path) -> None:
    result = run_step(tmp_path, "NEEDED_GB=1000000; check_disk")

    assert result.returncode == 1
    assert "1000000 GB are needed" in result.stderr


def test_half_installed_package_is_forgotten(tmp_path: Path) -> None:
    packages = tmp_path / ".venv/lib/python3.11/site-packages"
    for name in ("whole-1.0.dist-info", "half-1.0.dist-info"):
        (packages / name).mkdir(parents=True)
        (packages / name / "METADATA").touch()
    (packages / "whole-1.0.dist-info/INSTALLER").write_text("pip\n")

    result = run_step(tmp_path, "forget_half_installed")

    assert result.returncode == 0
    assert [path.name for path in packages.iterdir()] == ["whole-1.0.dist-info"]


def test_page_is_built_again_when_a_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "frontend/src/main.tsx"
    source.parent.mkdir(parents=True)
    source.write_text("one")
    before = run_step(tmp_path, "page_fingerprint").stdout
    (tmp_path / "frontend/dist").mkdir()
    (tmp_path / "frontend/dist/index.html").write_text("built")
    unchanged = run_step(tmp_path, "page_fingerprint").stdout
    source.write_text("two")

    changed = run_step(tmp_path, "page_fingerprint").stdout

    assert before == unchanged != changed


def test_page_is_built_with_all_packages_whatever_npm_is_set_to(tmp_path: Path) -> None:
    make_npm(tmp_path)

    result = run_step(tmp_path, f"{WITH_NPM} install_page_packages")

    assert result.returncode == 0, result.stderr
    assert "ci --include=dev" in (tmp_path / "asked").read_text()


def test_packages_without_those_that_build_the_page_are_installed_again(tmp_path: Path) -> None:
    make_npm(tmp_path)
    run_step(tmp_path, f"{WITH_NPM} install_page_packages; install_page_packages")
    assert (tmp_path / "asked").read_text().count("ci ") == 1
    (tmp_path / "frontend/node_modules/.bin/tsc").unlink()

    run_step(tmp_path, f"{WITH_NPM} install_page_packages")

    assert (tmp_path / "asked").read_text().count("ci ") == 2


def make_npm(folder: Path) -> None:
    """A page without packages, and an npm that notes what it is asked and installs a little."""
    for name in ("bin", "frontend"):
        (folder / name).mkdir()
    for name in ("package.json", "package-lock.json"):
        (folder / "frontend" / name).touch()
    npm = 'echo "$*" >>../asked; mkdir -p node_modules/.bin; touch node_modules/.bin/tsc'
    for name, content in [("npm", npm), ("node", "exit 0")]:
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{content}\n")
        (folder / "bin" / name).chmod(0o755)


def test_weights_are_checked_again_when_the_server_reads_another_folder(tmp_path: Path) -> None:
    (tmp_path / "models/weights").mkdir(parents=True)
    (tmp_path / "models/manifest.toml").touch()
    (tmp_path / "models/weights/occlusion.npz").touch()

    before = run_step(tmp_path, "weights_fingerprint").stdout
    after = run_step(
        tmp_path, "export HOMEROOM_WEIGHTS_DIR=elsewhere/weights; weights_fingerprint"
    ).stdout

    assert before
    assert after
    assert before != after


def test_weights_are_checked_again_when_one_is_cut_off(tmp_path: Path) -> None:
    weights = tmp_path / "models/weights/sface_webcam.onnx"
    weights.parent.mkdir(parents=True)
    (tmp_path / "models/manifest.toml").touch()
    weights.write_bytes(b"weights")
    before = run_step(tmp_path, "weights_fingerprint").stdout
    weights.write_bytes(b"wei")

    after = run_step(tmp_path, "weights_fingerprint").stdout

    assert before
    assert before != after
