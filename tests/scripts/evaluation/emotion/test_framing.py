from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from models.detections import Detections
from models.emotion import CROP_SIZE_PX, FER2013_TEMPLATE, EmotionClassifier
from scripts.evaluation.emotion.framing import AnyFraming
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import ImageSource


class UnusedNetwork:
    """The crops are looked at here, not what is read of them."""

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        raise NotImplementedError


class DotDetector:
    """Finds the face whose eyes, nose and mouth corners are five bright dots."""

    name = "dots"
    weights_sha256 = ""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def detect(
        self,
        image: npt.NDArray[np.uint8],
        *,
        min_face_px: int = 0,  # noqa: ARG002
        quick: bool = False,  # noqa: ARG002
    ) -> Detections:
        self.shapes.append(image.shape)
        dots = find_dots(image[:, :, 0])
        if len(dots) != len(FER2013_TEMPLATE):
            return Detections.empty()
        box = np.concatenate([dots.min(axis=0), dots.max(axis=0)])
        return Detections(box[np.newaxis], dots[np.newaxis], np.ones(1, np.float32))

    def refine(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        raise NotImplementedError


def find_dots(gray: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Centres of the bright dots in the order of landmarks, float32 (n, 2) px."""
    _, _, _, centres = cv2.connectedComponentsWithStats((gray > 130).astype(np.uint8))
    from_above = sorted(centres[1:].tolist(), key=lambda point: point[1])
    eyes, nose, mouth = sorted(from_above[:2]), from_above[2:3], sorted(from_above[3:])
    return np.array([*eyes, *nose, *mouth], np.float32).reshape(-1, 2)


def draw_face(side: int, *, eyes_apart: float) -> npt.NDArray[np.uint8]:
    """A face of dots in the middle of a square picture."""
    image = np.full((side, side, 3), 60, np.uint8)
    scale = eyes_apart * side / (FER2013_TEMPLATE[1, 0] - FER2013_TEMPLATE[0, 0])
    points = (FER2013_TEMPLATE - FER2013_TEMPLATE.mean(axis=0)) * scale + side / 2
    for x, y in points:
        cv2.circle(image, (round(x), round(y)), max(round(scale * 1.5), 1), (255, 255, 255), -1)
    return image


def make_cropper(folder: Path, *images: npt.NDArray[np.uint8]) -> tuple[AnyFraming, DotDetector]:
    for number, image in enumerate(images):
        cv2.imwrite(str(folder / f"{number}.png"), image)
    source, detector = ImageSource.open(folder), DotDetector()
    classifier = EmotionClassifier(UnusedNetwork(), "")
    return AnyFraming(source, FaceReader(source, detector, 0.9), classifier), detector


def test_face_of_a_whole_photo_is_cut_out_as_the_product_does(tmp_path: Path) -> None:
    cropper, _ = make_cropper(tmp_path, draw_face(400, eyes_apart=0.1))

    crops = cropper("0.png")

    assert len(crops) == 1
    assert np.abs(find_dots(crops[0]) - FER2013_TEMPLATE).max() < 1.5


@pytest.mark.parametrize("eyes_apart", [0.36, 0.45])
def test_face_that_fills_its_picture_is_read_as_it_is(tmp_path: Path, eyes_apart: float) -> None:
    image = draw_face(100, eyes_apart=eyes_apart)
    cropper, _ = make_cropper(tmp_path, image)

    crops = cropper("0.png")

    assert len(crops) == 1
    whole = cv2.resize(image[:, :, 0], (CROP_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
    assert np.abs(crops[0].astype(int) - whole).max() <= 1


def test_face_with_some_room_is_read_both_ways_and_cut_out_first(tmp_path: Path) -> None:
    cropper, _ = make_cropper(tmp_path, draw_face(160, eyes_apart=0.26))

    cut_out, whole = cropper("0.png")

    assert np.abs(find_dots(cut_out) - FER2013_TEMPLATE).max() < 1.5
    assert float(np.ptp(find_dots(whole)[:2, 0])) == pytest.approx(0.26 * CROP_SIZE_PX, abs=1)


def test_picture_without_a_found_face_is_taken_whole_and_listed(tmp_path: Path) -> None:
    plain = np.full((90, 70, 3), 60, np.uint8)
    cropper, _ = make_cropper(tmp_path, draw_face(160, eyes_apart=0.26), plain)

    cropper("0.png")
    crops = cropper("1.png")

    assert crops.shape == (1, CROP_SIZE_PX, CROP_SIZE_PX)
    assert cropper.taken_whole == ["1.png"]


def test_small_picture_is_shown_to_the_detector_large_and_with_room(tmp_path: Path) -> None:
    cropper, detector = make_cropper(tmp_path, draw_face(48, eyes_apart=0.37))

    cropper("0.png")

    assert detector.shapes == [(160, 160, 3), (256, 256, 3)]
