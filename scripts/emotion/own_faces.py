"""A folder of class-named images as emotion faces: what a school or a laboratory has of its own."""

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
    """Read labels and people from paths: LABEL/image.jpg, or LABEL/PERSON/image.jpg.

    The label is the first folder whose name is an emotion, or `alert` for faces that are not
    tired and otherwise unknown. Where no folder tells the person, each image is somebody else.
    Raises EvaluationError where no image lies in a folder with such a name.
    """
    labelled, left_out = [], []
    for name in names:
        *folders, image = PurePosixPath(name).parts
        labels = [_label(folder) for folder in folders]
        place = next((i for i, label in enumerate(labels) if label != "?"), None)
        if place is None:
            left_out.append(LeftOut(name, "no folder above it is named as an emotion"))
        elif (label := labels[place]) is None:
            left_out.append(LeftOut(name, f"{folders[place]} is none of the six emotions"))
        else:
            inside = folders[place + 1 :]
            labelled.append(LabelledName(name, label, inside[0] if inside else image))
    if not labelled:
        raise EvaluationError(
            "no image lies in a folder named angry, happy, neutral, sad, surprise, tired or alert"
        )
    return labelled, left_out


def read_own_faces(
    labelled: Sequence[LabelledName], crop: Cropper
) -> tuple[list[LabelledFace], list[LeftOut]]:
    """Cut the faces out. A person is in one split only: about 15 % each test and validate."""
    faces, left_out = [], []
    crops = batches_on_all_cores(crop, [item.name for item in labelled], "Cutting out faces")
    cut = [one for batch in crops for one in batch]
    for item, found in zip(labelled, cut, strict=True):
        if len(found):
            faces.append(_face(item, found[0]))
        else:
            left_out.append(LeftOut(item.name, "no face was found in it"))
    if not faces:
        raise EvaluationError(
            f"no face was found in any of {len(labelled)} images; if they are faces that were cut "
            "out already, say --faces crop"
        )
    return faces, left_out


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
