"""The files of a folder or a zip of one's own: the pictures, and what is none, told by name."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from scripts.emotion.own_faces import LeftOut
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.images import IMAGE_SUFFIXES, FolderStore, ImageSource, ZipStore


def find_pictures(images: Path) -> tuple[ImageSource, list[str], list[LeftOut]]:
    """Return what reads the pictures, their names in order, and the files that are left out.

    Hidden files, which file managers leave behind, are passed over. Raises EvaluationError for
    what is neither a folder nor a zip.
    """
    store = _LinkedFolder(images) if images.is_dir() else ZipStore(images)
    source = ImageSource(store)
    pictures, left_out = [], []
    for name in sorted(store.names()):
        path = PurePosixPath(name)
        if path.name.startswith("."):
            continue
        if path.suffix.lower() not in IMAGE_SUFFIXES:
            formats = ", ".join(sorted(IMAGE_SUFFIXES))
            left_out.append(LeftOut(name, f"only {formats} are read; save it as one of them"))
        elif source.find(name) != name:
            left_out.append(LeftOut(name, "its path begins with a space or has a \\; rename it"))
        else:
            pictures.append(name)
    return source, pictures, left_out


class _LinkedFolder(FolderStore):
    """The files below a folder and below the folders that it links to."""

    def names(self) -> list[str]:
        return [path.relative_to(self._folder).as_posix() for path in _files(self._folder)]


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
