"""The training loop: distillation from good photos to poor pictures of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from models.embedder import normalize
from scripts.adaptation.network import AdaptableSFace
from scripts.adaptation.samples import Album, Batch

SCALE: Final = 32.0
MARGIN: Final = 0.2
"""Scale and additive margin of the softmax over people (Wang et al., arXiv:1801.05599)."""
PEOPLE_WEIGHT: Final = 0.1
DISTANCE_WEIGHT: Final = 2.0
AVERAGE_MEMORY: Final = 0.99
"""The weights that are kept are an average over about the last hundred steps."""
ADAPTED_SHARE: Final = 0.6
"""The weights that are kept lie this far on the way from the published to the trained ones.

That keeps what is best of both (Wortsman et al., arXiv:2109.01903). On people outside the open set,
the share accepted at a false accept rate of 1 in 100,000, for good photos and for poor pictures:
0.989 and 0.793 at 0, 0.990 and 0.836 at 0.5, 0.989 and 0.841 at 0.75, 0.982 and 0.841 at 1.
"""
_WARM_UP_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast; the rest is constants of the modules."""

    steps: int = 1400
    batch_size: int = 32
    learning_rate: float = 1e-3
    seed: int = 1

    def rate(self, step: int) -> float:
        """Warm up, then half a cosine down to zero."""
        warm = min(1.0, (step + 1) / _WARM_UP_STEPS)
        return self.learning_rate * warm * 0.5 * (1.0 + float(np.cos(np.pi * step / self.steps)))


@dataclass(frozen=True, slots=True)
class Losses:
    """Of one batch: cross entropy over the people, and the mean of 1 - cosine to the photo."""

    people: float
    distance: float


class Trainer:
    """Steps, the running average of the weights, and a checkpoint to go on from."""

    def __init__(
        self,
        network: AdaptableSFace,
        prototypes: npt.NDArray[np.float32],
        recipe: Recipe,
        checkpoint_dir: Path,
    ) -> None:
        self._network = network
        self._prototypes = tf.constant(prototypes.T)
        self._recipe = recipe
        self._trained = list(network.variables.values())
        self._published = [variable.numpy() for variable in self._trained]
        self._averages = [tf.Variable(variable) for variable in self._trained]
        self._optimizer = tf.keras.optimizers.Adam(recipe.learning_rate)
        self._optimizer.build(self._trained)
        self._step = tf.Variable(0, dtype=tf.int64)
        checkpoint = tf.train.Checkpoint(
            step=self._step,
            optimizer=self._optimizer,
            trained=self._trained,
            averages=self._averages,
        )
        self._manager = tf.train.CheckpointManager(checkpoint, str(checkpoint_dir), max_to_keep=1)
        self._manager.restore_or_initialize()

    @property
    def step(self) -> int:
        """Steps done, also before an interruption."""
        return int(self._step)

    def save(self) -> None:
        self._manager.save()

    def run(self, batches: Iterator[Batch]) -> Iterator[Losses]:
        """Train until the recipe's steps are done, and yield the losses of each."""
        while self.step < self._recipe.steps:
            batch = next(batches)
            self._optimizer.learning_rate.assign(self._recipe.rate(self.step))
            people, distance = self._train(batch.images, batch.people, batch.embeddings)
            self._step.assign_add(1)
            yield Losses(float(people), float(distance))

    def adapted(self) -> dict[str, npt.NDArray[np.float32]]:
        """The weights that are kept, by the names of the ONNX file."""
        return self._network.adapted(dict(zip(self._network.variables, self._kept(), strict=True)))

    def mean(self, album: Album) -> npt.NDArray[np.float32]:
        """What all faces have in common for the weights that are kept: float32 (128,).

        The mean over people of their photos' embeddings, each the mean of a face and its mirror
        image as models.sface.SFace embeds it.
        """
        for variable, kept in zip(self._trained, self._kept(), strict=True):
            variable.assign(kept)
        sums = np.zeros((self._prototypes.shape[1], self._prototypes.shape[0]), np.float32)
        for start in range(0, len(album.photos), self._recipe.batch_size):
            photos = album.photos[start : start + self._recipe.batch_size]
            crops = np.stack([photo.crop[..., ::-1] for photo in photos]).astype(np.float32)
            both = self._network(tf.constant(np.concatenate([crops, crops[:, :, ::-1]]))).numpy()
            rows = normalize(both[: len(crops)] + both[len(crops) :])
            np.add.at(sums, [photo.person for photo in photos], rows)
        return np.asarray(normalize(sums).mean(axis=0), np.float32)

    def _kept(self) -> list[npt.NDArray[np.float32]]:
        return [
            (1.0 - ADAPTED_SHARE) * published + ADAPTED_SHARE * average.numpy()
            for published, average in zip(self._published, self._averages, strict=True)
        ]

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def _train(
        self, images: tf.Tensor, people: tf.Tensor, embeddings: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            embedded = self._network(images)
            cosines = tf.matmul(embedded, self._prototypes)
            own = tf.one_hot(people, self._prototypes.shape[1])
            logits = SCALE * (cosines - MARGIN * own)
            by_people = tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(people, logits)
            )
            distance = tf.reduce_mean(1.0 - tf.reduce_sum(embedded * embeddings, axis=1))
            loss = PEOPLE_WEIGHT * by_people + DISTANCE_WEIGHT * distance
        gradients = tape.gradient(loss, self._trained)
        self._optimizer.apply_gradients(zip(gradients, self._trained, strict=True))
        done = tf.cast(self._step, tf.float32)
        memory = tf.minimum(AVERAGE_MEMORY, (1.0 + done) / (10.0 + done))
        for average, variable in zip(self._averages, self._trained, strict=True):
            average.assign(memory * average + (1.0 - memory) * variable)
        return by_people, distance
