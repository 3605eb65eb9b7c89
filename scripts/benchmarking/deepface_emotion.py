"""DeepFace's emotion network with random weights, as ONNX."""

from dataclasses import dataclass, field

import numpy as np
import onnx

from scripts.conversion.graph import GraphBuilder, float_info


def build_emotion_network() -> onnx.ModelProto:
    """Build it as DeepFace's models/demography/tf/Emotion.py does.

    Input `image` float32 (n, 48, 48, 1) gray, output `probabilities` (n, 7).
    """
    network = _Network()
    x = network.builder.add("Transpose", ["image"], "planes", perm=[0, 3, 1, 2])
    x = network.convolution(x, "conv1", (64, 1, 5, 5))
    x = network.pool(x, "pool1", "MaxPool", 5)
    x = network.convolution(x, "conv2", (64, 64, 3, 3))
    x = network.convolution(x, "conv3", (64, 64, 3, 3))
    x = network.pool(x, "pool2", "AveragePool", 3)
    x = network.convolution(x, "conv4", (128, 64, 3, 3))
    x = network.convolution(x, "conv5", (128, 128, 3, 3))
    x = network.pool(x, "pool3", "AveragePool", 3)
    x = network.builder.add("Flatten", [x], "flat")
    x = network.builder.add("Relu", [network.dense(x, "dense1", (128, 1024))], "relu1")
    x = network.builder.add("Relu", [network.dense(x, "dense2", (1024, 1024))], "relu2")
    x = network.dense(x, "dense3", (1024, 7))
    network.builder.add("Softmax", [x], "probabilities", axis=1)
    image, output = float_info("image", "n", 48, 48, 1), float_info("probabilities", "n", 7)
    return network.builder.model("deepface_emotion", image, [output])


@dataclass(frozen=True, slots=True)
class _Network:
    """Adds layers; their weights keep the size of what goes through, so that no speed is odd."""

    builder: GraphBuilder = field(default_factory=GraphBuilder)
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))

    def convolution(self, x: str, name: str, shape: tuple[int, int, int, int]) -> str:
        x = self.builder.add("Conv", [x, self._weights(name, shape, fan_in=shape[1:])], name)
        return self.builder.add("Relu", [x], f"{name}_relu")

    def dense(self, x: str, name: str, shape: tuple[int, int]) -> str:
        return self.builder.add("Gemm", [x, self._weights(name, shape, fan_in=shape[:1])], name)

    def pool(self, x: str, name: str, operator: str, size: int) -> str:
        return self.builder.add(operator, [x], name, kernel_shape=[size, size], strides=[2, 2])

    def _weights(self, name: str, shape: tuple[int, ...], *, fan_in: tuple[int, ...]) -> str:
        scale = np.sqrt(2 / np.prod(fan_in))
        values = scale * self.random.standard_normal(shape)
        return self.builder.constant(f"{name}_w", values.astype(np.float32))
