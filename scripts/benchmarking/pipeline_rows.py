"""Homeroom's pipeline beside others, on the same frames in the same run, and what it overlooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from models.boxes import overlaps
from scripts.benchmarking.baseline import load_baseline
from scripts.benchmarking.deepface_baseline import HOW_TO_GET, load_deepface
from scripts.benchmarking.rows import Row
from scripts.benchmarking.side_by_side import Pipeline, compare
from scripts.evaluation.networks import Networks
from scripts.load_testing.footage import FootageLibrary
from server.recognition.gallery import LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import FloatArray, Frame, Image

CAMERA_FPS: Final = 25.0
SAME_FACE_OVERLAP: Final = 0.5
_TARGETS: Final = {"one face, 640x480": 50.0, "16 faces, 1280x720": 20.0}


class Homeroom:
    """The product's pipeline as a side of the comparison; its camera takes 25 frames a second."""

    name = "Homeroom"

    def __init__(self, networks: Networks, *, scan_every_frame: bool = False) -> None:
        settings = PipelineSettings.of(networks.settings, networks.embedder.thresholds)
        if scan_every_frame:
            effort = replace(settings.effort, scan_interval_seconds=0.0)
            settings = replace(settings, effort=effort)
        self._pipeline = FramePipeline(
            networks.detector, networks.embedder, networks.emotions, LiveGallery(), settings
        )
        self._frames = 0

    def process(self, image: Image) -> int:
        """Find, name and read the faces of a picture; return how many there are."""
        return len(self.boxes(image))

    def boxes(self, image: Image) -> FloatArray:
        """The same; return where they are, float32 (n, 4) xyxy px."""
        seconds = self._frames / CAMERA_FPS
        self._frames += 1
        faces = self._pipeline.process(Frame(self._frames, image, seconds, seconds)).faces
        return np.stack([face.box for face in faces]) if faces else np.zeros((0, 4), np.float32)


@dataclass(frozen=True, slots=True)
class Others:
    """What Homeroom is compared with, and what must be said of what is not there."""

    pipelines: tuple[Pipeline, ...]
    notes: tuple[str, ...] = ()


def load_others(weights_dir: Path) -> Others:
    """What a user would otherwise take: see baseline.py and deepface_baseline.py."""
    deepface = load_deepface(weights_dir, backend="opencv")
    plain = [load_baseline(weights_dir), load_baseline(weights_dir, called_well=True)]
    if deepface is None:
        return Others(tuple(plain), (HOW_TO_GET,))
    return Others((*plain, deepface))


def compare_pipelines(
    library: FootageLibrary, networks: Networks, others: Sequence[Pipeline], *, seconds: float
) -> Iterator[Row]:
    """Yield frames a second of each, and how many times faster Homeroom is."""
    clips = {"one face, 640x480": library.one_face, "16 faces, 1280x720": library.classroom}
    for name, show in clips.items():
        homeroom = Homeroom(networks)
        speeds = compare([homeroom, *others], show().images, seconds)
        own = speeds[homeroom.name].frames_per_second
        yield Row(f"{name}: Homeroom's pipeline", own, "frames/s")
        for number, other in enumerate(others):
            speed = speeds[other.name]
            ratio = own / speed.frames_per_second
            target = _TARGETS[name] if number == 0 else None
            found = f"{speed.faces:.1f} faces a frame"
            yield Row(f"{name}: {other.name}, {found}", speed.frames_per_second, "frames/s")
            row = f"{name}: Homeroom by {other.name}"
            yield Row(row, ratio, "times", target, at_least=True)


def measure_recall(library: FootageLibrary, networks: Networks, *, frames: int) -> Iterator[Row]:
    """Yield the share of the faces of a scan of every frame that the product finds as well."""
    images = library.classroom().images[:frames]
    often, seldom = Homeroom(networks, scan_every_frame=True), Homeroom(networks)
    found = share_found((often.boxes(image), seldom.boxes(image)) for image in images)
    name = "16 faces, 1280x720: found, of a scan of every frame"
    yield Row(name, found, "share", 0.99, at_least=True)


def share_found(pairs: Iterator[tuple[FloatArray, FloatArray]]) -> float:
    """The share of the first boxes of each pair, float32 (n, 4), that have a second at IoU 0.5."""
    there = again = 0
    for boxes, others in pairs:
        best = overlaps(boxes, others).max(axis=1, initial=0.0)
        there += len(boxes)
        again += int((best >= SAME_FACE_OVERLAP).sum())
    return again / max(there, 1)
