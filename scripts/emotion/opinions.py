"""What the network itself says of the faces that it learns from, beside their labels.

A few people's votes on an expression are a noisy label, and a network that learned from many faces
is one more who votes (Reed et al., "Training deep neural networks on noisy labels with
bootstrapping", 2015; Furlanello et al., "Born-again neural networks", 2018).
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.emotion import EmotionSet, probabilities
from models.replacing import replacing
from scripts.emotion.data import FaceSet
from scripts.emotion.scores import Forward, with_mirror_image

OPINIONS_FILE = "opinions.npy"


def opinions_of(forward: Forward, faces: FaceSet) -> npt.NDArray[np.float32]:
    """Return float32 (n, 5), probabilities in the order of FIVE, mirror images included."""
    return probabilities(with_mirror_image(forward)(faces.crops), EmotionSet.ENGAGEMENT)


def mix_with_opinions(faces: FaceSet, opinions: npt.NDArray[np.float32], share: float) -> FaceSet:
    """Return the faces with labels of which `share`, in 0..1, is the opinion (n, 5).

    A face without an emotion label stays without one.
    """
    labelled = faces.emotion.any(axis=1, keepdims=True)
    mixed = (1 - share) * faces.emotion + share * opinions
    return replace(faces, emotion=np.where(labelled, mixed, 0).astype(np.float32))


def save_opinions(opinions: npt.NDArray[np.float32], output: Path) -> None:
    """Keep the opinions in a run's folder, for when it is resumed."""
    output.mkdir(parents=True, exist_ok=True)
    with replacing(output / OPINIONS_FILE) as partial:
        np.save(partial, opinions)


def read_opinions(output: Path) -> npt.NDArray[np.float32]:
    """Return the opinions that save_opinions kept."""
    return np.asarray(np.load(output / OPINIONS_FILE), np.float32)
