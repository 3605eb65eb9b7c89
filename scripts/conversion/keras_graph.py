"""Write a Keras 3 functional network of convolutions as ONNX, layer by layer.

Only what the VGG-Face networks are made of is known here. The graph is channels first, as ONNX
wants it; the input stays as Keras has it, (n, h, w, 3).
"""

from collections.abc import Iterator
from typing import Any, Final

import keras
import numpy as np
import onnx
from keras import layers

from scripts.conversion.graph import GraphBuilder, float_info

_ACTIVATIONS: Final = {"relu": "Relu", "sigmoid": "Sigmoid"}


class KerasGraph:
    """Adds the layers of one network to a graph."""

    def __init__(self, network: keras.Model) -> None:
        self.builder = GraphBuilder()
        self._network = network

    def convert(self) -> onnx.ModelProto:
        """Return the network as ONNX: input `image` float32, output `embedding`, both batched."""
        _, height, width, channels = self._network.input_shape
        planes = self.builder.add("Transpose", ["image"], "planes", perm=[0, 3, 1, 2])
        produced = {self._network.layers[0].name: planes}
        for entry in self._network.get_config()["layers"]:
            layer = self._network.get_layer(entry["name"])
            if not isinstance(layer, layers.InputLayer):
                inputs = [produced[name] for name in _inputs(entry["inbound_nodes"])]
                produced[layer.name] = self._add(layer, inputs)
        self.builder.add("Identity", [produced[self._network.layers[-1].name]], "embedding")
        image = float_info("image", "n", height, width, channels)
        output = float_info("embedding", "n", self._network.output_shape[-1])
        return self.builder.model(self._network.name, image, [output])

    def _add(self, layer: layers.Layer, inputs: list[str]) -> str:  # noqa: PLR0911 - one a kind
        """Add one layer; returns the name of what it produces."""
        match layer:
            case layers.Conv2D():
                return self._convolution(layer, inputs[0])
            case layers.BatchNormalization():
                return self._normalisation(layer, inputs[0])
            case layers.Activation():
                return self._activation(layer.activation, inputs[0], layer.name)
            case layers.MaxPooling2D() | layers.AveragePooling2D():
                return self._pool(layer, inputs[0])
            case layers.GlobalAveragePooling2D():
                mean = self.builder.add("GlobalAveragePool", inputs, f"{layer.name}_mean")
                return self.builder.add("Flatten", [mean], layer.name)
            case layers.Reshape():
                return self._reshape(layer, inputs[0])
            case layers.Add():
                return self.builder.add("Add", inputs, layer.name)
            case layers.Multiply():
                return self.builder.add("Mul", inputs, layer.name)
        raise TypeError(f"layer {layer.name!r} is a {type(layer).__name__}: not known here")

    def _convolution(self, layer: layers.Conv2D, x: str) -> str:
        kernel, *bias = layer.get_weights()
        names = [self.builder.constant(f"{layer.name}_w", kernel.transpose(3, 2, 0, 1))]
        names += [self.builder.constant(f"{layer.name}_b", values) for values in bias]
        x = self.builder.add(
            "Conv",
            [x, *names],
            f"{layer.name}_conv",
            strides=list(layer.strides),
            auto_pad="SAME_UPPER" if layer.padding == "same" else "VALID",
        )
        return self._activation(layer.activation, x, layer.name)

    def _normalisation(self, layer: layers.BatchNormalization, x: str) -> str:
        names = [
            self.builder.constant(f"{layer.name}_{part}", values)
            for part, values in zip("gbmv", layer.get_weights(), strict=True)
        ]
        return self.builder.add(
            "BatchNormalization", [x, *names], layer.name, epsilon=layer.epsilon
        )

    def _activation(self, activation: object, x: str, name: str) -> str:
        if activation is keras.activations.linear:
            return x
        operator = _ACTIVATIONS[keras.activations.serialize(activation)]
        return self.builder.add(operator, [x], name)

    def _pool(self, layer: layers.MaxPooling2D | layers.AveragePooling2D, x: str) -> str:
        operator = "MaxPool" if isinstance(layer, layers.MaxPooling2D) else "AveragePool"
        return self.builder.add(
            operator,
            [x],
            layer.name,
            kernel_shape=list(layer.pool_size),
            strides=list(layer.strides),
        )

    def _reshape(self, layer: layers.Reshape, x: str) -> str:
        """(n, c) to (n, c, 1, 1): the only reshape of these networks."""
        *ones, channels = layer.target_shape
        shape = self.builder.constant(f"{layer.name}_shape", np.array([0, channels, *ones]))
        return self.builder.add("Reshape", [x, shape], layer.name)


def _inputs(node: Any) -> Iterator[str]:  # noqa: ANN401 - Keras nests tensors freely in its config
    """Names of the layers whose tensors a layer is called with."""
    if isinstance(node, dict) and node.get("class_name") == "__keras_tensor__":
        yield node["config"]["keras_history"][0]
    elif isinstance(node, dict):
        for value in node.values():
            yield from _inputs(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _inputs(value)
