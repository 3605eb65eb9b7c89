"""A folder of class-named images as emotion faces: what a school or a laboratory has of its own."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import numpy as np
import numpy.typing as npt

from models.emotion import CROP_SIZE_PX
from scripts.emotion.faces import bucket
from scripts.emotion.sources import FIVE, LabelledFace, Split, hard_label
from scripts.evaluation.emotion.evaluation import Cropper
from scripts.evaluation.emotion.labels import read_emotion
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


@dataclass(frozen=True, slots=True)
class LabelledNames:
    """What is learned from, what is not, and a line on who is whom where that is not certain."""

    images: list[LabelledName]
    left_out: list[LeftOut]
    doubt: str | None


def label_names(names: Sequence[str]) -> LabelledNames:
    """Read labels and people from paths: LABEL/image.jpg, LABEL/PERSON/... or PERSON/LABEL/....

    The label is the first folder whose name is an emotion, or `alert` for faces that are not
    tired and otherwise unknown. Where labels lie in several folders, those are the people,
    whatever lies below; else the folders below are. Where no folder tells the person, each image
    is somebody else. Raises EvaluationError where no image lies in a folder with such a name, or
    where only some labels lie in folders of people.
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
            above = [folder for folder in map(_spelled, folders[:place]) if folder not in _PARTS]
            below = map(_spelled, folders[place + 1 :])
            placed.append(_Placed(name, label, tuple(above), tuple(below), _spelled(image)))
    if not placed:
        raise EvaluationError(
            "no image lies in a folder named angry, happy, neutral, sad, surprise, tired or alert"
        )
    level = _level_of_people(placed)
    labelled = [LabelledName(item.name, item.label, item.person(level)) for item in placed]
    return LabelledNames(labelled, left_out, _doubt(placed, level))


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

    def person(self, level: int | None) -> str:
        """Whom it shows, by the folder of that level above the label or by what is below it."""
        return (*self.below, self.image)[0] if level is None else self.above[level]


def _spelled(name: str) -> str:
    """Return a name as it is spelled alike on all file systems."""
    return unicodedata.normalize("NFC", name).casefold()


def _level_of_people(placed: Sequence[_Placed]) -> int | None:
    """Return which of the folders above the labels, from the outermost, are people; None if none.

    They are the innermost that differ, unless most of those are in several folders: then they
    are days or rooms, and the people are further out.
    """
    depth = min(len(item.above) for item in placed)
    levels = _differing(placed)
    if levels and levels[0] >= depth:
        odd = next(item for item in placed if len(item.above) == depth)
        other = next(item for item in placed if len(item.above) > levels[0])
        raise EvaluationError(
            f"who is whom cannot be told: {odd.name} lies in no folder of a person, and "
            f"{other.name} does; lay all images out as EMOTION/PERSON/image.jpg or all as "
            "PERSON/EMOTION/image.jpg"
        )
    for level in reversed([level for level in levels if level < depth]):
        if level == levels[0] or not _recur(placed, level):
            return level
    return None


def _differing(placed: Sequence[_Placed]) -> list[int]:
    """Levels above the labels at which there are several folders."""
    deepest = max(len(item.above) for item in placed)
    return [
        level
        for level in range(deepest)
        if len({item.above[level] for item in placed if len(item.above) > level}) > 1
    ]


def _recur(placed: Sequence[_Placed], level: int) -> bool:
    """Whether most folders of a level are found in several folders, as days are in people's."""
    places = {item.above[: level + 1] for item in placed}
    return len(places) >= 2 * len({place[level] for place in places})


def _doubt(placed: Sequence[_Placed], level: int | None) -> str | None:
    """Say what may be wrong about who is whom; None where nothing is."""
    if level is None:
        alone = [item.name for item in placed if not item.below]
        return (
            f"{len(alone)} image(s), such as {alone[0]}, lie in no folder of a person: each counts "
            "as somebody else, which makes the figures look better than they are"
            if alone
            else None
        )
    others = {folder for item in placed for folder in item.below[:1]}
    for other in _differing(placed):
        if other != level:
            others |= {item.above[other] for item in placed if len(item.above) > other}
    if not others:
        return None
    people = {item.above[level] for item in placed}
    return (
        f"the people are taken to be {_examples(people)}, and not {_examples(others)}; where that "
        "is wrong, lay the images out as EMOTION/PERSON/image.jpg"
    )


def _examples(folders: set[str]) -> str:
    first = sorted(folders)[:2]
    return ", ".join(first) + (" …" if len(folders) > len(first) else "")


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
