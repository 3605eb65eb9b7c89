"""VGG-Face in Keras 3: the three networks that keras-vggface released weights for.

VGG16 is Parkhi et al., "Deep Face Recognition" (2015); ResNet-50 and SENet-50 are Cao et al.,
"VGGFace2" (2018). keras-vggface 0.6 no longer imports under any current Keras, so its definitions
(include_top=False, pooling="avg") are written anew here, layer by layer under the released names;
only "/" is spelled "." because Keras 3 forbids it. This module imports Keras: it is for conversion
and tests, never for the running server.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import h5py
import keras
import numpy as np
import numpy.typing as npt
from keras import layers

from models.errors import WeightLayoutError

CROP_PX: Final = 224
_SENET_EPSILON: Final = 1e-4
_RESNET_EPSILON: Final = 1e-3  # the default of Keras, which keras-vggface left as it was
_SQUEEZE: Final = 16  # how much narrower SENet's gates are than what they gate

# Stages 2 to 5: how many blocks, and how many channels inside and after a block.
_STAGES: Final = ((3, 64, 256), (4, 128, 512), (6, 256, 1024), (3, 512, 2048))


@dataclass(frozen=True, slots=True)
class _Variant:
    """What tells SENet-50 from ResNet-50: gates, and a constant of batch normalisation."""

    gated: bool
    epsilon: float


def build_vgg16() -> keras.Model:
    """Build VGG16: float32 (n, 224, 224, 3) BGR, mean of version 1 subtracted, to (n, 512)."""
    image = x = layers.Input((CROP_PX, CROP_PX, 3), name="image")
    for block, (count, filters) in enumerate(
        ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)), start=1
    ):
        for index in range(1, count + 1):
            name = f"conv{block}_{index}"
            x = layers.Conv2D(filters, 3, padding="same", activation="relu", name=name)(x)
        x = layers.MaxPooling2D(2, strides=2, name=f"pool{block}")(x)
    return keras.Model(image, layers.GlobalAveragePooling2D()(x), name="vggface_vgg16")


def build_resnet50() -> keras.Model:
    """Build ResNet-50: float32 (n, 224, 224, 3) BGR, mean of version 2 subtracted, to (n, 2048)."""
    return _residual_network("vggface_resnet50", _Variant(gated=False, epsilon=_RESNET_EPSILON))


def build_senet50() -> keras.Model:
    """Build SENet-50: float32 (n, 224, 224, 3) BGR, mean of version 2 subtracted, to (n, 2048)."""
    return _residual_network("vggface_senet50", _Variant(gated=True, epsilon=_SENET_EPSILON))


BUILDERS: Final[Mapping[str, Callable[[], keras.Model]]] = {
    "vggface-vgg16": build_vgg16,
    "vggface-resnet50": build_resnet50,
    "vggface-senet50": build_senet50,
}


def load_released_weights(model: keras.Model, path: Path) -> None:
    """Fill a network from a weight file of keras-vggface (HDF5 as Keras 1 and 2 wrote it), by name.

    Layers of the file that the network does not have, a classifier say, are left out. Raises
    WeightLayoutError where a layer is missing or has other shapes.
    """
    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise WeightLayoutError(f"{path} is no HDF5 file of weights: {error}") from error
    with file:
        for layer in model.layers:
            if layer.weights:
                layer.set_weights(_read_layer(file.get("model_weights", file), layer, path))


def _read_layer(file: h5py.Group, layer: layers.Layer, path: Path) -> list[npt.NDArray[np.float32]]:
    name = released_name(layer.name)
    if name not in file or "weight_names" not in file[name].attrs:
        raise WeightLayoutError(f"{path} has no layer {name!r}")
    group = file[name]
    values = [np.asarray(group[key], np.float32) for key in group.attrs["weight_names"]]
    found = [value.shape for value in values]
    wanted = [tuple(weight.shape) for weight in layer.weights]
    if found != wanted:
        raise WeightLayoutError(f"{path}: layer {name!r} has shapes {found}, expected {wanted}")
    return values


def released_name(name: str) -> str:
    """Turn the name of a layer into the one it has in the released files."""
    return name.replace(".", "/")


def _residual_network(name: str, variant: _Variant) -> keras.Model:
    image = x = layers.Input((CROP_PX, CROP_PX, 3), name="image")
    stem = "conv1.7x7_s2"
    x = layers.Conv2D(64, 7, strides=2, padding="same", use_bias=False, name=stem)(x)
    x = layers.Activation("relu")(_normalise(x, stem, variant))
    x = layers.MaxPooling2D(3, strides=2)(x)
    for stage, (blocks, inner, outer) in enumerate(_STAGES, start=2):
        for block in range(1, blocks + 1):
            stride = 2 if block == 1 and stage > 2 else 1
            x = _block(x, f"conv{stage}_{block}", (inner, outer, stride), variant)
    x = layers.AveragePooling2D(7, name="avg_pool")(x)
    return keras.Model(image, layers.GlobalAveragePooling2D()(x), name=name)


def _block(
    x: keras.KerasTensor, name: str, size: tuple[int, int, int], variant: _Variant
) -> keras.KerasTensor:
    """Three convolutions beside a shortcut; the first block of a stage projects the shortcut."""
    inner, outer, stride = size
    shortcut = x
    if name.endswith("_1"):
        shortcut = _convolve(x, f"{name}_1x1_proj", (outer, 1, stride), variant)
    x = _convolve(x, f"{name}_1x1_reduce", (inner, 1, stride), variant)
    x = _convolve(layers.Activation("relu")(x), f"{name}_3x3", (inner, 3, 1), variant)
    x = _convolve(layers.Activation("relu")(x), f"{name}_1x1_increase", (outer, 1, 1), variant)
    if variant.gated:
        x = layers.Multiply()([x, _gate(x, name, outer)])
    return layers.Activation("relu")(layers.Add()([x, shortcut]))


def _convolve(
    x: keras.KerasTensor, name: str, size: tuple[int, int, int], variant: _Variant
) -> keras.KerasTensor:
    filters, side, stride = size
    convolution = layers.Conv2D(
        filters, side, strides=stride, padding="same", use_bias=False, name=name
    )
    return _normalise(convolution(x), name, variant)


def _normalise(x: keras.KerasTensor, name: str, variant: _Variant) -> keras.KerasTensor:
    return layers.BatchNormalization(epsilon=variant.epsilon, name=f"{name}.bn")(x)


def _gate(x: keras.KerasTensor, name: str, channels: int) -> keras.KerasTensor:
    """Squeeze and excitation: one factor 0..1 a channel, from the channels' means."""
    gate = layers.Reshape((1, 1, channels))(layers.GlobalAveragePooling2D()(x))
    gate = layers.Conv2D(channels // _SQUEEZE, 1, name=f"{name}_1x1_down")(gate)
    gate = layers.Activation("relu")(gate)
    gate = layers.Conv2D(channels, 1, name=f"{name}_1x1_up")(gate)
    return layers.Activation("sigmoid")(gate)
