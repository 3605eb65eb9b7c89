"""Batches for training: what each epoch draws, augmented in threads while the network computes."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scripts.emotion.augmentation import augment
from scripts.emotion.config import AugmentationConfig, TrainingConfig
from scripts.emotion.data import FaceSet
from scripts.emotion.own_faces import OWN

_BATCHES_AHEAD = 6
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """`crops` float32 (n, 48, 48), 0..255, and the labels of partial_label_loss."""

    crops: npt.NDArray[np.float32]
    labels: dict[str, npt.NDArray[np.float32]]


def draw_epoch(
    faces: FaceSet, config: TrainingConfig, rng: np.random.Generator
) -> npt.NDArray[np.intp]:
    """Return shuffled indices of one epoch: each source as often as the config says.

    A source that is not among the faces is left out; a small one repeats.
    """
    drawn = []
    for source, count in config.draws.items():
        candidates = np.flatnonzero(faces.sources == source)
        if len(candidates):
            weights = _draw_weights(faces.select(candidates), source, config)
            drawn.append(_draw(candidates, weights, count, rng))
    return rng.permutation(np.concatenate(drawn))


def batches_of_epoch(faces: FaceSet, config: TrainingConfig, epoch: int) -> Iterator[Batch]:
    """Yield the batches of an epoch; seed and epoch decide what they hold, not the timing."""
    order = draw_epoch(faces, config, np.random.default_rng((config.seed, epoch)))
    size, changes = config.batch_size, config.augmentation_of(epoch)
    starts = range(0, len(order) - size + 1, size) if len(order) >= size else [0]
    waiting: deque[Future[Batch]] = deque()
    with ThreadPoolExecutor(_THREADS) as pool:
        for number, start in enumerate(starts):
            rng = np.random.default_rng((config.seed, epoch, number))
            chosen = faces.select(order[start : start + size])
            waiting.append(pool.submit(_make_batch, chosen, config, changes, rng))
            if len(waiting) >= _BATCHES_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _draw_weights(faces: FaceSet, source: str, config: TrainingConfig) -> npt.NDArray[np.float64]:
    """Rare emotions more often; tired and alert faces of one source equally often."""
    if source in ("ferplus", "news"):
        of_emotion = (
            config.emotion_draw_weights if source == "ferplus" else config.news_draw_weights
        )
        weights = faces.emotion.astype(np.float64) @ np.asarray(of_emotion)
    elif source == OWN:
        labels = np.where(faces.emotion.any(axis=1), faces.majority(), 5 + faces.tired)
        _, kinds, counts = np.unique(labels, return_inverse=True, return_counts=True)
        weights = 1 / np.sqrt(counts[kinds])
    else:
        tired = faces.tired == 1
        share = np.where(tired, tired.mean(), 1 - tired.mean())
        weights = 1 / share
    return np.asarray(weights / weights.sum(), np.float64)


def _draw(
    candidates: npt.NDArray[np.intp],
    weights: npt.NDArray[np.float64],
    count: int,
    rng: np.random.Generator,
) -> npt.NDArray[np.intp]:
    repeats = count > len(candidates)
    return rng.choice(candidates, count, replace=repeats, p=weights)


def _make_batch(
    faces: FaceSet,
    config: TrainingConfig,
    changes: AugmentationConfig,
    rng: np.random.Generator,
) -> Batch:
    crops = augment(faces.crops, changes, rng)
    known = ~np.isnan(faces.tired)
    # Who labels emotions does not look for tiredness.
    guessed = faces.emotion.any(axis=1) & np.isin(faces.sources, ("ferplus", "news", OWN))
    tired_weight = np.where(guessed, config.unlabelled_tired_weight, 1.0) * known
    labels = {
        "emotion": faces.emotion,
        "emotion_weight": faces.weight * (faces.emotion.sum(axis=1) > 0),
        "tired": np.nan_to_num(faces.tired),
        "tired_weight": tired_weight.astype(np.float32),
    }
    return Batch(crops.astype(np.float32), labels)
