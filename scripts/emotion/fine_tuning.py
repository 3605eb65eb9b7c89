"""The committed emotion network, taught a little more from faces of one's own."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from models.emotion import METADATA_FILE, WEIGHTS_FILE
from scripts.emotion.calibration import Calibration
from scripts.emotion.config import FineTuningConfig, NetworkConfig, TrainingConfig
from scripts.emotion.data import FaceSet
from scripts.emotion.export import export_network, write_metadata
from scripts.emotion.network import partial_label_loss, start_from_emotion_network
from scripts.emotion.own_faces import OWN
from scripts.emotion.scores import Forward
from scripts.emotion.sources import FIVE
from scripts.emotion.training import Trainer
from scripts.evaluation.errors import EvaluationError

Weights = list[npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class FineTuned:
    """What came of it: the `way` gone from the old weights, 0, to the new, 1, and the loss on
    validation faces at each way that was tried.
    """

    way: float
    losses: dict[float, float]


def fine_tune(
    own: FaceSet, rehearsed: FaceSet | None, config: FineTuningConfig, *, start: Path, target: Path
) -> FineTuned:
    """Teach the network in the folder `start`, and write what came of it into `target`.

    `own` are faces of scripts.prepare_emotion_data, `rehearsed` those of the public sets, which
    keep the network from forgetting them. Raises EvaluationError where too few faces are held out
    to tell whether it helped, or, with nothing rehearsed, where faces are of one kind only.
    """
    training, validation = own.part("train"), own.part("validation")
    if not len(training) or len(validation) < config.fewest_validation_faces:
        raise EvaluationError(
            f"{len(training)} faces to learn from and {len(validation)} to choose by are too few: "
            f"the second must be {config.fewest_validation_faces} at least. Add images of more "
            "people; about 15 % of the people choose, and about 15 % test"
        )
    if rehearsed is None:
        _require_several_kinds(training, "learn from")
        _require_several_kinds(validation, "choose by")
    network, calibration = _read_start(start)
    draws = _draws(training, rehearsed, config)
    plan = _plan(network, draws, config)
    trainer = Trainer(plan, max(1, sum(draws.values()) // plan.batch_size))
    for model in (trainer.model, trainer.averaged):
        start_from_emotion_network(model, start / WEIGHTS_FILE, calibration)
    old: Weights = trainer.averaged.get_weights()
    together = FaceSet.joined([training, *([rehearsed.part("train")] if rehearsed else [])])
    for epoch in range(plan.epochs):
        trainer.run_epoch(together, epoch)
    held_out = [validation, *([rehearsed.part("validation")] if rehearsed else [])]
    tuned = _go_the_best_way(trainer, calibration, old, held_out, config)
    export_network(trainer.averaged, network, calibration, target)
    write_metadata(
        target,
        calibration=asdict(calibration),
        training={"network": asdict(network)},
        fine_tuned_way=tuned.way,
    )
    return tuned


def _require_several_kinds(faces: FaceSet, purpose: str) -> None:
    """Raise EvaluationError for faces that show one emotion only, or that all are tired or alert.

    From them the network learns to say so of every face, and on them it looks right.
    """
    who, emotional = "faces with an emotion", np.asarray(faces.emotion.any(axis=1), np.bool_)
    kinds = {FIVE[i] for i in faces.select(emotional).majority()}
    if not kinds:
        who, kinds = "faces", {"tired" if tired else "alert" for tired in faces.tired == 1}
    if len(kinds) == 1:
        raise EvaluationError(
            f"all {who} to {purpose} are {kinds.pop()}: the network would learn to say so of every "
            "face. Add people with another emotion (beside tired ones, alert ones do), or rehearse "
            "the public sets with --rehearse"
        )


def _read_start(weights: Path) -> tuple[NetworkConfig, Calibration]:
    """Return the shape of the network in a weights folder, and what it was calibrated with."""
    stored: dict[str, Any] = json.loads((weights / METADATA_FILE).read_text())
    shape = dict(stored["training"]["network"])
    shape["blocks"] = tuple((width, stride) for width, stride in shape["blocks"])
    made = stored.get("calibration", asdict(Calibration()))
    calibration = Calibration(made["temperature"], tuple(made["shifts"]))
    return NetworkConfig(**shape), calibration


def _plan(
    network: NetworkConfig, draws: dict[str, int], config: FineTuningConfig
) -> TrainingConfig:
    frozen = max(len(network.blocks) - config.trained_blocks, 0)
    return replace(
        TrainingConfig(),
        cycles=(config.epochs,),
        learning_rate=config.learning_rate,
        final_learning_rate=config.learning_rate / 50,
        batch_size=min(TrainingConfig().batch_size, sum(draws.values())),
        draws=draws,
        network=replace(network, frozen_blocks=frozen, frozen_norms=True),
    )


def _draws(
    training: FaceSet, rehearsed: FaceSet | None, config: FineTuningConfig
) -> dict[str, int]:
    own = max(len(training), config.smallest_epoch)
    if rehearsed is None:
        return {OWN: own}
    present = set(rehearsed.part("train").sources.tolist())
    draws = TrainingConfig().draws
    public = {source: count for source, count in draws.items() if source in present}
    scale = own * config.rehearsed_share / (1 - config.rehearsed_share) / sum(public.values())
    return {OWN: own, **{source: round(count * scale) for source, count in public.items()}}


def _go_the_best_way(
    trainer: Trainer,
    calibration: Calibration,
    old: Weights,
    held_out: list[FaceSet],
    config: FineTuningConfig,
) -> FineTuned:
    """Leave `trainer.averaged` with the weights between old and new that read faces best; of those
    that are as good, with the nearest to the old.
    """
    new: Weights = trainer.averaged.get_weights()

    def go(way: float) -> None:
        between = [a + way * (b - a) for a, b in zip(old, new, strict=True)]
        trainer.averaged.set_weights(between)

    def calibrated(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        return calibration.apply(trainer.forward(crops))

    losses = {}
    for way in config.ways:
        go(way)
        losses[way] = float(np.mean([_loss(calibrated, faces) for faces in held_out]))
    good = min(losses.values()) + config.least_gain
    shortest = min(way for way, loss in losses.items() if loss <= good)
    go(shortest)
    return FineTuned(shortest, losses)


def _loss(forward: Forward, faces: FaceSet) -> float:
    """The loss against what the faces show. Labels that spread themselves over the emotions, which
    training is given, would praise a network for being less sure than it is right.
    """
    plain = replace(TrainingConfig(), label_smoothing=0.0, tired_smoothing=0.0)
    labels = {
        "emotion": np.eye(len(FIVE), dtype=np.float32)[faces.majority()],
        "emotion_weight": np.asarray(faces.emotion.any(axis=1), np.float32),
        "tired": np.nan_to_num(faces.tired),
        "tired_weight": np.asarray(~np.isnan(faces.tired), np.float32),
    }
    tensors = {name: tf.constant(array) for name, array in labels.items()}
    return float(partial_label_loss(tf.constant(forward(faces.crops)), tensors, plain))
