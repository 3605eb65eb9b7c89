"""The emotion network as an ONNX file, written node by node: nothing else needs to be installed."""

from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.emotion import CROP_SIZE_PX, EMOTIONS
from scripts.emotion.calibration import Calibration
from scripts.emotion.config import NetworkConfig
from scripts.emotion.network import CONTRAST_FLOOR

_OPSET = 17
_IR_VERSION = 8


def export_onnx(
    model: keras.Model, path: Path, config: NetworkConfig, calibration: Calibration
) -> None:
    """Write the network as ONNX, batch normalisation and calibration folded into the weights.

    Input `crops` float32 (n, 48, 48), 0..255; output `logits` float32 (n, 6).
    """
    graph = _GraphWriter(model)
    x = graph.standardise("crops")
    x = graph.convolve(x, "stem", relu=True)
    for stage, blocks in enumerate(config.stage_blocks):
        for block in range(blocks):
            name = f"stage{stage}_{block}"
            y = graph.convolve(x, f"{name}_a", stride=2 if block == 0 else 1, relu=True)
            y = graph.convolve(y, f"{name}_b")
            if block == 0:
                x = graph.node("AveragePool", [x], kernel_shape=[2, 2], strides=[2, 2])
                x = graph.convolve(x, f"{name}_skip")
            x = graph.node("Relu", [graph.node("Add", [x, y])])
    x = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])])
    kernel, bias = model.get_layer("logits").get_weights()
    weights = calibration.fold(kernel, bias)
    constants = [graph.constant(array) for array in weights]
    graph.nodes.append(helper.make_node("Gemm", [x, *constants], ["logits"]))
    onnx.save(graph.to_model(), path)


class _GraphWriter:
    """Collects the nodes and constants of an ONNX graph, channels first."""

    def __init__(self, model: keras.Model) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self._model = model
        self._constants: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], **attributes: int | list[int]) -> str:
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, value: npt.ArrayLike, dtype: type = np.float32) -> str:
        name = f"constant_{len(self._constants)}"
        array: npt.NDArray[np.generic] = np.ascontiguousarray(np.asarray(value, dtype))
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def standardise(self, inputs: str) -> str:
        mean = self.node("ReduceMean", [inputs], axes=[1, 2], keepdims=1)
        centred = self.node("Sub", [inputs, mean])
        squares = self.node("Mul", [centred, centred])
        variance = self.node("ReduceMean", [squares], axes=[1, 2], keepdims=1)
        floored = self.node("Add", [variance, self.constant(CONTRAST_FLOOR**2)])
        scaled = self.node("Div", [centred, self.node("Sqrt", [floored])])
        return self.node("Unsqueeze", [scaled, self.constant([1], np.int64)])

    def convolve(self, x: str, name: str, *, stride: int = 1, relu: bool = False) -> str:
        """Write a convolution with the batch normalisation that follows it folded in."""
        kernel = self._model.get_layer(name).get_weights()[0]
        norm = self._model.get_layer(f"{name}_norm")
        gamma, beta, mean, variance = norm.get_weights()
        factor = gamma / np.sqrt(variance + norm.epsilon)
        folded = (kernel * factor).transpose(3, 2, 0, 1)
        border = kernel.shape[0] // 2
        y = self.node(
            "Conv",
            [x, self.constant(folded), self.constant(beta - mean * factor)],
            strides=[stride, stride],
            pads=[border] * 4,
            kernel_shape=list(kernel.shape[:2]),
        )
        return self.node("Relu", [y]) if relu else y

    def to_model(self) -> onnx.ModelProto:
        side = CROP_SIZE_PX
        crops = helper.make_tensor_value_info("crops", TensorProto.FLOAT, ["n", side, side])
        logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", len(EMOTIONS)])
        graph = helper.make_graph(
            self.nodes, "homeroom_emotion", [crops], [logits], self._constants
        )
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="homeroom"
        )
        model.ir_version = _IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model
