"""Pictures of faces that anybody cut out: how one is framed decides what is read of it.

The network learned faces as the product cuts them and as the public sets come. A picture that shows
much more than that misleads it when it is read whole: of news photos, cut 35 % wider than MTCNN's
boxes, it reads 0.82 instead of 0.89 (docs/evaluation.md has the table, and the command).
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import typer

from models.emotion import EmotionClassifier
from scripts.evaluation.command_line import face_reader
from scripts.evaluation.emotion.evaluation import (
    Cropper,
    Crops,
    FacesMode,
    found_face_cropper,
    whole_image_cropper,
)
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import Pictures
from scripts.evaluation.networks import Networks

_LEAST_SIDE_PX: Final = 160
"""Pictures are enlarged to this for the detector, which finds no face below its smallest one."""
_ROOM: Final = 0.3
"""Share of the longer side that is added on each side: a face that fills its picture is found."""

# The distance between the eyes as a share of the picture's shorter side. It is 0.37 in the framing
# that the network knows best.
_LOOSE: Final = 0.24
"""Below this a picture shows more of the room than of the face."""
_TIGHT: Final = 0.34
"""From here on it is framed as the network knows it, or closer: nothing is there to cut away."""


class AnyFraming:
    """Cuts the face of a picture however it was framed. Safe to call from several threads at once.

    A face that is cut out tightly is read as it is, one in a whole photo as the product cuts it,
    and what lies between in both ways. Without a face that is found the whole picture is one:
    `taken_whole` lists those.
    """

    def __init__(self, source: Pictures, faces: FaceReader, classifier: EmotionClassifier) -> None:
        self._source = source
        self._faces = faces
        self._classifier = classifier
        self.taken_whole: list[str] = []

    def __call__(self, name: str) -> Crops:
        """Return one crop or two of the image's face, the surest first: uint8 (n, S, S) gray."""
        image = self._source.read(name)
        large = _enlarge(image)
        found = self._look(large)
        if found is None or found.eyes_apart >= _LOOSE:
            found = self._look(_give_room(large), shorter_side=min(large.shape[:2]))
        whole = self._classifier.crop_whole(image)[np.newaxis]
        if found is None:
            self.taken_whole.append(name)
            return whole
        if found.eyes_apart >= _TIGHT:
            return whole
        return found.crop if found.eyes_apart < _LOOSE else np.concatenate([found.crop, whole])

    def _look(
        self, image: npt.NDArray[np.uint8], *, shorter_side: int | None = None
    ) -> "_Found | None":
        """Find and cut out the face; `shorter_side` is that of the picture without added room."""
        face = self._faces.find(image)
        if not len(face):
            return None
        left_eye, right_eye = face.landmarks[0, :2]
        distance = float(np.linalg.norm(right_eye - left_eye))
        return _Found(
            self._classifier.crop(image, face.landmarks),
            distance / (shorter_side or min(image.shape[:2])),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A face as the product cuts it, uint8 (1, S, S), and the distance between its eyes."""

    crop: Crops
    eyes_apart: float


def cropper_of(mode: FacesMode, source: Pictures, networks: Networks) -> Cropper:
    """Return what cuts the faces out of images of a kind."""
    match mode:
        case FacesMode.CROP:
            return whole_image_cropper(source, networks.emotions)
        case FacesMode.DETECT:
            return found_face_cropper(face_reader(source, networks), networks.emotions)
        case FacesMode.AUTO:
            return AnyFraming(source, face_reader(source, networks), networks.emotions)


def tell_taken_whole(crop: Cropper) -> None:
    """Say on stderr which images were taken for faces because no face was found in them."""
    taken = crop.taken_whole if isinstance(crop, AnyFraming) else []
    if taken:
        typer.echo(
            f"note: no face was found in {len(taken)} image(s), {min(taken)} among them: they were "
            "read as faces that are cut out already; --faces detect leaves them out",
            err=True,
        )


def _enlarge(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    factor = _LEAST_SIDE_PX / max(image.shape[:2])
    if factor <= 1:
        return image
    larger = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.asarray(larger, np.uint8)


def _give_room(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Continue the edges of an image on all sides."""
    room = round(_ROOM * max(image.shape[:2]))
    wider = cv2.copyMakeBorder(image, room, room, room, room, cv2.BORDER_REPLICATE)
    return np.asarray(wider, np.uint8)
