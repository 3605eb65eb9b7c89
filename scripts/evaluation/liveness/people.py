"""Whose faces are on the sheets: generated people, and photos from a folder."""

from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np

from models.detections import Detector
from scripts.evaluation.images import ImageSource
from scripts.evaluation.liveness.instruments import Image, Portrait, still
from scripts.generated_faces.expressions import Edit, FaceEditor
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.scene import BLINK

PEOPLE_FROM_SEED: Final = 20_000
"""Far from the seeds of the demo class and of the test photos. Thresholds were chosen with the
people 9001 to 9003."""

_TRUNCATION: Final = 0.8

_FILM: Final[tuple[Edit, ...]] = (
    {"yaw": -1.5},
    {"yaw": -0.5},
    {"yaw": 0.5, "mouth": 3.0},
    BLINK,
    {"yaw": 1.5},
    {"yaw": 0.5, "smile": 3.0},
)
_PICTURES_PER_SECOND: Final = 3.0
_SMALLEST_PX: Final = 60.0


def generated(
    generator: FaceGenerator, editor: FaceEditor, detector: Detector, *, first: int, count: int
) -> Iterator[tuple[Portrait, Portrait]]:
    """Yield for each person a still picture and a film of a second or two, over and over."""
    for seed in range(PEOPLE_FROM_SEED + first, PEOPLE_FROM_SEED + first + count):
        style = generator.person(seed, truncation=_TRUNCATION)
        picture = generator.render(style)
        face = _largest_face(detector, picture)
        if face is None:
            continue
        film = [generator.render(editor.apply(style, edit)) for edit in _FILM]
        yield still(picture, face), Portrait(_play(film), face)


def photographed(
    source: ImageSource, detector: Detector, *, count: int, seed: int
) -> Iterator[Portrait]:
    """Yield photos of real people, whose faces are large enough to be shown again."""
    names = np.random.default_rng(seed).permutation(sorted(source.images()))
    found = 0
    for name in names.tolist():
        if found == count:
            return
        picture = source.read(name)
        face = _largest_face(detector, picture)
        if face is not None and face[2] >= _SMALLEST_PX:
            found += 1
            yield still(picture, face)


def _largest_face(detector: Detector, picture: Image) -> tuple[float, float, float] | None:
    """Middle and width of the largest face, px."""
    boxes = detector.detect(picture).boxes
    if not len(boxes):
        return None
    left, top, right, bottom = max(boxes.tolist(), key=lambda box: box[2] - box[0])
    return (left + right) / 2, (top + bottom) / 2, right - left


def _play(pictures: list[Image]) -> Callable[[float], Image]:
    """Go from picture to picture and back to the first."""

    def at(seconds: float) -> Image:
        position = seconds * _PICTURES_PER_SECOND % len(pictures)
        index, share = int(position), position % 1.0
        after = pictures[(index + 1) % len(pictures)]
        blended = cv2.addWeighted(pictures[index], 1.0 - share, after, share, 0.0)
        return np.asarray(blended, np.uint8)

    return at
