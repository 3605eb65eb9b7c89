from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from models.boxes import overlaps
from models.haar import HaarDetector, load_haar
from models.mtcnn import MTCNN
from models.runtime import Runtime

People = dict[str, list[npt.NDArray[np.uint8]]]


@pytest.fixture(scope="module")
def haar(runtime: Runtime, weights_dir: Path) -> HaarDetector:
    return load_haar(runtime, weights_dir, min_face_px=40)


def test_haar_finds_frontal_faces_where_mtcnn_does(
    haar: HaarDetector, detector: MTCNN, generated_faces: People
) -> None:
    assert generated_faces
    for photos in generated_faces.values():
        found, expected = haar.detect(photos[0]), detector.detect(photos[0])
        assert len(found) == 1
        assert overlaps(found.boxes, expected.boxes)[0, 0] > 0.6


def test_haar_finds_nothing_in_noise(haar: HaarDetector) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (240, 320, 3), np.uint8)

    assert len(haar.detect(noise)) == 0


@pytest.mark.parametrize("shape", [(1, 1), (20, 400), (41, 41)])
def test_haar_takes_small_images(shape: tuple[int, int], haar: HaarDetector) -> None:
    assert len(haar.detect(np.zeros((*shape, 3), np.uint8))) == 0


def test_haar_gives_threads_the_same_answers(haar: HaarDetector, generated_faces: People) -> None:
    images = [photos[0] for photos in generated_faces.values()]
    expected = [haar.detect(image).boxes.tolist() for image in images]

    with ThreadPoolExecutor(4) as pool:
        found = [found.boxes.tolist() for found in pool.map(haar.detect, images * 3)]

    assert found == expected * 3


def test_haar_refines_as_mtcnn_does(
    haar: HaarDetector, detector: MTCNN, generated_faces: People
) -> None:
    image = next(iter(generated_faces.values()))[0]
    boxes = detector.detect(image).boxes

    assert haar.refine(image, boxes)[0].boxes.tolist() == (
        detector.refine(image, boxes)[0].boxes.tolist()
    )
