"""What adaptation learns from: faces as a webcam shows them, and what SFace said of the photo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from models.align import align_faces
from models.embedder import Embedder, normalize
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.identity.degrade import Webcam
from scripts.evaluation.identity.people_of_photos import person_of
from scripts.evaluation.progress import batches_on_all_cores

FloatArray = npt.NDArray[np.float32]
Image = npt.NDArray[np.uint8]

FACE_PX: Final = (24.0, 72.0)
"""Wider than what a test draws, so that neither smaller nor larger faces get worse."""
MOTION_PX: Final = (0.0, 3.5)
LANDMARK_ERROR: Final = 0.022
"""Standard deviation of the landmarks of so small a face, in widths of the face."""
CLEAN_SHARE: Final = 0.25
"""Share of photos that are shown as they are: what was known must not be forgotten."""
_CONTEXT: Final = 0.6  # of the face's width is kept around its box


@dataclass(frozen=True, slots=True)
class Photo:
    """One face: the picture around it, uint8 (h, w, 3) BGR, its place there, and its aligned crop.

    `embedding`, float32 (128,), is what the unadapted network says of the photo; `person` indexes
    the people.
    """

    image: Image
    box: FloatArray
    landmarks: FloatArray
    crop: Image
    embedding: FloatArray
    person: int


@dataclass(frozen=True, slots=True)
class Album:
    """Photos, and a prototype for each of p people: float32 (p, 128), rows of length 1."""

    photos: Sequence[Photo]
    prototypes: FloatArray


@dataclass(frozen=True, slots=True)
class Batch:
    """`images` float32 (n, 112, 112, 3) RGB, `people` (n,), `embeddings` float32 (n, 128)."""

    images: FloatArray
    people: npt.NDArray[np.int64]
    embeddings: FloatArray


def open_album(faces: FaceReader, names: Sequence[str], embedder: Embedder) -> Album:
    """Read the central face of each photo, named PERSON/FILE; leave out those without a face.

    Raises EvaluationError where none has one.
    """
    people = sorted({person_of(name) for name in names})
    index = {person: number for number, person in enumerate(people)}

    def read(name: str) -> tuple[Image, FloatArray, FloatArray, Image] | None:
        image, face = faces.read(name)
        if not len(face):
            return None
        near, corner = _around(image, face.boxes[0])
        crop = embedder.crop(image, face.landmarks)[0]
        return near, face.boxes[0] - np.tile(corner, 2), face.landmarks[0] - corner, crop

    photos: list[Photo] = []
    todo = iter(names)
    for batch in batches_on_all_cores(read, names, "Reading photos"):
        found = [(name, face) for face in batch for name in (next(todo),) if face is not None]
        if not found:
            continue
        rows = embedder.embed(np.stack([face[3] for _, face in found]))
        photos += [
            Photo(*face, embedding=row, person=index[person_of(name)])
            for (name, face), row in zip(found, rows, strict=True)
        ]
    if not photos:
        raise EvaluationError(f"no face was found in any of {len(names)} photos")
    sums = np.zeros((len(people), embedder.dimension), np.float32)
    for photo in photos:
        sums[photo.person] += photo.embedding
    return Album(photos, normalize(sums))


def draw_batches(album: Album, *, size: int, seed: int) -> Iterator[Batch]:
    """Draw batches without end; the same ones for the same seed."""
    random = np.random.default_rng(seed)
    while True:
        drawn = random.integers(len(album.photos), size=size)
        photos = [album.photos[index] for index in drawn]
        crops = np.stack([_show(photo, random) for photo in photos])
        yield Batch(
            images=np.ascontiguousarray(crops[..., ::-1], np.float32),
            people=np.array([photo.person for photo in photos], np.int64),
            embeddings=np.stack([photo.embedding for photo in photos]),
        )


def _show(photo: Photo, random: np.random.Generator) -> Image:
    """A photo's aligned face, as it is or as a webcam would show it, often mirrored."""
    crop = photo.crop if random.random() < CLEAN_SHARE else _degrade(photo, random)
    mirrored = random.random() < 0.5
    return np.asarray(crop[:, ::-1] if mirrored else crop, np.uint8)


def _degrade(photo: Photo, random: np.random.Generator) -> Image:
    webcam = replace(
        Webcam.draw(random),
        face_px=float(np.exp(random.uniform(*np.log(FACE_PX)))),
        motion_px=random.uniform(*MOTION_PX),
    )
    picture = webcam.apply(photo.image, photo.box)
    scale = webcam.face_px / float(photo.box[2] - photo.box[0])
    error = random.normal(0.0, LANDMARK_ERROR * webcam.face_px, (5, 2))
    landmarks = np.asarray(photo.landmarks * scale + error, np.float32)
    return np.asarray(align_faces(picture, landmarks[np.newaxis])[0], np.uint8)


def _around(image: Image, box: FloatArray) -> tuple[Image, FloatArray]:
    """The picture around a box, and the corner where it was cut."""
    margin = _CONTEXT * (box[2] - box[0])
    left, top = np.maximum(box[:2] - margin, 0).astype(int)
    right, bottom = (box[2:] + margin).astype(int)
    near = np.asarray(image[top:bottom, left:right].copy(), np.uint8)
    return near, np.array([left, top], np.float32)
