"""What the emotion network says of each face of a clip, frame by frame, before any smoothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.emotion import EmotionClassifier
from scripts.evaluation.clip import Clip
from scripts.evaluation.networks import Networks
from scripts.generated_faces.truth import TrueFace, TrueFrame
from server.recognition.gallery import LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import FaceResult, FloatArray, Image


@dataclass(frozen=True, slots=True)
class Reading:
    """One face of one frame. `logits` is float32 (6,), `clarity` 0..1.

    `acted` is the expression that the face truly has, or None where that is not known, or where it
    is changing.
    """

    seconds: float
    logits: FloatArray
    clarity: float
    acted: str | None = None


Readings = list[Reading]
"""Of one track, in order of time."""


class _Listening:
    """The emotion network, with what it said last."""

    def __init__(self, network: EmotionClassifier) -> None:
        self._network = network
        self.said = np.zeros((0, 6), np.float32)

    def crop(self, image: Image, landmarks: FloatArray) -> npt.NDArray[np.uint8]:
        return self._network.crop(image, landmarks)

    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        self.said = self._network.logits(crops)
        return self.said


def read_clip(path: Path, networks: Networks, truth: Sequence[TrueFrame] = ()) -> list[Readings]:
    """Let the product's pipeline read every frame, and return the readings of each track."""
    network = _Listening(networks.emotions)
    settings = PipelineSettings.of(networks.settings, networks.embedder.thresholds)
    settings = replace(settings, effort=replace(settings.effort, emotion_interval_seconds=0.0))
    pipeline = FramePipeline(networks.detector, networks.embedder, network, LiveGallery(), settings)
    tracks: defaultdict[int, Readings] = defaultdict(list)
    frames = [frame.frame for frame in truth]
    with Clip(path) as clip:
        for frame in clip.frames():
            faces = pipeline.process(frame).faces
            there = _truth_at(frame.frame_id, frames, truth)
            for face, logits in zip(faces, network.said, strict=True):
                clarity = face.emotion.clarity if face.emotion else 0.0
                reading = Reading(frame.captured_at, logits, clarity, _acted(face, there))
                tracks[face.track_id].append(reading)
    return list(tracks.values())


def _truth_at(
    frame: int, described: Sequence[int], truth: Sequence[TrueFrame]
) -> Sequence[TrueFace]:
    """What is true of the described frame that is nearest."""
    if not truth:
        return ()
    return truth[int(np.abs(np.array(described) - frame).argmin())].faces


def _acted(face: FaceResult, there: Sequence[TrueFace]) -> str | None:
    left, top, right, bottom = face.box.tolist()
    x, y = (left + right) / 2, (top + bottom) / 2
    for true in there:
        inside = true.box[0] <= x <= true.box[2] and true.box[1] <= y <= true.box[3]
        if inside and not true.occluded and true.amount in {0.0, 1.0}:
            return true.expression
    return None
