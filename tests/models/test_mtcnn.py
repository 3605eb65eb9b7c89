"""MTCNN with the real networks: against the reference package, on odd images, and between scans."""

from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from models.boxes import overlaps
from models.detections import Detections
from models.manifest import verified_group
from models.mtcnn import MTCNN, load_mtcnn
from models.pyramid import NO_LEVEL, plan_pyramid
from models.runtime import Runtime

Image = npt.NDArray[np.uint8]
People = dict[str, list[Image]]

SHOWN_FROM = 0.9  # the product's min_detection_score


class ReferenceDetector(Protocol):
    """The `mtcnn` package's detector, as far as it is used here."""

    def detect_faces(self, image: Image, **options: object) -> npt.NDArray[np.float64]: ...


@pytest.fixture(scope="module")
def reference() -> ReferenceDetector:
    import mtcnn

    detector: ReferenceDetector = mtcnn.MTCNN()
    return detector


def sure_boxes(reference: ReferenceDetector, image: Image) -> npt.NDArray[np.float32]:
    """The reference's boxes with a probability of 0.95 and more, float32 (n, 4) xyxy."""
    rows = reference.detect_faces(image[..., ::-1], box_format="xyxy", output_type="numpy")
    return rows[rows[:, 5] >= 0.95, 1:5].astype(np.float32)


def matched(expected: npt.NDArray[np.float32], found: Detections, image: Image) -> int:
    """How many of the expected boxes have a found one at an IoU of 0.8 and more."""
    if len(found) == 0:
        return 0
    height, width = image.shape[:2]
    inside = found.boxes.clip(0, np.array([width - 1, height - 1] * 2, np.float32))
    return int((overlaps(expected, inside).max(axis=1) >= 0.8).sum())


def read_photos(path: Path, every: int) -> list[Image]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".jpg", ".png"))][::every]
        files = [np.frombuffer(archive.read(name), np.uint8) for name in names]
    return [np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8) for file in files]


def on_a_wall(faces: list[Image], size_px: int) -> Image:
    """Place faces in a row on a gray image, uint8 (480, 640, 3)."""
    wall = np.full((480, 640, 3), 120, np.uint8)
    for index, face in enumerate(faces):
        x = 10 + index * (size_px + 10)
        wall[100 : 100 + size_px, x : x + size_px] = cv2.resize(
            face, (size_px, size_px), interpolation=cv2.INTER_AREA
        )
    return wall


@pytest.mark.data
@pytest.mark.tensorflow
@pytest.mark.parametrize(("photos", "every"), [("facemask_photos", 6), ("dlib_faces", 2)])
def test_mtcnn_finds_what_the_reference_finds_on_real_photos(
    photos: str, every: int, detector: MTCNN, reference: ReferenceDetector, data_dir: Path
) -> None:
    expected_count = matched_count = 0
    for image in read_photos(data_dir / "detection" / f"{photos}.zip", every):
        expected = sure_boxes(reference, image)
        expected_count += len(expected)
        matched_count += matched(expected, detector.detect(image), image)

    assert expected_count > 20
    assert matched_count / expected_count >= 0.98


@pytest.mark.tensorflow
def test_mtcnn_finds_what_the_reference_finds_on_generated_faces(
    detector: MTCNN, reference: ReferenceDetector, generated_faces: People
) -> None:
    faces = [photos[0] for photos in generated_faces.values()]
    assert faces
    for size_px, count in ((56, 9), (120, 4), (300, 2)):
        image = on_a_wall(faces[:count], size_px)
        expected = sure_boxes(reference, image)
        assert len(expected) >= min(count, len(faces)) - 1
        assert matched(expected, detector.detect(image), image) == len(expected)


def test_mtcnn_finds_each_generated_face_once_and_in_place(
    detector: MTCNN, generated_faces: People
) -> None:
    for photos in generated_faces.values():
        found = detector.detect(photos[0])
        left_eye, right_eye, nose, left_mouth, right_mouth = found.landmarks[0]
        assert len(found) == 1
        assert left_eye[0] < nose[0] < right_eye[0]
        assert left_mouth[0] < right_mouth[0]
        assert left_eye[1] < nose[1] < left_mouth[1]


def test_mtcnn_orders_faces_by_how_sure_it_is(detector: MTCNN, generated_faces: People) -> None:
    faces = [photos[0] for photos in generated_faces.values()][:4]

    scores = detector.detect(on_a_wall(faces, 120)).detection_scores

    assert scores.tolist() == sorted(scores, reverse=True)


def test_mtcnn_leaves_out_faces_far_below_its_smallest(
    runtime: Runtime, weights_dir: Path, generated_faces: People
) -> None:
    faces = [photos[0] for photos in generated_faces.values()][:4]
    image = on_a_wall(faces, 60)

    small = load_mtcnn(runtime, weights_dir, min_face_px=20).detect(image)
    large = load_mtcnn(runtime, weights_dir, min_face_px=120).detect(image)

    assert len(small) >= 3
    assert len(large) == 0


@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 900), (12, 12), (21, 20), (40, 2999), (100, 40_000), (33_000, 60)]
)
def test_mtcnn_takes_images_of_any_shape(shape: tuple[int, int], detector: MTCNN) -> None:
    image = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    boxes = np.array([[-900, -900, -800, -800], [0, 0, 30, 40], [5, 5, 5, 5]], np.float32)

    detector.detect(image)
    refined, indices = detector.refine(image, boxes)

    assert len(refined) == len(indices)


@pytest.mark.parametrize(("width", "height"), [(640, 480), (301, 457), (470, 333)])
def test_pnet_sees_the_same_faces_whether_or_not_its_canvas_is_rounded_up(
    runtime: Runtime, weights_dir: Path, generated_faces: People, width: int, height: int
) -> None:
    pnet = runtime.load(verified_group("mtcnn", weights_dir)[0][0])
    image = cv2.resize(next(iter(generated_faces.values()))[0], (width, height))
    pyramid = plan_pyramid(width, height, min_face_px=20, scale_factor=0.709)
    canvas = pyramid.draw(np.asarray(image, np.uint8))
    right = max(level.right for level in pyramid.levels)
    bottom = max(level.bottom for level in pyramid.levels)

    rounded = pnet.run(canvas)
    tight = pnet.run(np.ascontiguousarray(canvas[:, :bottom, :right]))

    rows, columns = np.nonzero(pyramid.level_of_cell != NO_LEVEL)
    assert (right, bottom) != canvas.shape[2:0:-1]
    for wide, narrow in zip(rounded, tight, strict=True):
        assert wide[..., rows, columns] == pytest.approx(narrow[..., rows, columns], abs=1e-5)


def test_mtcnn_takes_images_that_are_views(detector: MTCNN, generated_faces: People) -> None:
    image = next(iter(generated_faces.values()))[0]
    mirrored = image[:, ::-1]

    found = detector.detect(mirrored)

    assert len(found) == 1
    expected = detector.detect(np.ascontiguousarray(mirrored))
    assert found.boxes.tolist() == expected.boxes.tolist()


def test_mtcnn_looks_again_where_a_box_lies_badly_on_a_covered_face(
    detector: MTCNN, generated_faces: People
) -> None:
    looked_for = found = 0
    for photo in [photos[0] for photos in generated_faces.values()]:
        box = detector.detect(photo).boxes[0]
        left, top, right, bottom = box.astype(int)
        covered = photo.copy()
        covered[(top + bottom) // 2 : bottom + 5, left:right] = (200, 180, 160)
        for direction in ((0.2, 0.0), (-0.2, 0.0), (0.0, 0.2), (0.0, -0.2)):
            moved = box + np.tile(direction, 2) * (box[2] - box[0])
            refined, _ = detector.refine(covered, moved[np.newaxis].astype(np.float32))
            looked_for += 1
            found += len(refined) == 1 and refined.detection_scores[0] >= SHOWN_FROM

    assert looked_for == 4 * len(generated_faces)
    assert found / looked_for >= 0.87  # a single look is sure of 0.83


def test_mtcnn_refine_stays_on_a_still_face(detector: MTCNN, generated_faces: People) -> None:
    image = on_a_wall([photos[0] for photos in generated_faces.values()][:4], 140)
    first = detector.detect(image)
    boxes = first.boxes

    for _ in range(20):
        refined, indices = detector.refine(image, boxes)
        assert indices.tolist() == list(range(len(first)))
        boxes = refined.boxes

    assert np.diag(overlaps(first.boxes, boxes)).min() > 0.75


def test_mtcnn_refine_follows_a_face_that_moved(detector: MTCNN, generated_faces: People) -> None:
    image = on_a_wall([next(iter(generated_faces.values()))[0]], 200)
    first = detector.detect(image)
    moved = np.roll(image, (4, 8), axis=(0, 1))

    refined, _ = detector.refine(moved, first.boxes)

    shift = (refined.landmarks[0] - first.landmarks[0]).mean(axis=0)
    assert shift == pytest.approx([8, 4], abs=2.5)


def test_mtcnn_refine_says_where_each_face_came_from(
    detector: MTCNN, generated_faces: People
) -> None:
    image = on_a_wall([photos[0] for photos in generated_faces.values()][:2], 200)
    face = detector.detect(image).boxes[0]
    wall = np.array([300, 330, 420, 470], np.float32)

    refined, indices = detector.refine(image, np.stack([wall, face]))

    assert indices.tolist() == [1]
    assert len(refined) == 1


def test_mtcnn_refine_keeps_one_of_two_boxes_on_the_same_face(
    detector: MTCNN, generated_faces: People
) -> None:
    image = on_a_wall([next(iter(generated_faces.values()))[0]], 200)
    box = detector.detect(image).boxes[0]

    refined, _ = detector.refine(image, np.stack([box, box + 3]))

    assert len(refined) == 1


def test_mtcnn_refine_of_no_boxes_is_empty(detector: MTCNN) -> None:
    refined, indices = detector.refine(
        np.zeros((48, 64, 3), np.uint8), np.zeros((0, 4), np.float32)
    )

    assert (len(refined), len(indices)) == (0, 0)
