"""Which weight files there are, where they come from and what their bytes must be."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from models.errors import (
    ManifestError,
    WeightRecordError,
    WeightsDamagedError,
    WeightsMissingError,
    WeightsUnreadableError,
)

MANIFEST_FILE: Final = Path(__file__).with_name("manifest.toml")
_FIELDS: Final = {
    "group", "file", "source", "licence", "default",
    "source_sha256", "conversion", "sha256", "input", "output",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One weight file.

    `group` is the name under which it is fetched and loaded, together with the others of its
    network. `source` is `pypi:PACKAGE==VERSION#PATH` (a file inside a wheel), an https address, or
    `trained here` or `made here`, which are part of the repository. `conversion` names what turns
    the source into `file`, None copies it. `sha256` is that of `file`; None where it is recorded
    beside the file when that is made.
    """

    group: str
    file: str
    source: str
    licence: str
    default: bool
    source_sha256: str | None = None
    conversion: str | None = None
    sha256: str | None = None
    input: str = ""
    output: str = ""

    @property
    def is_in_repository(self) -> bool:
        return self.source in {"trained here", "made here"}

    def record(self, weights_dir: Path) -> Path:
        """Where the SHA-256 of a file is recorded whose bytes the manifest cannot know."""
        return (weights_dir / self.file).with_suffix(".json")

    def expected_sha256(self, weights_dir: Path) -> str:
        """The SHA-256 that the file must have.

        Raises WeightsMissingError without a record, else WeightsUnreadableError or
        WeightRecordError.
        """
        if self.sha256 is not None:
            return self.sha256
        record = self.record(weights_dir)
        with readable(record):
            if not record.is_file():
                raise WeightsMissingError(record, name=self.group)
            text = record.read_text(errors="replace")
        try:
            return str(json.loads(text)["sha256"])
        except (ValueError, KeyError, TypeError) as error:
            raise WeightRecordError(
                record, name=self.group, in_repository=self.is_in_repository
            ) from error

    def verify(self, weights_dir: Path) -> str:
        """Check the file's bytes and return their SHA-256.

        Raises WeightsMissingError, WeightsDamagedError or WeightRecordError, which say how to fetch
        the file, or WeightsUnreadableError.
        """
        path = weights_dir / self.file
        with readable(path):
            if not path.is_file():
                raise WeightsMissingError(path, name=self.group)
            actual = sha256_of(path)
        expected = self.expected_sha256(weights_dir)
        if actual != expected:
            raise WeightsDamagedError(path, expected=expected, actual=actual, name=self.group)
        return actual


@dataclass(frozen=True, slots=True)
class Manifest:
    """All weight files, in the order of the manifest."""

    files: tuple[WeightFile, ...]

    @classmethod
    def read(cls, path: Path = MANIFEST_FILE) -> Self:
        """Read a manifest. Raises ManifestError when it contradicts itself."""
        with path.open("rb") as file:
            entries: list[dict[str, Any]] = tomllib.load(file)["weights"]
        for entry in entries:
            if unknown := entry.keys() - _FIELDS:
                raise ManifestError(f"{path}: {entry.get('file')} has unknown keys {unknown}")
        files = tuple(WeightFile(**entry) for entry in entries)
        if len({entry.file for entry in files}) != len(files):
            raise ManifestError(f"{path}: two entries make the same file")
        return cls(files)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.group for entry in self.files))

    @property
    def default_groups(self) -> tuple[str, ...]:
        """What a server with default settings needs."""
        return tuple(dict.fromkeys(entry.group for entry in self.files if entry.default))

    def group(self, name: str) -> tuple[WeightFile, ...]:
        """The files of one network. Raises ManifestError for a name that is not there."""
        files = tuple(entry for entry in self.files if entry.group == name)
        if not files:
            raise ManifestError(
                f"there are no weights named {name!r}; there are {', '.join(self.groups)}"
            )
        return files


def verified_group(name: str, weights_dir: Path) -> tuple[tuple[Path, ...], str]:
    """Check all files of a network; return their paths and one SHA-256 that identifies them.

    For a single file that is its own SHA-256, for several the SHA-256 of theirs, joined.
    """
    files = Manifest.read().group(name)
    hashes = [entry.verify(weights_dir) for entry in files]
    paths = tuple(weights_dir / entry.file for entry in files)
    if len(hashes) == 1:
        return paths, hashes[0]
    return paths, hashlib.sha256("".join(hashes).encode()).hexdigest()


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raise WeightsUnreadableError where the block fails to read this weight file."""
    try:
        yield
    except OSError as error:
        raise WeightsUnreadableError(path, why=error.strerror or str(error)) from error


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
