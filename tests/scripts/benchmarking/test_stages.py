"""The stages of a baseline, with fakes that move the clock."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from scripts.benchmarking.stages import BaselinePipeline, Crop, time_parts
from server.recognition.types import Image

FRAME: Image = np.zeros((8, 8, 3), np.uint8)


@dataclass
class FakeStages:
    """Cuts `faces` out of any frame: 2 s to detect, 3 s and 5 s a face for the networks."""

    faces: int
    now: float = 0.0
    embedded: int = 0
    read: int = 0

    def clock(self) -> float:
        return self.now

    def detect(self, image: Image) -> list[Crop]:
        self.now += 2
        return [image[:4, :4]] * self.faces

    def embed(self, crops: Sequence[Crop]) -> None:
        self.now += 3 * len(crops)
        self.embedded += len(crops)

    def read_emotions(self, crops: Sequence[Crop]) -> None:
        self.now += 5 * len(crops)
        self.read += len(crops)


def make_pipeline(stages: FakeStages) -> BaselinePipeline:
    return BaselinePipeline("fake", stages.detect, stages.embed, stages.read_emotions)


@pytest.mark.parametrize("faces", [0, 1, 16])
def test_pipeline_embeds_and_reads_every_face_that_it_finds(faces: int) -> None:
    stages = FakeStages(faces)

    assert make_pipeline(stages).process(FRAME) == faces
    assert (stages.embedded, stages.read) == (faces, faces)


def test_time_parts_tells_the_stages_apart() -> None:
    stages = FakeStages(faces=2)

    parts = time_parts(make_pipeline(stages), [FRAME] * 3, clock=stages.clock)

    assert (parts.detect_ms, parts.embed_ms, parts.emotion_ms) == (2000, 6000, 10000)


def test_time_parts_of_frames_without_faces_are_those_of_the_detector() -> None:
    stages = FakeStages(faces=0)

    parts = time_parts(make_pipeline(stages), [FRAME], clock=stages.clock)

    assert (parts.detect_ms, parts.embed_ms, parts.emotion_ms) == (2000, 0, 0)


def test_time_parts_wants_frames() -> None:
    with pytest.raises(ValueError, match="give frames"):
        time_parts(make_pipeline(FakeStages(1)), [])
