"""How long each network takes, with the product's settings, on generated people."""

import time
from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np

from scripts.benchmarking.rows import PROJECT, Row
from scripts.evaluation.networks import Networks
from scripts.evaluation.search.gallery_speed import NEAREST, School
from server.recognition.rows import GroupedRows
from server.recognition.search import TemplateSearch

EMOTION_TARGET_MS: Final = 1.5
SEARCH_TARGET_MS: Final = 3.0
_BATCH: Final = 8
_FRAME: Final = (640, 480)
_WARM_UPS: Final = 5
_GROUP: Final = PROJECT / "demo" / "group.jpg"


def measure_networks(networks: Networks, *, repeats: int) -> Iterator[Row]:
    """Yield the median time of each network over `repeats` calls, and that of the search."""
    photo = cv2.imread(str(_GROUP))
    assert photo is not None
    image = np.asarray(photo, np.uint8)
    found = networks.detector.detect(image)
    landmarks = np.resize(found.landmarks, (_BATCH, 5, 2))  # as many of its faces as needed
    frame = np.asarray(cv2.resize(image, _FRAME, interpolation=cv2.INTER_AREA), np.uint8)
    faces, crops = (
        networks.emotions.crop(image, landmarks),
        networks.embedder.crop(image, landmarks),
    )

    scan = _median_ms(lambda: networks.detector.detect(frame, quick=True), repeats)
    yield Row("detection, whole frame of 640x480", scan, "ms")
    embed = _median_ms(lambda: networks.embedder.embed(crops), repeats) / _BATCH
    yield Row(f"embedding, a face of {_BATCH} at once", embed, "ms")
    read = _median_ms(lambda: networks.emotions.logits(faces), repeats) / _BATCH
    yield Row(f"emotion, a face of {_BATCH} at once", read, "ms", EMOTION_TARGET_MS)


def measure_gallery(*, repeats: int) -> Iterator[Row]:
    """Yield the median time of the search for 30 faces among 10,000 students."""
    school = School.draw(students=10_000, templates=5, faces=30, dimension=128, seed=0)
    search = TemplateSearch.of(GroupedRows.of(list(school.faces)))
    name = "search, 30 faces among 10,000 students with 5 templates"
    median = _median_ms(lambda: search.nearest(school.probes, NEAREST), repeats)
    yield Row(name, median, "ms", SEARCH_TARGET_MS)


def _median_ms(call: Callable[[], object], repeats: int) -> float:
    for _ in range(_WARM_UPS):
        call()
    return float(np.median([_milliseconds(call) for _ in range(repeats)]))


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
