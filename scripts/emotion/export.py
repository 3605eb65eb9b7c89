"""The best checkpoint, calibrated on the validation split, becomes the committed network."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import keras
import numpy as np

from models.emotion import CROP_SIZE_PX, EMOTIONS, METADATA_FILE, WEIGHTS_FILE
from scripts.emotion.calibration import Calibration, fit_temperature, fit_tired_shift
from scripts.emotion.config import NetworkConfig, TrainingConfig
from scripts.emotion.data import FaceSet
from scripts.emotion.onnx_graph import export_onnx
from scripts.emotion.scores import Forward, with_mirror_image
from scripts.emotion.training import BEST_CHECKPOINT, Trainer, load_checkpoint


def export_best(faces: FaceSet, config: TrainingConfig, output: Path, weights: Path) -> None:
    """Write emotion.onnx and emotion.json from the best checkpoint under `output`."""
    trainer = Trainer(config, steps_per_epoch=1)
    progress = load_checkpoint(trainer, output / BEST_CHECKPOINT)
    calibration = calibrate(with_mirror_image(trainer.forward), faces, config)
    export_network(trainer.averaged, config.network, calibration, weights)
    write_metadata(
        weights,
        parameters=int(trainer.model.count_params()),
        calibration=asdict(calibration),
        epoch=len(progress.history),
        training=asdict(config),
    )


def export_network(
    model: keras.Model, network: NetworkConfig, calibration: Calibration, weights: Path
) -> None:
    """Write emotion.onnx."""
    weights.mkdir(parents=True, exist_ok=True)
    export_onnx(model, weights / WEIGHTS_FILE, network, calibration)


def write_metadata(weights: Path, **made: object) -> None:
    """Write emotion.json beside emotion.onnx: what the network is, and how it was `made`."""
    metadata = {
        "name": "homeroom-emotion",
        "labels": EMOTIONS,
        "crop_size_px": CROP_SIZE_PX,
        "input": "float32 (n, 48, 48), gray, 0..255; standardised inside the graph",
        "output": "float32 (n, 6) logits, calibrated: shift and temperature are in the weights",
        "sha256": hashlib.sha256((weights / WEIGHTS_FILE).read_bytes()).hexdigest(),
        **made,
    }
    (weights / METADATA_FILE).write_text(json.dumps(metadata, indent=2) + "\n")


def calibrate(forward: Forward, faces: FaceSet, config: TrainingConfig) -> Calibration:
    """Fit the calibration on the validation split only."""
    validation = faces.part("validation")
    logits = forward(validation.crops)
    ferplus = validation.sources == "ferplus"
    calibration = fit_temperature(logits[ferplus], validation.select(ferplus).majority())
    not_tired = validation.tired == 0
    groups = [logits[not_tired & (validation.sources == s)] for s in np.unique(validation.sources)]
    return fit_tired_shift(
        calibration,
        [group for group in groups if len(group)],
        false_alarms=config.tired_false_alarms,
    )
