"""The files of a folder or a zip of one's own: the pictures, and what is none, told by name."""

from pathlib import Path, PurePosixPath

from scripts.emotion.own_faces import LeftOut
from scripts.evaluation.images import IMAGE_SUFFIXES, ImageSource, open_store


def find_pictures(images: Path) -> tuple[ImageSource, list[str], list[LeftOut]]:
    """Return what reads the pictures, their names in order, and the files that are left out.

    Hidden files, which file managers leave behind, are passed over. Raises EvaluationError for
    what is neither a folder nor a zip.
    """
    store = open_store(images)
    source = ImageSource(store)
    pictures, left_out = [], []
    for name in sorted(store.names()):
        path = PurePosixPath(name)
        if path.name.startswith("."):
            continue
        if (shown := _readable(name)) != name:
            left_out.append(LeftOut(shown, "its path is not written in UTF-8; rename it"))
        elif path.suffix.lower() not in IMAGE_SUFFIXES:
            formats = ", ".join(sorted(IMAGE_SUFFIXES))
            left_out.append(LeftOut(name, f"only {formats} are read; save it as one of them"))
        elif source.find(name) != name:
            left_out.append(LeftOut(name, "its path begins with a space or has a \\; rename it"))
        else:
            pictures.append(name)
    return source, pictures, left_out


def _readable(name: str) -> str:
    """Return a path with � for what is not UTF-8, as old disks have it."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
