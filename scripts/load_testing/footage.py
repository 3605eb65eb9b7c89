"""What the cameras of a load test show: pieces of real clips, or of the demo clip without them."""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.boxes import areas
from models.detections import Detections
from models.runtime import create_runtime
from server.networks import load_detector
from server.start import load_settings

DEMO: Final = Path(__file__).parents[2] / "demo"
WEBCAM_SIZE: Final = (640, 480)
CLASSROOM_SIZE: Final = (1280, 720)
CLASSROOM_FACES: Final = 16
_TILE_SIZE: Final = (320, 180)
_MOST_FRAMES: Final = 100
"""Of a clip: what a camera shows begins anew after it, backwards."""
_JPEG_QUALITY: Final = 80
_LONGEST_FACE_SIDE: Final = 0.42
"""Of a tile's height: a face in it then has some 75 px."""

Image = npt.NDArray[np.uint8]
Find = Callable[[Image], Detections]


def find_footage(data: Path) -> "FootageLibrary":
    """The real clips of a data folder, or the demo clip where they are not there."""
    settings = load_settings()
    runtime = create_runtime("auto", cache_dir=settings.cache_dir)
    detector = load_detector(runtime, settings)
    videos = data / "video"
    return FootageLibrary(videos if videos.is_dir() else None, detector.detect)


class FootageError(Exception):
    """A clip is not there or cannot be read; the message says which."""


@dataclass(frozen=True, slots=True)
class Footage:
    """The pictures of one camera, uint8 (H, W, 3) BGR, all of one size, and where they are from."""

    name: str
    images: tuple[Image, ...]

    def encoded(self) -> tuple[bytes, ...]:
        """Every picture as a webcam's JPEG."""
        return tuple(_encode(image) for image in self.images)

    def from_frame(self, start: int) -> "Footage":
        """The same, begun elsewhere, so that cameras that share it do not show the same."""
        start %= len(self.images)
        return Footage(self.name, self.images[start:] + self.images[:start])


@dataclass(frozen=True, slots=True)
class FootageLibrary:
    """Where clips come from. `videos` is the folder with the real ones, or None: the demo clip.

    `find` finds faces: the pieces are cut where they are.
    """

    videos: Path | None
    find: Find

    @property
    def description(self) -> str:
        """Where the pictures are from, in words."""
        return "the demo clip" if self.videos is None else f"the clips of {self.videos.name}/*.zip"

    def webcams(self, count: int) -> list[Footage]:
        """Cameras of 640x480 with one or two faces each."""
        shows = self._webcam_shows()
        return [
            shows[number % len(shows)].from_frame(17 * (number // len(shows)))
            for number in range(count)
        ]

    def one_face(self) -> Footage:
        """One camera of 640x480 with one face."""
        return self._webcam_shows()[0]

    def classroom(self) -> Footage:
        """One camera of 1280x720 with sixteen faces, each of which moves as in its own clip."""
        if self.videos is None:
            clip = _clip(DEMO / "class.webm")
            tiles = [_around(clip, face, _TILE_SIZE) for face in _faces_of_demo(clip)]
        else:
            tiles = [self._tile(clip) for clip in self._single_faces()]
        shown = [
            tiles[number % len(tiles)].from_frame(23 * (number // len(tiles)))
            for number in range(CLASSROOM_FACES)
        ]
        return _tiled(f"sixteen tiles of {_names(tiles)}", shown, CLASSROOM_SIZE)

    def _webcam_shows(self) -> list[Footage]:
        if self.videos is None:
            clip = _clip(DEMO / "class.webm")
            half = (WEBCAM_SIZE[0] // 2, WEBCAM_SIZE[1] // 2)
            return [
                _resized(_around(clip, face, half), WEBCAM_SIZE) for face in _faces_of_demo(clip)
            ]
        clips = self._single_faces()
        pairs = [_side_by_side(*pair) for pair in list(pairwise(clips))[::2]]
        return [_resized(clip, WEBCAM_SIZE) for clip in clips] + pairs

    def _single_faces(self) -> list[Footage]:
        """The real clips that show one person."""
        assert self.videos is not None
        return _single_faces(self.videos)

    def _tile(self, clip: Footage) -> Footage:
        """A clip, shrunk and cut so that its face fills a tile as it would in a class."""
        found = self.find(clip.images[0])
        if not len(found):
            raise FootageError(f"no face was found in the first picture of {clip.name}")
        face = found.boxes[int(np.argmax(areas(found.boxes)))]
        scale = min(1.0, _LONGEST_FACE_SIDE * _TILE_SIZE[1] / float(face[3] - face[1]))
        height, width = clip.images[0].shape[:2]
        scale = max(scale, _TILE_SIZE[0] / width, _TILE_SIZE[1] / height)
        shrunk = _resized(clip, (round(width * scale), round(height * scale)))
        return _around(shrunk, face * scale, _TILE_SIZE)


@cache
def _single_faces(videos: Path) -> list[Footage]:
    with TemporaryDirectory() as folder:
        for name in ("intel_samples.zip", "webcam_desk.zip"):
            if not (videos / name).is_file():
                raise FootageError(f"{videos / name} is not there")
            _unpack(videos / name, folder)
        paths = sorted(Path(folder).rglob("*.mkv")) + sorted(Path(folder).rglob("*.avi"))
        if not paths:
            raise FootageError(f"the zips in {videos} hold no clip")
        return [_clip(path) for path in paths]


def _unpack(path: Path, folder: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, RuntimeError) as error:  # or with a password
        raise FootageError(f"{path} is no zip that can be read: {error}") from error


def _clip(path: Path) -> Footage:
    """The first pictures of a video, then the same backwards: it can be repeated without a cut."""
    capture = cv2.VideoCapture(str(path))
    images = list(islice(_read(capture), _MOST_FRAMES))
    capture.release()
    if not images:
        raise FootageError(f"{path} is no video that can be read")
    return Footage(path.name, (*images, *images[-2:0:-1]))


def _read(capture: cv2.VideoCapture) -> Iterator[Image]:
    while True:
        there, image = capture.read()
        if not there:
            return
        yield np.asarray(image, np.uint8)


def _faces_of_demo(clip: Footage) -> list[npt.NDArray[np.float32]]:
    """The boxes, float32 (4,) xyxy px, of the people in the first picture of the demo clip."""
    truth = json.loads((DEMO / "truth.json").read_text())
    assert truth["clip"] == clip.name
    return [np.array(face["box"], np.float32) for face in truth["frames"][0]["faces"]]


def _around(clip: Footage, face: npt.NDArray[np.float32], size: tuple[int, int]) -> Footage:
    """A window of `size` (width, height) px with a box, float32 (4,) xyxy px, in its middle."""
    height, width = clip.images[0].shape[:2]
    x, y = (face[:2] + face[2:]) / 2 - np.array(size) / 2
    left = int(np.clip(x, 0, width - size[0]))
    top = int(np.clip(y, 0, height - size[1]))
    window = np.s_[top : top + size[1], left : left + size[0]]
    return Footage(clip.name, tuple(np.ascontiguousarray(image[window]) for image in clip.images))


def _resized(clip: Footage, size: tuple[int, int]) -> Footage:
    height, width = clip.images[0].shape[:2]
    if (width, height) == size:
        return clip
    way = cv2.INTER_AREA if size[0] < width else cv2.INTER_LINEAR
    images = (np.asarray(cv2.resize(image, size, interpolation=way)) for image in clip.images)
    return Footage(clip.name, tuple(images))


def _side_by_side(left: Footage, right: Footage) -> Footage:
    """Two people before one webcam: the middle halves of their clips."""
    width, height = WEBCAM_SIZE[0] // 2, WEBCAM_SIZE[1]
    middle = np.s_[:, width // 2 : width // 2 + width]
    halves = [
        Footage(
            clip.name, tuple(image[middle] for image in _resized(clip, (2 * width, height)).images)
        )
        for clip in (left, right)
    ]
    return _tiled(f"{left.name} beside {right.name}", halves, WEBCAM_SIZE)


def _tiled(name: str, tiles: Sequence[Footage], size: tuple[int, int]) -> Footage:
    """Put clips of one size into rows, each repeated until the longest is over."""
    height, width = tiles[0].images[0].shape[:2]
    across = size[0] // width
    images = []
    for number in range(max(len(tile.images) for tile in tiles)):
        image = np.empty((size[1], size[0], 3), np.uint8)
        for place, tile in enumerate(tiles):
            top, left = place // across * height, place % across * width
            image[top : top + height, left : left + width] = tile.images[number % len(tile.images)]
        images.append(image)
    return Footage(name, tuple(images))


def _names(clips: Sequence[Footage]) -> str:
    return ", ".join(sorted({clip.name for clip in clips}))


def _encode(image: Image) -> bytes:
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    assert done
    return data.tobytes()
