"""Fetch weight files and check them: `python -m scripts.fetch_models [NAMES] [--help]`.

What is there and right already is left alone. A file appears under its name only when it is
complete and checked, so a fetch may be interrupted and run again at any time.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from models.errors import (
    RESTORE_COMMAND,
    ModelError,
    WeightRecordError,
    WeightsDamagedError,
    WeightsMissingError,
)
from models.manifest import MANIFEST_FILE, Manifest, WeightFile, sha256_of
from scripts.conversion.registry import CONVERSIONS
from scripts.printed import plain_console
from scripts.weight_sources import DISK_FULL, DownloadError, Source, default_source
from server.errors import HomeroomError
from server.start import load_settings

IN_REPOSITORY = {
    "trained here": "train it: .venv/bin/python -m scripts.train_emotion, scripts.adapt_sface or "
    "scripts.train_occlusion",
    "made here": "make it: .venv/bin/python -m scripts.make_cohort",
}
"""Sources that are no download, and how to make such a file anew."""

REPOSITORY_WEIGHTS: Final = MANIFEST_FILE.parent / "weights"

_PREFIX: Final = ".fetch-"


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Gets weight files into `weights_dir`. `source_of` finds the downloader of a source.

    Those that are no download are copied from `repository_dir`.
    """

    weights_dir: Path
    progress: Progress
    source_of: Callable[[str], Source] = default_source
    repository_dir: Path = REPOSITORY_WEIGHTS

    def fetch(self, files: list[WeightFile], *, from_file: Path | None = None) -> None:
        """Get the files, one after the other.

        Raises DownloadError for a source that cannot be had, WeightsDamagedError for one that is
        not what the manifest names.
        """
        if from_file is not None and len(files) > 1:
            raise DownloadError(f"--from-file is for one file, {len(files)} are wanted")
        if not files:
            return
        with _folder(self.weights_dir) as folder:
            for entry in files:
                if from_file is not None and entry.is_in_repository and entry.sha256 is None:
                    raise DownloadError(_of_ones_own(entry, self.weights_dir))
                task = self.progress.add_task(entry.file, total=None)
                if entry.is_in_repository and from_file is None:
                    self._copy(entry, folder)
                else:
                    source = from_file or self._download(entry, folder, task)
                    self._install(entry, source, folder)
                size = (self.weights_dir / entry.file).stat().st_size
                self.progress.update(task, total=size, completed=size)

    def _download(self, entry: WeightFile, folder: Path, task: TaskID) -> Path:
        return self.source_of(entry.source).download(
            entry.source,
            folder,
            lambda done, total: self.progress.update(task, completed=done, total=total or None),
        )

    def _copy(self, entry: WeightFile, folder: Path) -> None:
        """Copy what is part of the repository, with its record, into a folder elsewhere."""
        if not _is_right(entry, self.repository_dir):
            raise DownloadError(
                f"{entry.file} was {entry.source} and is part of the repository; get it back with "
                f"`{RESTORE_COMMAND}`, or {IN_REPOSITORY[entry.source]}"
            )
        if self.weights_dir.resolve() == self.repository_dir.resolve():
            return
        source, target = self.repository_dir / entry.file, self.weights_dir / entry.file
        if entry.sha256 is None:
            if target.exists() and sha256_of(target) != sha256_of(source):
                raise DownloadError(
                    f"{target} is another network than the repository's, and stays: copy its own "
                    f"{entry.record(self.weights_dir).name} beside it, or remove it and run this "
                    "again"
                )
            self._place(entry.record(self.repository_dir), entry.record(self.weights_dir), folder)
        self._place(source, target, folder)

    def _place(self, source: Path, target: Path, folder: Path) -> None:
        copied = Path(shutil.copyfile(source, folder / target.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        copied.replace(target)

    def _install(self, entry: WeightFile, source: Path, folder: Path) -> None:
        """Check the source, convert it, check the result, and only then give it its name."""
        if entry.source_sha256 is not None:
            _check(entry, source, entry.source_sha256)
        made = folder / f"{Path(entry.file).name}.made"
        if entry.conversion is None:
            shutil.copyfile(source, made)
        else:
            made.write_bytes(CONVERSIONS[entry.conversion](source))
        target = self.weights_dir / entry.file
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry.sha256 is not None:
            _check(entry, made, entry.sha256)
        else:
            record = {"sha256": sha256_of(made), "source_sha256": sha256_of(source)}
            unfinished = folder / entry.record(self.weights_dir).name
            unfinished.write_text(json.dumps(record, indent=2) + "\n")
            unfinished.replace(entry.record(self.weights_dir))
        made.replace(target)


def _of_ones_own(entry: WeightFile, weights_dir: Path) -> str:
    record = entry.record(weights_dir).name
    return (
        f"--from-file is for downloads, and {entry.file} is none: copy one of your own, and the "
        f"{record} that was written beside it, into {weights_dir}"
    )


def wanted(
    manifest: Manifest, names: list[str], weights_dir: Path, *, force: bool
) -> list[WeightFile]:
    """The files of the named groups (of the default ones without names) that are not right yet."""
    groups = names or manifest.default_groups
    files = [entry for name in groups for entry in manifest.group(name)]
    return [entry for entry in files if force or not _is_right(entry, weights_dir)]


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which networks; the default ones without a name.")
    ] = None,
    weights_dir: Annotated[
        Path | None,
        typer.Option(help="Where the files go; default: the server's HOMEROOM_WEIGHTS_DIR."),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            help="A source file that was downloaded by hand.", exists=True, dir_okay=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Fetch what is there, too.")] = False,
) -> None:
    """Fetch weight files and check their SHA-256."""
    console = Console(stderr=True)
    try:
        folder = weights_dir or load_settings().weights_dir
    except HomeroomError as error:
        raise _refused(str(error)) from error
    try:
        files = wanted(Manifest.read(), names or [], folder, force=force)
        with Progress(
            TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=console
        ) as progress:
            Fetcher(folder, progress).fetch(files, from_file=from_file)
    except (DownloadError, ModelError) as error:
        raise _refused(str(error)) from error
    except OSError as error:
        raise _refused(_explain(error, folder)) from error
    console.print(f"{len(files)} weight files fetched; all are in place.", highlight=False)


def _refused(why: str) -> typer.Exit:
    plain_console(stderr=True).print(f"fetch_models: {why}", style="red")
    return typer.Exit(2)


def _is_right(entry: WeightFile, weights_dir: Path) -> bool:
    try:
        entry.verify(weights_dir)
    except (WeightsMissingError, WeightsDamagedError, WeightRecordError):
        return False
    return True


def _explain(error: OSError, weights_dir: Path) -> str:
    if error.errno in DISK_FULL:
        full = f"{weights_dir} cannot be written: {error.strerror}"
        return f"{full}; free some space, then run this again"
    where = error.filename or weights_dir
    return f"{where} cannot be used: {error.strerror}; check the permissions of file and folder"


def _check(entry: WeightFile, path: Path, expected: str) -> None:
    actual = sha256_of(path)
    if actual != expected:
        raise WeightsDamagedError(path, expected=expected, actual=actual, name=entry.group)


@contextmanager
def _folder(weights_dir: Path) -> Iterator[Path]:
    """A folder for half-done work, on the same disk as the result, gone afterwards."""
    weights_dir.mkdir(parents=True, exist_ok=True)
    with (
        _among_fetches(weights_dir),
        tempfile.TemporaryDirectory(prefix=_PREFIX, dir=weights_dir) as name,
    ):
        yield Path(name)


@contextmanager
def _among_fetches(weights_dir: Path) -> Iterator[None]:
    """Be one of the fetches that run; the only one removes what killed ones have left.

    Each holds a shared lock on the folder, so whoever gets it alone knows that no other runs.
    Where the file system knows no locks, nothing is removed.
    """
    descriptor = os.open(weights_dir, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for abandoned in weights_dir.glob(f"{_PREFIX}*"):
                shutil.rmtree(abandoned, ignore_errors=True)
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    typer.run(main)
