"""Generated pictures in place of the emotion faces, and a training that is done in seconds."""

import numpy as np

from scripts.emotion.config import NetworkConfig, TrainingConfig
from scripts.emotion.data import FaceSet

SOURCES = ("ferplus", "news", "yawdd", "cew_closed")
TINY = TrainingConfig(
    cycles=(2,),
    batch_size=8,
    draws=dict.fromkeys(SOURCES, 8),
    closed_eyes_from_epoch=1,
    validate_every=1,
    network=NetworkConfig(stem_width=4, blocks=((8, 2),), frozen_blocks=1),
)


def make_faces(count: int = 48, *, seed: int = 0) -> FaceSet:
    """Return generated pictures (blurred noise), of all sources and splits in turn."""
    rng = np.random.default_rng(seed)
    numbers = np.arange(count)
    sources = np.array(SOURCES)[numbers % 4]
    emotional = np.isin(sources, ("ferplus", "news"))
    emotion = np.eye(5, dtype=np.float32)[rng.integers(0, 5, count)] * emotional[:, None]
    tired = np.where(sources == "yawdd", numbers // 4 % 2, sources == "cew_closed")
    return FaceSet(
        crops=rng.integers(0, 256, (count, 48, 48)).astype(np.uint8),
        emotion=emotion,
        tired=tired.astype(np.float32),
        weight=np.ones(count, np.float32),
        names=np.array([f"face-{number}" for number in numbers]),
        sources=sources,
        splits=np.array(["train", "validation", "test"])[numbers // 8 % 3],
    )
