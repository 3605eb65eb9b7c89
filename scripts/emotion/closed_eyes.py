"""Closed eyes that smile: CEW has many of them, and a smile is not tired."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np

from models.emotion import EmotionSet, labels_of, probabilities
from scripts.emotion.data import FaceSet
from scripts.emotion.faces import WHOLE
from scripts.emotion.scores import Forward

CLOSED_EYES_FILE = "closed_eyes.json"

Kind = Literal["tired", "happy", "unclear"]
_HAPPY = labels_of(EmotionSet.ENGAGEMENT).index("happy")


def sort_closed_eyes(
    forward: Forward, faces: FaceSet, limits: tuple[float, float]
) -> dict[str, Kind]:
    """Say of each closed-eyed face, by name, what it is: below the first limit of the network's
    probability of happy it is tired, above the second happy, between them unclear. The product's
    crop decides, for the whole picture too.
    """
    whole = np.char.endswith(faces.names, WHOLE)
    closed = faces.select((faces.sources == "cew_closed") & ~whole)
    if len(closed) == 0:
        return {}
    smile = probabilities(forward(closed.crops), EmotionSet.ENGAGEMENT)[:, _HAPPY]
    return {
        name: "tired" if chance < limits[0] else "happy" if chance > limits[1] else "unclear"
        for name, chance in zip(closed.names.tolist(), smile.tolist(), strict=True)
    }


def apply_smiles(faces: FaceSet, smiling: dict[str, Kind] | None) -> FaceSet:
    """Leave out closed-eyed faces that nobody sorted yet or that are unclear; relabel smiles."""
    closed = faces.sources == "cew_closed"
    kinds = np.array(
        [
            (smiling or {}).get(name.removesuffix(WHOLE), "unclear") if is_closed else "kept"
            for name, is_closed in zip(faces.names.tolist(), closed.tolist(), strict=True)
        ]
    )
    happy = kinds == "happy"
    emotion = faces.emotion.copy()
    emotion[happy] = np.eye(5, dtype=np.float32)[_HAPPY]
    relabelled = replace(faces, emotion=emotion, tired=np.where(happy, 0, faces.tired))
    return relabelled.select(kinds != "unclear")


def read_closed_eyes_file(output: Path) -> dict[str, Kind] | None:
    """Return how a run sorted the closed-eyed faces, or None where it did not yet."""
    path = output / CLOSED_EYES_FILE
    if not path.is_file():
        return None
    kinds: dict[str, Kind] = json.loads(path.read_text())
    return kinds
