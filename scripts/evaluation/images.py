"""Where images come from: a folder or a zip, read in place."""

import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol, Self

import cv2
import numpy as np
import numpy.typing as npt

from scripts.evaluation.errors import EvaluationError

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
_SHOWN_NAMES = 5
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,  # its data are damaged
    EOFError,  # or cut off
    RuntimeError,  # it is encrypted, or packed in a way that is not known here
)


class Store(Protocol):
    """Files by name. Safe to read from several threads at once."""

    @property
    def label(self) -> str:
        """Name for messages."""
        ...

    @property
    def own_names(self) -> frozenset[str]:
        """What a csv may call the root, as the folder of all files."""
        ...

    def names(self) -> list[str]:
        """Paths of all files, relative to the root, with forward slashes.

        What a Mac puts beside each file is passed over.
        """
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of one of `names`."""
        ...


class FolderStore:
    """The files below a folder and below the folders that it links to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.label = str(folder)
        self.own_names = frozenset({folder.name, folder.resolve().name})

    def names(self) -> list[str]:
        names = (path.relative_to(self._folder).as_posix() for path in _files(self._folder))
        return [name for name in names if not _is_of_a_mac(name)]

    def read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            reason = error.strerror
            raise EvaluationError(f"{name} cannot be read from {self.label}: {reason}") from error


class ZipStore:
    """The files of a zip; nothing is unpacked to disk."""

    def __init__(self, path: Path) -> None:
        self.label = str(path)
        self.own_names = frozenset({path.stem})
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise EvaluationError(
                f"{path} is neither a folder nor a readable zip: {error}"
            ) from error
        entries = {
            clean_name(info.filename): info for info in self._zip.infolist() if not info.is_dir()
        }
        self._entries = {name: info for name, info in entries.items() if not _is_of_a_mac(name)}
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str) -> bytes:
        try:
            with self._lock:  # all entries share the one file handle and its position
                return self._zip.read(self._entries[name])
        except _UNREADABLE as error:
            raise EvaluationError(f"{name} cannot be read from {self.label}: {error}") from error


def open_store(path: Path) -> Store:
    """Open a folder or a zip. Raises EvaluationError where it is neither."""
    if not path.exists():
        raise EvaluationError(f"{path} does not exist")
    return FolderStore(path) if path.is_dir() else ZipStore(path)


class Pictures(Protocol):
    """Images by name. Safe to read from several threads at once."""

    def read(self, name: str) -> npt.NDArray[np.uint8]:
        """Return one image: uint8 (H, W, 3) BGR. Raises EvaluationError where there is none."""
        ...


class ImageSource:
    """Images by the path that a csv gives.

    A path is relative to the root. Where it is not there, a file whose path ends with it is taken
    if it is the only one, so an extra top-level folder does no harm; and a leading component that
    repeats the name of the folder or of the zip is dropped.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = set(store.names())
        self._by_base: dict[str, list[str]] = {}
        for name in sorted(self._names):
            self._by_base.setdefault(PurePosixPath(name).name, []).append(name)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a folder or a zip. Raises EvaluationError where it is neither."""
        return cls(open_store(path))

    @property
    def label(self) -> str:
        """Name for messages."""
        return self._store.label

    def images(self) -> list[str]:
        """All stored paths that end like those of images, sorted."""
        return [
            name
            for name in sorted(self._names)
            if PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES
        ]

    def require(self, names: Iterable[str]) -> None:
        """Raise EvaluationError naming the first few of `names` that are not there."""
        missing = [name for name in dict.fromkeys(names) if self.find(name) is None]
        if missing:
            shown = ", ".join(missing[:_SHOWN_NAMES])
            more = ", …" if len(missing) > _SHOWN_NAMES else ""
            raise EvaluationError(
                f"{len(missing)} image(s) of the csv are not in {self._store.label} "
                f"(or not under one name only): {shown}{more}"
            )

    def find(self, name: str) -> str | None:
        """Return the stored path that `name` means, or None."""
        wanted = clean_name(name)
        if wanted in self._names:
            return wanted
        found = self._ending_with(wanted)
        top, _, rest = wanted.partition("/")
        if not found and rest and top in self._store.own_names:
            found = [rest] if rest in self._names else self._ending_with(rest)
        return found[0] if len(found) == 1 else None

    def read(self, name: str) -> npt.NDArray[np.uint8]:
        """Decode one image: uint8 (H, W, 3) BGR, turned upright by its EXIF orientation.

        Raises EvaluationError where it is missing or no image.
        """
        self.require([name])
        image = _decode(self._store.read(self.find(name) or name))
        if image is None:
            raise EvaluationError(f"{name} in {self._store.label} is not an image that can be read")
        return image

    def _ending_with(self, name: str) -> list[str]:
        candidates = self._by_base.get(PurePosixPath(name).name, [])
        return [candidate for candidate in candidates if candidate.endswith(f"/{name}")]


def _files(folder: Path, inside: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield all files, and links that lead nowhere; a link to a folder around it is not followed.

    `inside` are the folders around `folder`.
    """
    inside |= {folder.resolve()}
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise EvaluationError(f"{folder} cannot be read: {error.strerror}") from error
    for path in paths:
        if path.is_dir():
            yield from _files(path, inside) if path.resolve() not in inside else ()
        elif path.is_file() or path.is_symlink():
            yield path


def _is_of_a_mac(name: str) -> bool:
    """Whether it is what a Mac knows about a file: ._1.jpg of 1.jpg, in __MACOSX in a zip."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith("._")


def _decode(data: bytes) -> npt.NDArray[np.uint8] | None:
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:  # no bytes at all, or too many pixels
        return None
    return None if image is None else np.asarray(image, np.uint8)


def clean_name(name: str) -> str:
    """Return a path with forward slashes, without a leading ./ or /."""
    return str(PurePosixPath(name.strip().replace("\\", "/"))).lstrip("/")
