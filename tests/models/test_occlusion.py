"""Covered faces are told from plain ones: on people who do not exist, with things drawn on."""

from functools import partial

import numpy as np
import pytest

from models.align import align_faces
from models.mtcnn import MTCNN
from models.occlusion import OcclusionClassifier, describe_faces, load_occlusion
from scripts.evaluation.enrollment.worse import Face, Image, cover
from server.enrollment.quality import QualityRules
from tests.conftest import PROJECT_DIR

LIMIT = QualityRules().max_occlusion


@pytest.fixture(scope="module")
def classifier() -> OcclusionClassifier:
    return load_occlusion(PROJECT_DIR / "models" / "weights")


def crop_of(image: Image, detector: MTCNN) -> Image:
    return align_faces(image, detector.detect(image).landmarks[:1])


def test_plain_faces_pass_beards_glasses_and_every_skin_among_them(
    classifier: OcclusionClassifier,
    detector: MTCNN,
    generated_faces: dict[str, list[Image]],
) -> None:
    for name, photos in generated_faces.items():
        for photo in photos:
            assert classifier.measure(crop_of(photo, detector))[0] < LIMIT, name


@pytest.mark.parametrize(
    ("what", "level", "least"), [("mask", 66, 0.85), ("sunglasses", 1.0, 0.7), ("book", 70, 0.85)]
)
def test_covered_faces_are_noticed(
    what: str,
    level: float,
    least: float,
    classifier: OcclusionClassifier,
    detector: MTCNN,
    generated_faces: dict[str, list[Image]],
) -> None:
    noticed = []
    for seed, (photo, *_more) in enumerate(generated_faces.values()):
        found = detector.detect(photo)
        face = Face(found.boxes[0], found.landmarks[0])
        covered = partial(cover, what=what)(photo, face, level, np.random.default_rng(seed))
        crop = align_faces(covered, face.landmarks[np.newaxis])
        noticed.append(float(classifier.measure(crop)[0]) > LIMIT)
    assert np.mean(noticed) >= least


def test_no_faces_are_no_measurements(classifier: OcclusionClassifier) -> None:
    assert classifier.measure(np.zeros((0, 112, 112, 3), np.uint8)).shape == (0,)


def test_light_does_not_change_what_is_seen_much() -> None:
    random = np.random.default_rng(0)
    crop = random.integers(60, 200, (1, 112, 112, 3), np.uint8)
    darker = (crop * 0.5).astype(np.uint8)
    assert np.corrcoef(describe_faces(crop)[0], describe_faces(darker)[0])[0, 1] > 0.95
