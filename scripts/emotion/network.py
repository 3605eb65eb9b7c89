"""The emotion network in Keras, the start that it takes from a face network, and its loss."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import onnx
import tensorflow as tf
from onnx import numpy_helper

from models.emotion import EMOTIONS
from scripts.emotion.calibration import Calibration
from scripts.emotion.config import NetworkConfig, TrainingConfig
from scripts.emotion.layers import NORM_EPSILON, Normalise, Slopes, Standardise
from scripts.emotion.onnx_graph import read_exported

Arrays = list[npt.NDArray[np.float32]]

_FACE_CONTRAST = 0.45
"""How far the pixels of a face spread, in the units that SFace takes: (x - 127.5) / 128."""


def build_network(config: NetworkConfig) -> keras.Model:
    """Build the network: float32 (n, 48, 48), 0..255, to float32 (n, 6) logits.

    The body of a MobileNet (Howard et al., 2017) as SFace has it, but for gray pictures and cut
    off before its last block: depthwise and pointwise convolutions, each normalised, each followed
    by a ReLU with a slope for each channel. The stem and the first `frozen_blocks` are not trained.
    """
    inputs = keras.Input((None, None), name="crops", dtype="float32")
    x = Standardise(name="standardise", dtype="float32")(inputs)
    first = keras.layers.Conv2D(config.stem_width, 3, padding="same", use_bias=False, name="stem")
    norms = not config.frozen_norms
    x = _normalised(x, first, trained=config.frozen_blocks == 0, norms_trained=norms)
    for number, (width, stride) in enumerate(config.blocks):
        trained = number >= config.frozen_blocks
        # Padding on all sides alike, as other frameworks do; "same" pads one side only at stride 2.
        x = keras.layers.ZeroPadding2D(1)(x)
        depthwise = keras.layers.DepthwiseConv2D(
            3, stride, use_bias=False, name=f"block{number}_depthwise"
        )
        pointwise = keras.layers.Conv2D(width, 1, use_bias=False, name=f"block{number}_pointwise")
        x = _normalised(x, depthwise, trained=trained, norms_trained=norms)
        x = _normalised(x, pointwise, trained=trained, norms_trained=norms)
    x = keras.layers.GlobalAveragePooling2D(name="pool", dtype="float32")(x)
    x = keras.layers.Dropout(config.dropout, name="dropout", dtype="float32")(x)
    logits = keras.layers.Dense(len(EMOTIONS), name="logits", dtype="float32")
    return keras.Model(inputs, logits(x))


def start_from_face_network(model: keras.Model, path: Path) -> None:
    """Give the convolutions the weights of SFace, the ONNX file at `path`.

    Who was trained to tell people apart knows what faces are made of. The three colours of its
    first kernels are added up.
    """
    arrays = _arrays_of_layers(path)
    for name in convolutions_of(model):
        kernel = next(arrays)[0]
        if name == "stem":
            kernel = kernel.sum(axis=1, keepdims=True) * _FACE_CONTRAST
        is_depthwise = name.endswith("depthwise")
        order = (2, 3, 0, 1) if is_depthwise else (2, 3, 1, 0)
        model.get_layer(name).set_weights([kernel.transpose(order)])
        model.get_layer(f"{name}_norm").set_weights(next(arrays))
        model.get_layer(f"{name}_slopes").set_weights([next(arrays)[0].reshape(-1)])


def start_from_emotion_network(model: keras.Model, path: Path, calibration: Calibration) -> None:
    """Give the network the weights of an exported one, emotion.onnx at `path`.

    Its normalisation is part of its kernels; the layers for it here change nothing, and must not be
    trained. The calibration that it was exported with is taken out of its last layer: the loss is
    of logits before it.
    """
    stored = read_exported(path)
    for name in convolutions_of(model):
        kernel, bias, slopes = next(stored)
        order = (2, 3, 0, 1) if name.endswith("depthwise") else (2, 3, 1, 0)
        one, none = np.ones_like(bias), np.zeros_like(bias)
        model.get_layer(name).set_weights([kernel.transpose(order)])
        norm = [one, bias, none, one - NORM_EPSILON]
        model.get_layer(f"{name}_norm").set_weights(norm)
        model.get_layer(f"{name}_slopes").set_weights([slopes.reshape(-1)])
    model.get_layer("logits").set_weights(calibration.unfold(*next(stored)))


def convolutions_of(model: keras.Model) -> list[str]:
    """Return the names of the convolutions, in order."""
    kinds = (keras.layers.Conv2D, keras.layers.DepthwiseConv2D)
    return [layer.name for layer in model.layers if isinstance(layer, kinds)]


def partial_label_loss(
    logits: tf.Tensor, labels: dict[str, tf.Tensor], config: TrainingConfig
) -> tf.Tensor:
    """Cross-entropy for faces of which only the emotion, or only tiredness, is known.

    The softmax over six factors into "tired or not" and "which of the five, if not tired"; a face
    counts in the factors that it has labels for. `logits` is (n, 6); `labels` holds `emotion`
    (n, 5), `emotion_weight` (n,), `tired` (n,) in 0..1 and `tired_weight` (n,).
    """
    five = logits[:, :5]
    smooth = config.label_smoothing
    emotion = labels["emotion"] * (1 - smooth) + smooth / 5
    emotion_loss = tf.nn.softmax_cross_entropy_with_logits(emotion, five)
    against_five = logits[:, 5] - tf.reduce_logsumexp(five, axis=1)
    tired = labels["tired"] * (1 - 2 * config.tired_smoothing) + config.tired_smoothing
    tired_loss = tf.nn.sigmoid_cross_entropy_with_logits(tired, against_five)
    return tf.reduce_mean(
        labels["emotion_weight"] * emotion_loss
        + config.tired_loss * labels["tired_weight"] * tired_loss
    )


def _normalised(
    x: keras.KerasTensor,
    convolution: keras.layers.Layer,
    *,
    trained: bool,
    norms_trained: bool,
) -> keras.KerasTensor:
    """Convolve, normalise, bend."""
    name = convolution.name
    # Only the convolutions may compute in half precision.
    norm = Normalise(name=f"{name}_norm", dtype="float32")
    slopes = Slopes(name=f"{name}_slopes", dtype="float32")
    convolution.trainable = slopes.trainable = trained
    norm.trainable = trained and norms_trained
    return slopes(norm(convolution(x)))


def _arrays_of_layers(path: Path) -> Iterator[Arrays]:
    """Yield the weights of each convolution, normalisation and PReLU of an ONNX file, in order."""
    graph = onnx.load(path).graph
    stored: dict[str, npt.NDArray[Any]] = {
        item.name: numpy_helper.to_array(item) for item in graph.initializer
    }
    for node in graph.node:
        if node.op_type in ("Conv", "BatchNormalization", "PRelu"):
            yield [np.asarray(stored[name], np.float32) for name in node.input[1:]]
