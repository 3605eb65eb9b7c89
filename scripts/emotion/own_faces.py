"""A folder of class-named images as emotion faces: what a school or a laboratory has of its own."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import numpy as np
import numpy.typing as npt

from models.emotion import CROP_SIZE_PX
from scripts.emotion.faces import bucket
from scripts.emotion.sources import FIVE, LabelledFace, Split, hard_label
from scripts.evaluation.emotion_labels import read_emotion
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.progress import batches_on_all_cores

OWN: Final = "own"
"""The source of such faces."""
_TIRED: Final = "tired"
_NO_FACE: Final = "no face was found in it"
_PARTS: Final = frozenset(("train", "training", "val", "valid", "validation", "test", "testing"))
"""Folders of a data set that others have split already: nobody's names."""
_TEST_PERCENT = 15
_VALIDATION_PERCENT = 15

Cropper = Callable[[str], npt.NDArray[np.uint8]]
"""Cuts the face of an image by its name: uint8 (1, 48, 48) gray, or (0, 48, 48) without one."""


@dataclass(frozen=True, slots=True)
class LabelledName:
    """An image by its path, with the label that its folder gives and whom it shows."""

    name: str
    label: str
    person: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An image that cannot be learned from, and why."""

    name: str
    reason: str


def label_names(names: Sequence[str]) -> tuple[list[LabelledName], list[LeftOut]]:
    """Read labels and people from paths: LABEL/image.jpg, LABEL/PERSON/... or PERSON/LABEL/....

    The label is the first folder whose name is an emotion, or `alert` for faces that are not
    tired and otherwise unknown. Where no label has folders below it, but labels lie in several
    folders, those are the people. Where no folder tells the person, each image is somebody else.
    Raises EvaluationError where no image lies in a folder with such a name.
    """
    placed, left_out = [], []
    for name in names:
        *folders, image = PurePosixPath(name).parts
        labels = [_label(folder) for folder in folders]
        place = next((i for i, label in enumerate(labels) if label != "?"), None)
        if place is None:
            left_out.append(LeftOut(name, "no folder above it is named as an emotion"))
        elif (label := labels[place]) is None:
            left_out.append(LeftOut(name, f"{folders[place]} is none of the six emotions"))
        else:
            above = [folder for folder in folders[:place] if folder.casefold() not in _PARTS]
            placed.append(_Placed(name, label, tuple(above), tuple(folders[place + 1 :]), image))
    if not placed:
        raise EvaluationError(
            "no image lies in a folder named angry, happy, neutral, sad, surprise, tired or alert"
        )
    people_above = len({item.above for item in placed}) > 1 and not any(i.below for i in placed)
    labelled = [
        LabelledName(item.name, item.label, item.person(people_above=people_above))
        for item in placed
    ]
    return labelled, left_out


def read_own_faces(
    labelled: Sequence[LabelledName], crop: Cropper
) -> tuple[list[LabelledFace], list[LeftOut]]:
    """Cut the faces out. A person is in one split only: about 15 % each test and validate.

    Raises EvaluationError where no image has a face that can be read.
    """

    def read(item: LabelledName) -> LabelledFace | LeftOut:
        try:
            found = crop(item.name)
        except EvaluationError as error:
            return LeftOut(item.name, f"it cannot be read: {error}")
        return _face(item, found[0]) if len(found) else LeftOut(item.name, _NO_FACE)

    batches = batches_on_all_cores(read, labelled, "Cutting out faces")
    read_items = [item for batch in batches for item in batch]
    faces = [item for item in read_items if isinstance(item, LabelledFace)]
    left_out = [item for item in read_items if isinstance(item, LeftOut)]
    if not faces:
        raise EvaluationError(
            f"no face was found in any of {len(labelled)} images (of {left_out[0].name}: "
            f"{left_out[0].reason}); if they are faces that were cut out already, say --faces crop"
        )
    return faces, left_out


@dataclass(frozen=True, slots=True)
class _Placed:
    """An image with its label, and the folders above and below the one that gives the label."""

    name: str
    label: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    image: str

    def person(self, *, people_above: bool) -> str:
        """Whom it shows, spelled alike on all file systems."""
        folders = self.above[-1:] if people_above else self.below[:1]
        return unicodedata.normalize("NFC", (*folders, self.image)[0]).casefold()


def _label(folder: str) -> str | None:
    """Return an emotion or alert, None for an emotion that is not ours, "?" for another word."""
    try:
        return read_emotion(folder)
    except EvaluationError:
        return "?"


def _face(item: LabelledName, crop: npt.NDArray[np.uint8]) -> LabelledFace:
    assert crop.shape == (CROP_SIZE_PX, CROP_SIZE_PX)
    emotion = hard_label(item.label) if item.label in FIVE else None
    is_tired = item.label == _TIRED
    return LabelledFace(item.name, OWN, _split_of(item.person), crop, emotion, is_tired)


def _split_of(person: str) -> Split:
    number = bucket(person)
    if number < _TEST_PERCENT:
        return "test"
    return "validation" if number < _TEST_PERCENT + _VALIDATION_PERCENT else "train"
