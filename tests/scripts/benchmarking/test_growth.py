import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from scripts.benchmarking.growth import multiply_adds


def test_multiply_adds_of_a_small_network() -> None:
    """A depthwise and a pointwise convolution of a 6x6 picture with stride 2, then a matrix."""
    weights = {
        "depthwise": np.zeros((4, 1, 3, 3), np.float32),
        "pointwise": np.zeros((8, 4, 1, 1), np.float32),
        "matrix": np.zeros((8, 5), np.float32),
    }
    nodes = [
        helper.make_node(
            "Conv", ["x", "depthwise"], ["a"], group=4, strides=[2, 2], pads=[1, 1, 1, 1]
        ),
        helper.make_node("Conv", ["a", "pointwise"], ["b"]),
        helper.make_node("GlobalAveragePool", ["b"], ["c"]),
        helper.make_node("Flatten", ["c"], ["d"]),
        helper.make_node("Gemm", ["d", "matrix"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 4, 6, 6])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 5])],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    model: onnx.ModelProto = helper.make_model(graph)

    each = 9 * 4 * 9 + 9 * 8 * 4 + 8 * 5
    assert multiply_adds(model, (1, 4, 6, 6)) == each
    assert multiply_adds(model, (3, 4, 6, 6)) == 3 * each
