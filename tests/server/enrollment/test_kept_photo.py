"""Kept photos: the face with its surroundings, and nothing else of the original."""

import cv2
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.detections import Detector
from models.embedder import Embedder
from server.enrollment.kept_photo import FoundFace, cut_photo
from server.recognition.types import FloatArray, Image
from students_db.photos import NewPhoto

SHARES = np.array([[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]], np.float32)


def decode(photo: NewPhoto) -> Image:
    image = cv2.imdecode(np.frombuffer(photo.image, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(image, np.uint8)


def found(image: Image, left: float, top: float, side: float) -> FoundFace:
    box = np.array([left, top, left + side, top + side], np.float32)
    return FoundFace(image, box, box[:2] + SHARES * side)


def dotted(size: tuple[int, int], points: FloatArray) -> Image:
    """A black picture, width x height, with a white spot at each point."""
    image = np.zeros((size[1], size[0], 3), np.uint8)
    for x, y in points:
        cv2.circle(image, (round(float(x)), round(float(y))), 6, (255, 255, 255), -1)
    return image


@pytest.mark.parametrize("side", [100.0, 300.0, 900.0])
def test_landmarks_stay_on_the_face(side: float) -> None:
    face = found(dotted((1600, 1200), SHARES * side + 200), 200, 200, side)
    photo = cut_photo(face)
    image = decode(photo)
    for x, y in photo.landmarks:
        assert image[round(float(y)), round(float(x)), 0] > 200


def test_what_is_far_from_the_face_is_not_kept() -> None:
    image = np.full((600, 1200, 3), 90, np.uint8)
    image[:, 800:] = 255  # somebody else
    photo = cut_photo(found(image, 300, 200, 200))
    assert decode(photo).max() < 100
    assert decode(photo).shape == (440, 440, 3)


def test_large_faces_are_shrunk() -> None:
    photo = cut_photo(found(np.full((1900, 1900, 3), 90, np.uint8), 500, 500, 800))
    assert decode(photo).shape == (880, 880, 3)


def test_no_metadata_is_kept() -> None:
    photo = cut_photo(found(np.full((300, 300, 3), 90, np.uint8), 50, 50, 200))
    segments = {photo.image[index + 1] for index in _segment_starts(photo.image)}
    assert segments.isdisjoint({*range(0xE1, 0xF0), 0xFE})  # APP1 (EXIF, XMP) to APP15, comments


def _segment_starts(jpeg: bytes) -> list[int]:
    """Positions of the segments before the scan, ITU-T T.81."""
    position, starts = 2, []
    while jpeg[position + 1] != 0xDA:
        starts.append(position)
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
    return starts


@given(left=st.floats(-80, 250), top=st.floats(-80, 170), side=st.floats(24, 900))
def test_box_over_the_edge_is_cut_to_the_picture(left: float, top: float, side: float) -> None:
    assume(left + side > 0 and top + side > 0)  # a face that is found is partly in the picture
    photo = cut_photo(found(np.full((200, 300, 3), 90, np.uint8), left, top, side))
    height, width = decode(photo).shape[:2]
    assert 0 < width <= 300
    assert 0 < height <= 200


def test_kept_photo_embeds_as_the_original_did(
    detector: Detector, embedder: Embedder, generated_faces: dict[str, list[Image]]
) -> None:
    for photos in list(generated_faces.values())[:6]:
        image = photos[0]
        face = detector.detect(image).select(np.array([0]))
        kept = cut_photo(FoundFace(image, face.boxes[0], face.landmarks[0]))
        before = embedder.embed(embedder.crop(image, face.landmarks))[0]
        after = embedder.embed(embedder.crop(decode(kept), kept.landmarks[np.newaxis]))[0]
        assert float(before @ after) > 0.99
