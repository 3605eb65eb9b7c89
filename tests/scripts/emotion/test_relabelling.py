"""Labels that the network itself changes while it learns: smiles with closed eyes, opinions."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.emotion import EmotionSet, labels_of
from scripts.emotion.closed_eyes import Kind, apply_smiles, sort_closed_eyes
from scripts.emotion.opinions import (
    mix_with_opinions,
    opinions_of,
    read_opinions,
    save_opinions,
)
from scripts.emotion.sources import FIVE
from tests.scripts.emotion.faces import make_faces


def test_closed_eyes_that_smile_are_happy_and_not_tired() -> None:
    faces = make_faces(12)
    closed = faces.names[faces.sources == "cew_closed"].tolist()
    smiling: dict[str, Kind] = {closed[0]: "happy", closed[1]: "tired", closed[2]: "unclear"}

    sorted_faces = apply_smiles(faces, smiling)

    kinds = dict(zip(sorted_faces.names.tolist(), sorted_faces.tired.tolist(), strict=True))
    happy = labels_of(EmotionSet.ENGAGEMENT).index("happy")
    assert (kinds[closed[0]], kinds[closed[1]]) == (0, 1)
    assert closed[2] not in kinds
    assert sorted_faces.emotion[sorted_faces.names == closed[0]].argmax() == happy


def test_closed_eyes_are_sorted_by_the_probability_of_a_smile() -> None:
    faces = make_faces(12)
    logits = np.zeros((3, 6), np.float32)
    logits[:, FIVE.index("happy")] = (-3, 1, 5)

    kinds = sort_closed_eyes(lambda _: logits, faces, (0.2, 0.6))

    assert list(kinds.values()) == ["tired", "unclear", "happy"]


def test_opinions_join_labels_and_make_none() -> None:
    faces = make_faces(4)  # the third and fourth are no emotion's
    opinions = np.full((4, 5), 0.2, np.float32)

    mixed = mix_with_opinions(faces, opinions, 0.4)

    assert np.allclose(mixed.emotion[:2], 0.6 * faces.emotion[:2] + 0.08)
    assert not mixed.emotion[2:].any()
    assert np.array_equal(mixed.majority()[:2], faces.majority()[:2])


def test_opinion_is_the_same_of_a_face_and_of_its_mirror_image(tmp_path: Path) -> None:
    faces = make_faces(6)

    def forward(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        return np.asarray(crops[:, 0, :6] / 100, np.float32)

    opinions = opinions_of(forward, faces)
    save_opinions(opinions, tmp_path)

    mirrored = replace(faces, crops=faces.crops[:, :, ::-1])
    assert np.allclose(opinions, opinions_of(forward, mirrored))
    assert np.allclose(opinions.sum(axis=1), 1)
    assert np.array_equal(read_opinions(tmp_path), opinions)
