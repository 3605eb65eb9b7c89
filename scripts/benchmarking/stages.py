"""A pipeline of three stages one after the other, and how long each of them takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt

from server.recognition.types import Image

Crop = npt.NDArray[np.generic]
"""A face as its detector cut it out: (h, w, 3) BGR, of the type that its networks take."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Parts:
    """Milliseconds a frame, medians over some frames."""

    detect_ms: float
    embed_ms: float
    emotion_ms: float


@dataclass(frozen=True, slots=True)
class BaselinePipeline:
    """What others do with a frame; a side of `side_by_side`.

    `detect` cuts out the faces of a frame, uint8 (h, w, 3) BGR; `embed` and `read_emotions` take
    all of them, one at least.
    """

    name: str
    detect: Callable[[Image], Sequence[Crop]]
    embed: Callable[[Sequence[Crop]], object]
    read_emotions: Callable[[Sequence[Crop]], object]

    def process(self, image: Image) -> int:
        """Return how many faces were found, embedded and read."""
        crops = self.detect(image)
        if crops:
            self.embed(crops)
            self.read_emotions(crops)
        return len(crops)


def time_parts(
    pipeline: BaselinePipeline, frames: Sequence[Image], *, clock: Clock = perf_counter
) -> Parts:
    """Time each stage on every frame, after one that warms up. Raises ValueError without frames."""
    if not frames:
        raise ValueError("give frames")
    pipeline.process(frames[0])
    seconds = [_stage_seconds(pipeline, image, clock) for image in frames]
    return Parts(*(float(ms) for ms in 1000 * np.median(seconds, axis=0)))


def _stage_seconds(
    pipeline: BaselinePipeline, image: Image, clock: Clock
) -> tuple[float, float, float]:
    began = clock()
    crops = pipeline.detect(image)
    detected = clock()
    if crops:
        pipeline.embed(crops)
    embedded = clock()
    if crops:
        pipeline.read_emotions(crops)
    return detected - began, embedded - detected, clock() - embedded
