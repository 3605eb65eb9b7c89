"""A small builder of ONNX graphs that are a chain of layers with one image input."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

# Old enough for every runtime of the last years, pinned so that the bytes do not change with onnx.
OPSET_VERSION = 17
IR_VERSION = 8

Attribute = int | float | str | list[int]


@dataclass(slots=True)
class GraphBuilder:
    """Collects nodes and constants; every `add` returns the name of the node's output."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def add(
        self, operator: str, inputs: Sequence[str], output: str, **attributes: Attribute
    ) -> str:
        """Append one node. Attributes are ONNX's own."""
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """Add an initializer."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def image_input(self, name: str) -> str:
        """Turn the graph's input, uint8 (n, h, w, 3), into float32 (n, 3, h, w)."""
        pixels = self.add("Cast", [name], "pixels", to=TensorProto.FLOAT)
        return self.add("Transpose", [pixels], "planes", perm=[0, 3, 1, 2])

    def model(
        self,
        name: str,
        image: onnx.ValueInfoProto,
        outputs: Sequence[onnx.ValueInfoProto],
    ) -> onnx.ModelProto:
        """Close the graph and check it."""
        graph = helper.make_graph(self.nodes, name, [image], outputs, initializer=self.constants)
        model = helper.make_model(
            graph,
            producer_name="homeroom",
            ir_version=IR_VERSION,
            opset_imports=[helper.make_opsetid("", OPSET_VERSION)],
        )
        onnx.checker.check_model(model, full_check=True)
        return model


def image_info(
    name: str, height: int | str, width: int | str, *, batch: int | str = "n"
) -> onnx.ValueInfoProto:
    """Describe an image input, uint8 (n, height, width, 3); a string is a free dimension."""
    return helper.make_tensor_value_info(name, TensorProto.UINT8, [batch, height, width, 3])


def float_info(name: str, *dimensions: int | str) -> onnx.ValueInfoProto:
    """Describe a float32 output."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(dimensions))
