"""Faces of one's own for the tests of fine-tuning: pictures that an easy rule tells apart."""

from dataclasses import replace

import numpy as np

from scripts.emotion.data import FaceSet
from scripts.emotion.own_faces import OWN
from scripts.emotion.sources import FIVE, hard_label


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
    return FaceSet(
        crops=crops,
        emotion=np.where(happy[:, None], hard_label("happy"), hard_label("sad")),
        tired=np.zeros(count, np.float32),
        weight=np.ones(count, np.float32),
        names=np.array([f"own-{number}" for number in numbers]),
        sources=np.full(count, OWN),
        splits=splits,
    )


def make_angry_faces(count: int = 60) -> FaceSet:
    """Return own faces of all splits with a pattern that make_own_faces does not have: squares."""
    faces = make_own_faces(count, seed=1)
    squares = np.kron(np.indices((4, 4)).sum(axis=0) % 2, np.full((12, 12), 200))
    noise = np.random.default_rng(1).integers(0, 50, faces.crops.shape)
    crops = np.asarray(squares + noise, np.uint8)
    return replace(faces, crops=crops, emotion=np.tile(hard_label("angry"), (count, 1)))


def make_labelled_faces(labels: list[str], count: int = 120) -> FaceSet:
    """Return own faces of all splits, with labels of the six emotions, or alert, in turn."""
    faces = make_own_faces(count)
    turns = [labels[number // 8 % len(labels)] for number in range(count)]
    unknown = np.zeros(len(FIVE), np.float32)
    emotion = [hard_label(label) if label in FIVE else unknown for label in turns]
    tired = np.array([label == "tired" for label in turns], np.float32)
    return replace(faces, emotion=np.stack(emotion), tired=tired)
