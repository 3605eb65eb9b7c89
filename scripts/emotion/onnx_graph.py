"""The emotion network as an ONNX file, written node by node: nothing else needs to be installed."""

from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.emotion import CROP_SIZE_PX, EMOTIONS
from scripts.emotion.calibration import Calibration
from scripts.emotion.config import NetworkConfig
from scripts.emotion.layers import CONTRAST_FLOOR, NORM_EPSILON

_OPSET = 17
_IR_VERSION = 8


def export_onnx(
    model: keras.Model, path: Path, config: NetworkConfig, calibration: Calibration
) -> None:
    """Write the network as ONNX, normalisation and calibration folded into the weights.

    Input `crops` float32 (n, 48, 48), 0..255; output `logits` float32 (n, 6). The matrices are
    stored as float16, which halves the file, and computed with as float32.
    """
    graph = _GraphWriter(model)
    x = graph.standardise("crops")
    x = graph.convolve(x, "stem")
    for number, (_, stride) in enumerate(config.blocks):
        x = graph.convolve(x, f"block{number}_depthwise", stride=stride)
        x = graph.convolve(x, f"block{number}_pointwise")
    x = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])])
    kernel, bias = model.get_layer("logits").get_weights()
    weights = calibration.fold(kernel, bias)
    constants = [graph.constant(array) for array in weights]
    graph.nodes.append(helper.make_node("Gemm", [x, *constants], ["logits"]))
    onnx.save(graph.to_model(), path)


def read_exported(path: Path) -> Iterator[list[npt.NDArray[np.float32]]]:
    """Yield (kernel, bias, slopes) of each convolution of such a file, then (matrix, bias) of the
    last layer: kernels (outputs, inputs, h, w), the matrix (inputs, 6), all float32.
    """
    graph = onnx.load(path).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    stored |= {
        node.output[0]: stored[node.input[0]] for node in graph.node if node.op_type == "Cast"
    }
    weights: list[npt.NDArray[np.float32]] = []
    for node in graph.node:
        if node.op_type in ("Conv", "PRelu", "Gemm"):
            weights += [np.asarray(stored[name], np.float32) for name in node.input[1:]]
        if node.op_type in ("PRelu", "Gemm"):
            yield weights
            weights = []


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

    def convolve(self, x: str, name: str, *, stride: int = 1) -> str:
        """Write a convolution, the normalisation after it folded in, and its PReLU."""
        kernel = self._model.get_layer(name).get_weights()[0]
        gamma, beta, mean, variance = self._model.get_layer(f"{name}_norm").get_weights()
        slopes = self._model.get_layer(f"{name}_slopes").get_weights()[0]
        factor = gamma / np.sqrt(variance + NORM_EPSILON)
        height, width, inputs = kernel.shape[:3]
        is_depthwise = name.endswith("_depthwise")  # stored as (h, w, channels, 1)
        order = (2, 3, 0, 1) if is_depthwise else (3, 2, 0, 1)
        folded = kernel.transpose(order) * factor[:, None, None, None]
        convolved = self.node(
            "Conv",
            [x, self.half_constant(folded), self.constant(beta - mean * factor)],
            strides=[stride, stride],
            pads=[height // 2, width // 2] * 2,
            kernel_shape=[height, width],
            group=inputs if is_depthwise else 1,
        )
        return self.node("PRelu", [convolved, self.constant(slopes[:, None, None])])

    def half_constant(self, value: npt.ArrayLike) -> str:
        """A constant that the file holds as float16."""
        return self.node("Cast", [self.constant(value, np.float16)], to=TensorProto.FLOAT)

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
