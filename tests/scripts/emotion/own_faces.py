"""Faces of one's own for the tests of fine-tuning: pictures that an easy rule tells apart."""

import numpy as np

from scripts.emotion.data import FaceSet
from scripts.emotion.own_faces import OWN
from scripts.emotion.sources import FIVE


def make_own_faces(count: int = 120, *, mislabelled: bool = False, seed: int = 0) -> FaceSet:
    """Return own faces of all splits: lying stripes are happy, standing ones are sad.

    With `mislabelled` the training faces contradict the others.
    """
    rng = np.random.default_rng(seed)
    numbers = np.arange(count)
    lying = numbers % 2 == 0
    stripes = np.where(np.arange(48) // 4 % 2, 200, 0).astype(np.uint8)
    crops = rng.integers(0, 50, (count, 48, 48)).astype(np.uint8)
    crops[lying] += stripes[:, None]
    crops[~lying] += stripes
    splits = np.array(["train", "train", "validation", "test"])[numbers // 2 % 4]
    happy = lying ^ ((splits == "train") & mislabelled)
    emotion = np.zeros((count, 5), np.float32)
    emotion[numbers, np.where(happy, FIVE.index("happy"), FIVE.index("sad"))] = 1
    return FaceSet(
        crops=crops,
        emotion=emotion,
        tired=np.zeros(count, np.float32),
        weight=np.ones(count, np.float32),
        names=np.array([f"own-{number}" for number in numbers]),
        sources=np.full(count, OWN),
        splits=splits,
    )
