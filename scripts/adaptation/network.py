"""SFace in TensorFlow, built from its ONNX file, with the few weights that adaptation changes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
import tensorflow as tf
from onnx import numpy_helper

Arrays = dict[str, npt.NDArray[np.float32]]
Layer = Callable[[Any], Any]

_MEAN: Final = 127.5
_SCALE: Final = 0.0078125


class AdaptableSFace:
    """The network's forward pass over float32 (n, 112, 112, 3) RGB 0..255.

    Trained are what stands between the large matrices: scale and shift of every batch
    normalisation (its statistics stay), the slopes of every PReLU, and the depthwise kernels,
    80,000 of 9.7 million weights in all. That is too little to learn people by heart from a few
    thousand photos, and small enough to commit. (Training only normalisation: Frankle, Schwab and
    Morcos, arXiv:2003.00152.)
    """

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self._stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
        self.variables: dict[str, tf.Variable] = {}
        builders = {
            "Conv": self._convolution,
            "BatchNormalization": self._normalisation,
            "PRelu": self._slopes,
            "Gemm": self._matrix,
        }
        self._layers = [
            builders[node.op_type](node) for node in graph.node if node.op_type in builders
        ]

    def __call__(self, images: tf.Tensor) -> tf.Tensor:
        """Return float32 (n, 128), rows of length 1."""
        values = (images - _MEAN) * _SCALE
        for layer in self._layers:
            values = layer(values)
        return tf.math.l2_normalize(values, axis=1)

    def adapted(self, values: Mapping[str, npt.NDArray[np.float32]]) -> Arrays:
        """The arrays of the ONNX file that `values`, by variable, replace."""
        return {
            name: np.asarray(array.transpose(2, 3, 0, 1), np.float32)
            if array.ndim == 4
            # slopes are stored (c, 1, 1), the rest (c,)
            else np.asarray(array.reshape(self._stored[name].shape), np.float32)
            for name, array in values.items()
        }

    def _trained(self, name: str, array: npt.NDArray[np.generic]) -> tf.Variable:
        self.variables[name] = tf.Variable(array.astype(np.float32), name=name)
        return self.variables[name]

    def _convolution(self, node: onnx.NodeProto) -> Layer:
        attributes = _attributes(node)
        stride, pad = attributes["strides"][0], attributes["pads"][0]
        weights = self._stored[node.input[1]]
        around = [[0, 0], [pad, pad], [pad, pad], [0, 0]]
        if attributes["group"] == 1:
            fixed = tf.constant(weights.transpose(2, 3, 1, 0))
            return lambda x: tf.nn.conv2d(tf.pad(x, around), fixed, stride, "VALID")
        kernel = self._trained(node.input[1], weights.transpose(2, 3, 0, 1))
        strides = [1, stride, stride, 1]
        return lambda x: tf.nn.depthwise_conv2d(tf.pad(x, around), kernel, strides, "VALID")

    def _normalisation(self, node: onnx.NodeProto) -> Layer:
        mean, variance = (self._stored[name] for name in node.input[3:])
        spread = np.sqrt(variance + _attributes(node)["epsilon"])
        scale = self._trained(node.input[1], self._stored[node.input[1]])
        shift = self._trained(node.input[2], self._stored[node.input[2]])
        return lambda x: (x - mean) / spread * scale + shift

    def _slopes(self, node: onnx.NodeProto) -> Layer:
        slopes = self._trained(node.input[1], self._stored[node.input[1]].reshape(-1))
        return lambda x: tf.maximum(x, 0.0) + slopes * tf.minimum(x, 0.0)

    def _matrix(self, node: onnx.NodeProto) -> Layer:
        weights, bias = (self._stored[name] for name in node.input[1:])
        side = 7  # the last map is 7 x 7, flattened channels first
        as_channels_last = weights.reshape(len(weights), -1, side, side).transpose(2, 3, 1, 0)
        matrix = tf.constant(as_channels_last.reshape(-1, len(weights)))
        return lambda x: tf.matmul(tf.reshape(x, [-1, matrix.shape[0]]), matrix) + bias


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {item.name: onnx.helper.get_attribute_value(item) for item in node.attribute}
