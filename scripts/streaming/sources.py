"""Where frames come from: a video file, a folder of images, or a camera."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

IMAGE_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
FOLDER_FPS: Final = 10.0
CAMERA_FPS: Final = 30.0
USUAL_FPS: Final = 25.0
"""Taken where a video does not say."""
MOST_FPS: Final = 240.0
JPEG_QUALITY: Final = 90


class SourceError(Exception):
    """The source cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture and its time in the source, in seconds from the start."""

    data: bytes
    seconds: float


class VideoSource:
    """A video file: every frame, or with `fps` those of fewer frames per second."""

    live = False

    def __init__(self, path: Path, *, fps: float | None = None) -> None:
        self._capture = cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            raise SourceError(f"{path} is no video that can be read")
        own = float(self._capture.get(cv2.CAP_PROP_FPS))
        self._own_fps = own if 0 < own <= MOST_FPS else USUAL_FPS
        self.fps = min(fps or self._own_fps, self._own_fps)

    def pictures(self) -> Iterator[Picture]:
        wanted_at = 0.0
        for index, image in enumerate(_read_all(self._capture)):
            seconds = index / self._own_fps
            if seconds + 1e-9 >= wanted_at:
                wanted_at += 1 / self.fps
                yield Picture(_encode(image), seconds)


class FolderSource:
    """The images of a folder in the order of their names, as if a camera had taken them."""

    live = False

    def __init__(self, folder: Path, *, fps: float | None = None) -> None:
        self._paths = _images_of(folder)
        if not self._paths:
            raise SourceError(f"there is no image in {folder}")
        self.fps = fps or FOLDER_FPS

    def pictures(self) -> Iterator[Picture]:
        for index, path in enumerate(self._paths):
            yield Picture(_as_sent(path), index / self.fps)


class CameraSource:
    """A camera of this machine, by its number."""

    live = True

    def __init__(self, number: int, *, fps: float | None = None) -> None:
        self._capture = cv2.VideoCapture(number)
        if not self._capture.isOpened():
            raise SourceError(f"camera {number} cannot be opened; is another program using it?")
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # an old picture is of no use
        self.fps = fps or CAMERA_FPS

    def pictures(self) -> Iterator[Picture]:
        started = time.monotonic()
        wanted_at = 0.0
        for image in _read_all(self._capture):
            seconds = time.monotonic() - started
            if seconds >= wanted_at:
                wanted_at = max(wanted_at + 1 / self.fps, seconds)  # no catching up
                yield Picture(_encode(image), seconds)


Source = VideoSource | FolderSource | CameraSource


def open_source(source: str, *, fps: float | None = None) -> Source:
    """Open what the command line names. Raises SourceError."""
    path = Path(source)
    if source.isdecimal() and not path.exists():
        return CameraSource(int(source), fps=fps)
    if path.is_dir():
        return FolderSource(path, fps=fps)
    if not path.is_file():
        raise SourceError(f"{source} is no video file, no folder of images and no camera number")
    return VideoSource(path, fps=fps)


def _read_all(capture: cv2.VideoCapture) -> Iterator[npt.NDArray[np.uint8]]:
    try:
        while True:
            there, image = capture.read()
            if not there:
                return
            yield np.asarray(image, np.uint8)
    finally:
        capture.release()


def _images_of(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in IMAGE_SUFFIXES and path.is_file()
        )
    except OSError as error:
        raise SourceError(f"{folder} cannot be read: {error.strerror}") from error


def _as_sent(path: Path) -> bytes:
    """The file as it is where the server can read it, else encoded anew.

    A damaged one goes as it is, too: the server says so, and the next picture follows.
    """
    image = cv2.imread(str(path)) if path.suffix.lower() == ".bmp" else None
    if image is not None:
        return _encode(np.asarray(image, np.uint8))
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def _encode(image: npt.NDArray[np.uint8]) -> bytes:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()
