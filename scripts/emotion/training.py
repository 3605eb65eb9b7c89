"""The training loop: steps, averaged weights, checkpoints, and the export of the best epoch."""

import json
import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from tqdm import tqdm

from models.replacing import replacing
from scripts.emotion.batches import batches_of_epoch
from scripts.emotion.closed_eyes import (
    CLOSED_EYES_FILE,
    Kind,
    apply_smiles,
    sort_closed_eyes,
)
from scripts.emotion.config import TrainingConfig
from scripts.emotion.curves import CURVES_FILE, draw_curves
from scripts.emotion.data import FaceSet
from scripts.emotion.network import (
    build_network,
    partial_label_loss,
    start_from_face_network,
)
from scripts.emotion.opinions import (
    mix_with_opinions,
    opinions_of,
    read_opinions,
    save_opinions,
)
from scripts.emotion.scores import score

LAST_CHECKPOINT = "last.npz"
BEST_CHECKPOINT = "best.npz"
HISTORY_FILE = "history.json"
_FORWARD_BATCH = 256


class Trainer:
    """A network in training with its optimizer and its averaged twin."""

    def __init__(
        self, config: TrainingConfig, steps_per_epoch: int, *, face_network: Path | None = None
    ) -> None:
        keras.utils.set_random_seed(config.seed)
        keras.mixed_precision.set_global_policy(_policy(config))
        self.config = config
        self.model = build_network(config.network)
        if face_network is not None:
            start_from_face_network(self.model, face_network)
        self.averaged = build_network(config.network)
        self.averaged.set_weights(self.model.get_weights())
        self._steps_per_epoch = steps_per_epoch
        self._optimizer = keras.optimizers.AdamW(
            config.learning_rate, weight_decay=config.weight_decay, clipnorm=5.0
        )
        self._optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
        self._optimizer.build(self.model.trainable_variables)
        self._step = tf.function(self._compute_step)
        self._forward = tf.function(
            lambda crops: self.averaged(crops, training=False),
            input_signature=[tf.TensorSpec((None, None, None), tf.float32)],
        )

    @property
    def steps(self) -> int:
        """Steps taken so far."""
        return int(self._optimizer.iterations.numpy())

    def run_epoch(self, faces: FaceSet, epoch: int) -> float:
        """Train on one epoch's draws and return the mean loss."""
        losses = []
        batches = batches_of_epoch(faces, self.config, epoch)
        progress = tqdm(batches, f"epoch {epoch + 1}", self._steps_per_epoch, mininterval=10)
        for batch in progress:
            self._optimizer.learning_rate.assign(self.learning_rate_at(self.steps))
            averaging = min(self.config.averaging, (1 + self.steps) / (20 + self.steps))
            losses.append(
                float(self._step(tf.constant(batch.crops), batch.labels, tf.constant(averaging)))
            )
        return float(np.mean(losses))

    def forward(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return the averaged network's logits (n, 6) for uint8 (n, 48, 48)."""
        parts = [
            self._forward(tf.constant(crops[i : i + _FORWARD_BATCH], tf.float32)).numpy()
            for i in range(0, len(crops), _FORWARD_BATCH)
        ]
        return np.asarray(np.concatenate(parts), np.float32)

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return everything that a resumed run needs."""
        arrays = {f"model_{i}": w for i, w in enumerate(self.model.get_weights())}
        arrays |= {f"averaged_{i}": w for i, w in enumerate(self.averaged.get_weights())}
        variables = self._optimizer.variables
        return arrays | {f"optimizer_{i}": v.numpy() for i, v in enumerate(variables)}

    def restore(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        """Go back to a state."""
        for name, model in (("model", self.model), ("averaged", self.averaged)):
            model.set_weights([arrays[f"{name}_{i}"] for i in range(len(model.get_weights()))])
        for i, variable in enumerate(self._optimizer.variables):
            variable.assign(arrays[f"optimizer_{i}"])

    def learning_rate_at(self, step: int) -> float:
        """Return the rate of a step, counted from 0: see TrainingConfig."""
        config = self.config
        cycle = config.cycle_of(step // self._steps_per_epoch)
        step -= cycle.start * self._steps_per_epoch
        total = len(cycle) * self._steps_per_epoch
        warmup = config.warmup_epochs * self._steps_per_epoch
        cooldown = config.cooldown_share * total
        if step < warmup:
            return config.learning_rate * (step + 1) / warmup
        progress = min(max(0.0, (step - (total - cooldown)) / cooldown), 1.0)
        span = config.learning_rate - config.final_learning_rate
        return config.final_learning_rate + span * (1 + math.cos(math.pi * progress)) / 2

    def _compute_step(
        self, crops: tf.Tensor, labels: dict[str, tf.Tensor], averaging: tf.Tensor
    ) -> tf.Tensor:
        with tf.GradientTape() as tape:
            logits = self.model(crops, training=True)
            loss = partial_label_loss(logits, labels, self.config)
        variables = self.model.trainable_variables
        self._optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        for average, current in zip(self.averaged.variables, self.model.variables, strict=True):
            if average.dtype == "float32":
                average.assign(average * averaging + current * (1 - averaging))
        return loss


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run has done: a row of figures per epoch, and which closed-eyed faces smile."""

    history: list[dict[str, Any]]
    smiling: dict[str, Kind] | None

    @property
    def best_mix(self) -> float:
        """The best validation mix so far, or 0."""
        scored = [row["validation"] for row in self.history if row["validation"]]
        return max((validation["mix"] for validation in scored), default=0.0)

    def without_a_better(self, cycle: range) -> int:
        """How many validated epochs of a cycle came since its best one."""
        rows = self.history[cycle.start :]
        mixes = [row["validation"]["mix"] for row in rows if row["validation"]]
        return len(mixes) - 1 - int(np.argmax(mixes)) if mixes else 0


def train(
    faces: FaceSet,
    config: TrainingConfig,
    output: Path,
    *,
    face_network: Path | None,
    resume: bool,
) -> None:
    """Train to the last epoch, with a checkpoint after each; the best one is kept apart.

    A new run begins with the weights of `face_network`, SFace as ONNX, or with random ones.
    """
    training = faces.select(faces.splits == "train")
    validation = faces.select(faces.splits == "validation")
    steps = max(1, _draws(training, config) // config.batch_size)
    trainer = Trainer(config, steps, face_network=face_network)
    progress = Progress([], None)
    if resume and (output / LAST_CHECKPOINT).is_file():
        progress = load_checkpoint(trainer, output / LAST_CHECKPOINT)
    for epoch in range(len(progress.history), config.epochs):
        if progress.smiling is None and epoch >= config.closed_eyes_from_epoch:
            smiling = sort_closed_eyes(trainer.forward, faces, config.smile_limits)
            (output / CLOSED_EYES_FILE).write_text(json.dumps(smiling, indent=0))
            progress = replace(progress, smiling=smiling)
        cycle, labelled = config.cycle_of(epoch), training
        if cycle.start > 0:
            if epoch == cycle.start:
                save_opinions(opinions_of(trainer.forward, training), output)
            labelled = mix_with_opinions(training, read_opinions(output), config.own_opinion)
        loss = trainer.run_epoch(apply_smiles(labelled, progress.smiling), epoch)
        is_last = epoch + 1 == config.epochs
        is_scored = (epoch + 1) % config.validate_every == 0 or is_last
        scores = score(trainer.forward, validation) if is_scored else None
        row = {
            "epoch": epoch + 1,
            "loss": loss,
            "validation": scores.as_dict() if scores else None,
        }
        is_best = scores is not None and scores.mix > progress.best_mix
        progress = replace(progress, history=[*progress.history, row])
        _save(trainer, progress, output, is_best=is_best)
        tqdm.write(json.dumps(_summary(row)))
        if progress.without_a_better(cycle) >= config.patience:
            tqdm.write(f"{config.patience} epochs brought nothing better: the run ends here")
            break


def load_checkpoint(trainer: Trainer, path: Path) -> Progress:
    """Bring a trainer back to a checkpoint and return the run's progress until then."""
    with np.load(path) as arrays:
        trainer.restore(dict(arrays))
        return Progress(**json.loads(str(arrays["progress"])))


def _policy(config: TrainingConfig) -> str:
    if config.precision != "auto":
        return config.precision
    return "mixed_bfloat16" if tf.config.list_physical_devices("GPU") else "float32"


def _draws(faces: FaceSet, config: TrainingConfig) -> int:
    present = set(faces.sources.tolist())
    # Closed eyes join later; counted from the start, so that an epoch has as many steps always.
    return sum(count for source, count in config.draws.items() if source in present)


def _save(trainer: Trainer, progress: Progress, output: Path, *, is_best: bool) -> None:
    """Write a checkpoint so that an interruption never leaves half a file.

    The best one goes first: a run that goes on from the last one takes it as written.
    """
    output.mkdir(parents=True, exist_ok=True)
    notes = np.array(json.dumps(asdict(progress)))
    for name in (BEST_CHECKPOINT, LAST_CHECKPOINT) if is_best else (LAST_CHECKPOINT,):
        with replacing(output / name) as partial:
            np.savez(partial, allow_pickle=False, progress=notes, **trainer.state())
    (output / HISTORY_FILE).write_text(json.dumps(progress.history, indent=1))
    draw_curves(progress.history, output / CURVES_FILE)


def _summary(row: dict[str, Any]) -> dict[str, Any]:
    figures = {"epoch": row["epoch"], "loss": row["loss"]}
    validation = row["validation"]
    if not validation:
        return figures
    figures["mix"] = validation["mix"]
    for source in ("ferplus", "news"):
        if validation[source]:
            figures[source] = (validation[source]["accuracy"], validation[source]["macro_recall"])
    if validation["tired"]:
        figures["tired"] = validation["tired"]["recall"]
    return figures
