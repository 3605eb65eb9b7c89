"""Every check through the product's networks, on photos of people who do not exist."""

import zlib
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from scripts.evaluation.enrollment.worse import (
    Face,
    Image,
    Worsen,
    cover,
    cut_at_side,
    cut_below,
    darken,
    enlarge,
    light_from_side,
    move,
    overexpose,
    roll,
    shrink,
)
from server.enrollment.examination import ImageLimits, PhotoExaminer
from server.enrollment.head_turn import require_head_turn
from server.enrollment.quality import QualityRules
from server.enrollment.reports import FaceRejection
from server.networks import Networks, load_networks
from server.settings import Settings
from tests.conftest import PROJECT_DIR
from tests.fakes import encode

PHOTOS = sorted((PROJECT_DIR / "demo" / "students").glob("*/*.jpg"))
FRONTAL = [path for path in PHOTOS if path.name == "1-front.jpg"]


@pytest.fixture(scope="module")
def networks() -> Networks:
    return load_networks(Settings())


@pytest.fixture(scope="module")
def examiner(networks: Networks) -> PhotoExaminer:
    return PhotoExaminer(
        networks.detector,
        networks.embedder,
        rules=QualityRules(),
        limits=ImageLimits(12_000_000, 12_000_000),
        occlusion=networks.occlusion,
    )


def test_good_photos_pass(examiner: PhotoExaminer) -> None:
    refused = {path: examiner.examine(path.read_bytes()).reasons for path in PHOTOS}
    assert len(refused) == 64
    assert {path: reasons for path, reasons in refused.items() if reasons} == {}


@pytest.mark.parametrize("name", ["Luka Horvat", "Élodie Marchand", "林浩然"])
def test_looks_to_both_sides_are_of_a_head(examiner: PhotoExaminer, name: str) -> None:
    looks = [examiner.examine(path.read_bytes()) for path in PHOTOS if path.parent.name == name]

    require_head_turn([look.view for look in looks if look.view is not None])


@pytest.mark.parametrize(
    ("worsen", "level", "expected", "least"),
    [
        (shrink, 50, FaceRejection.FACE_TOO_SMALL, 1.0),
        (enlarge, 12, FaceRejection.TOO_BLURRY, 0.9),
        (partial(move, angle=0), 20, FaceRejection.TOO_BLURRY, 0.85),
        (partial(move, angle=45), 20, FaceRejection.TOO_BLURRY, 0.85),
        (partial(move, angle=90), 20, FaceRejection.TOO_BLURRY, 0.85),
        (darken, 0.15, FaceRejection.TOO_DARK, 0.6),  # in some no face is found any more
        (overexpose, 2.6, FaceRejection.TOO_BRIGHT, 0.4),  # likewise
        (light_from_side, 0.95, FaceRejection.UNEVEN_LIGHT, 0.7),
        (roll, 55, FaceRejection.EXTREME_POSE, 0.4),
        (cut_below, 0.4, FaceRejection.FACE_CUT_OFF, 0.7),
        (cut_at_side, 0.4, FaceRejection.FACE_CUT_OFF, 0.5),
        (partial(cover, what="mask"), 66, FaceRejection.FACE_COVERED, 0.8),
        (partial(cover, what="sunglasses"), 1.0, FaceRejection.FACE_COVERED, 0.7),
        (partial(cover, what="book"), 70, FaceRejection.FACE_COVERED, 0.7),
    ],
)
def test_worsened_photos_are_refused_for_the_reason(
    worsen: Worsen,
    level: float,
    expected: FaceRejection,
    least: float,
    examiner: PhotoExaminer,
    networks: Networks,
) -> None:
    found = []
    for path in FRONTAL:
        worse = _worsened(path, worsen, level, networks)
        found.append({reason.code for reason in examiner.examine(encode(worse)).reasons})
    assert np.mean([expected in codes for codes in found]) >= least, found
    assert np.mean([bool(codes) for codes in found]) >= 0.8, found  # for whatever reason


@pytest.mark.parametrize("face_px", [70, 110, 200])
def test_large_photo_is_judged_like_its_part_around_the_face(
    face_px: int, examiner: PhotoExaminer, networks: Networks
) -> None:
    left, top, side = 2300, 1100, 1000
    for path in FRONTAL[:4]:
        head = _with_face_of(face_px, path, networks)
        photo = np.full((3000, 4000, 3), 110, np.uint8)
        photo[top + 200 : top + 200 + len(head), left + 300 : left + 300 + len(head)] = head

        whole = examiner.examine(encode(photo))
        part = examiner.examine(encode(photo[top : top + side, left : left + side]))

        assert whole.reasons == part.reasons == (), path
        assert whole.embedding is not None
        assert part.embedding is not None
        assert float(whole.embedding @ part.embedding) > 0.95
        measured, expected = whole.measurements, part.measurements
        assert measured.face_px == pytest.approx(expected.face_px, rel=0.1)
        assert measured.sharpness == pytest.approx(expected.sharpness, rel=0.3)


def _with_face_of(face_px: int, path: Path, networks: Networks) -> Image:
    """The photo, which is square, in the size at which its face is so large."""
    image = np.asarray(cv2.imread(str(path)), np.uint8)
    left, top, right, bottom = networks.detector.detect(image).boxes[0]
    scale = face_px / float(min(right - left, bottom - top))
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _worsened(path: Path, worsen: Worsen, level: float, networks: Networks) -> Image:
    image = np.asarray(cv2.imread(str(path)), np.uint8)
    detections = networks.detector.detect(image)
    face = Face(detections.boxes[0], detections.landmarks[0])
    return worsen(image, face, level, np.random.default_rng(zlib.crc32(path.parent.name.encode())))
