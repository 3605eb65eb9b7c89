"""Faces cut out of pictures as the product cuts them: landmarks by the mtcnn package."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.emotion import crop_faces, crop_whole_image

_DETECTION_SIDE_PX = 160
_DETECTION_BATCH = 32
WHOLE: Final = "#whole"
"""Ends the name of a crop that shows all of its picture."""
_ROTATIONS: Final = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)


class LandmarkFinder:
    """Finds the five landmarks of the largest face with the mtcnn package, many images at once."""

    def __init__(self) -> None:
        from mtcnn import MTCNN  # noqa: PLC0415 - imports TensorFlow

        self._detector = MTCNN()

    def find(
        self, images: list[npt.NDArray[np.uint8]]
    ) -> list[tuple[float, npt.NDArray[np.float32]] | None]:
        """Return (probability, landmarks float32 (5, 2) px) or None for each BGR image."""
        squares = [_to_square(image) for image in images]
        answers = self._detector.detect_faces([square[:, :, ::-1] for square in squares])
        found = []
        for image, faces in zip(images, answers, strict=True):
            side = max(image.shape[:2])
            found.append(_largest_face(faces, side / _DETECTION_SIDE_PX) if faces else None)
        return found


def aligned_crops(
    archive: zipfile.ZipFile,
    names: list[str],
    finder: LandmarkFinder,
    *,
    any_rotation: bool = False,
) -> Iterator[tuple[str, npt.NDArray[np.uint8]]]:
    """Yield (name, crop uint8 (48, 48)) of the images in which a face is found.

    Each comes twice: framed as the product frames it, and, under its name and WHOLE, as whoever cut
    the picture framed it. So the network learns both.
    """
    rotations = _ROTATIONS if any_rotation else _ROTATIONS[:1]
    for start in range(0, len(names), _DETECTION_BATCH):
        chunk = names[start : start + _DETECTION_BATCH]
        images = [read_image(archive, name) for name in chunk]
        turned = [[_rotate(image, rotation) for image in images] for rotation in rotations]
        found = [finder.find(versions) for versions in turned]
        for i, name in enumerate(chunk):
            best = _surest(answers[i] for answers in found)
            if best is not None:
                rotation, points = best
                upright = turned[rotation][i]
                yield name, _with_jpeg_grain(crop_faces(upright, points[None])[0], name)
                yield f"{name}{WHOLE}", _with_jpeg_grain(crop_whole_image(upright), name)


def read_image(archive: zipfile.ZipFile, name: str) -> npt.NDArray[np.uint8]:
    """Return an image of a zip as uint8 (H, W, 3) BGR."""
    decoded = cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(decoded, np.uint8)


def bucket(key: str) -> int:
    """Return 0..99 for a name, the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100


def _surest(
    answers: Iterable[tuple[float, npt.NDArray[np.float32]] | None],
) -> tuple[int, npt.NDArray[np.float32]] | None:
    best: tuple[float, int, npt.NDArray[np.float32]] | None = None
    for i, answer in enumerate(answers):
        if answer is not None and (best is None or answer[0] > best[0]):
            best = (answer[0], i, answer[1])
    return None if best is None else (best[1], best[2])


def _rotate(image: npt.NDArray[np.uint8], rotation: int | None) -> npt.NDArray[np.uint8]:
    return image if rotation is None else np.asarray(cv2.rotate(image, rotation), np.uint8)


def _with_jpeg_grain(crop: npt.NDArray[np.uint8], name: str) -> npt.NDArray[np.uint8]:
    """Compress a crop as FER2013's pictures are, at 48x48, so that no source looks cleaner."""
    quality = 80 + bucket(name) * 15 // 100
    _, encoded = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)


def _to_square(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Pad to a square at the right and bottom, and scale to the side that the detector gets."""
    height, width = image.shape[:2]
    side = max(height, width)
    padded = cv2.copyMakeBorder(image, 0, side - height, 0, side - width, cv2.BORDER_REPLICATE)
    resized = cv2.resize(padded, (_DETECTION_SIDE_PX, _DETECTION_SIDE_PX))
    return np.asarray(resized, np.uint8)


def _largest_face(
    faces: list[dict[str, object]], scale: float
) -> tuple[float, npt.NDArray[np.float32]]:
    def area(face: dict[str, object]) -> float:
        box = np.asarray(face["box"], np.float64)
        return float(box[2] * box[3])

    face = max(faces, key=area)
    points = face["keypoints"]
    assert isinstance(points, dict)
    order = ("left_eye", "right_eye", "nose", "mouth_left", "mouth_right")
    landmarks = np.array([points[name] for name in order], np.float32) * scale
    return float(np.asarray(face["confidence"])), landmarks
