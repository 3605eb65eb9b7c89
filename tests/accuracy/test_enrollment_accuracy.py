"""Enrollment rules on real photos: good ones pass, and worsened ones are refused for the reason."""

import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from server.enrollment.examination import ImageLimits, PhotoExaminer
from server.enrollment.quality import QualityRules
from server.enrollment.reports import FaceRejection
from server.images import decode_image
from server.networks import load_networks
from server.settings import Settings
from tests.fakes import encode

PHOTOS = 60
Image = npt.NDArray[np.uint8]


@pytest.fixture(scope="module")
def photos(data_dir: Path) -> list[Image]:
    """One photo each of some people, of those that show a single face."""
    with zipfile.ZipFile(data_dir / "identity" / "lfw_dev.zip") as archive:
        first = (name for name in sorted(archive.namelist()) if name.endswith("_0001.jpg"))
        data = [archive.read(name) for name in islice(first, 0, 20 * PHOTOS, 20)]
    return [decode_image(one, max_pixels=250 * 250) for one in data]


@pytest.fixture(scope="module")
def examiner() -> PhotoExaminer:
    networks = load_networks(Settings())
    limits = ImageLimits(max_bytes=10_000_000, max_pixels=10_000_000)
    return PhotoExaminer(
        networks.detector,
        networks.embedder,
        rules=QualityRules(),
        limits=limits,
        occlusion=networks.occlusion,
    )


def blurred(image: Image) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 4), np.uint8)


def dark(image: Image) -> Image:
    return (image * 0.15).astype(np.uint8)


def moved(image: Image) -> Image:
    return np.asarray(cv2.blur(image, (15, 1)))


def burnt_out(image: Image) -> Image:
    return np.clip(image.astype(np.float32) * 3, 0, 255).astype(np.uint8)


def half_dark(image: Image) -> Image:
    lit = image.copy()
    lit[:, 125:] //= 6
    return lit


def cut_off(image: Image) -> Image:
    return np.ascontiguousarray(image[:140])


def small(image: Image) -> Image:
    return np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


@pytest.mark.data
def test_photos_of_one_person_pass(examiner: PhotoExaminer, photos: list[Image]) -> None:
    examined = [examiner.examine(encode(photo)) for photo in photos]
    reasons = [{reason.code for reason in one.reasons} for one in examined]
    of_one = [found for found in reasons if FaceRejection.SEVERAL_FACES not in found]
    assert len(of_one) >= 0.75 * PHOTOS
    assert sum(not found for found in of_one) >= 0.97 * len(of_one)


@pytest.mark.data
@pytest.mark.parametrize(
    ("worsen", "expected", "share"),
    [
        (blurred, FaceRejection.TOO_BLURRY, 0.9),
        (moved, FaceRejection.TOO_BLURRY, 0.85),
        (dark, FaceRejection.TOO_DARK, 0.8),  # in some no face is found any more
        (burnt_out, FaceRejection.TOO_BRIGHT, 0.3),  # in most no face is found
        (half_dark, FaceRejection.UNEVEN_LIGHT, 0.5),
        (cut_off, FaceRejection.FACE_CUT_OFF, 0.3),
        (small, FaceRejection.FACE_TOO_SMALL, 0.95),
    ],
)
def test_worsened_photos_are_refused(
    examiner: PhotoExaminer,
    photos: list[Image],
    worsen: Callable[[Image], Image],
    expected: FaceRejection,
    share: float,
) -> None:
    examined = [examiner.examine(encode(worsen(photo))) for photo in photos]
    reasons = [{reason.code for reason in one.reasons} for one in examined]
    of_one = [found for found in reasons if FaceRejection.SEVERAL_FACES not in found]
    assert sum(expected in found for found in of_one) >= share * len(of_one)
