"""Products of vectors in bfloat16: sooner done than in float32, and with a bound for their error.

Of use only where the processor multiplies bfloat16 itself (AMX, AVX-512 BF16).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from models.runtime import IdleRequests, silence_openvino

if TYPE_CHECKING:
    import openvino

MAX_DIMENSION: Final = 4096

ERROR: Final = 2.0**-6 * 1.05
"""How far a product can be from the true one, for vectors of length 1 at most.

With u = 2^-8, half a unit in the last of bfloat16's 8 places: both factors of each term are rounded
to nearest, which changes the sum by no more than (2u + u²) sum|x_i y_i|, and so by 2^-7 and a
little. Products are exact in float32; adding MAX_DIMENSION of them in float32 changes their sum by
2^-12 at most, in whatever order. The result may be cut off to bfloat16: by less than 2^-7. That
numbers below 1e-38 may count as zero is lost in the remaining 5 %.
"""

_FACES_STEP: Final = 8
"""Faces are filled up to a multiple: OpenVINO prepares itself anew for each new number of them."""


class RoughProducts:
    """The highest product of a vector with each of m groups of rows.

    Safe to call from several threads at once.
    """

    def __init__(self, layers: npt.NDArray[np.float32]) -> None:
        """Take float32 (l, m, d), finite, d <= MAX_DIMENSION; row i of each layer is of group i.

        Raises ImportError without OpenVINO.
        """
        self._layers = [to_bfloat16(layer) for layer in layers]  # OpenVINO looks at these
        self._requests = IdleRequests(_compile(self._layers))
        self.highest(np.zeros((1, layers.shape[2]), np.float32))  # the first call prepares much

    def highest(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return the highest product over the layers to within ERROR, float32 (n, m).

        `vectors` is float32 (n, d), finite, n >= 1. The error grows with the lengths of vectors and
        rows that are longer than 1.
        """
        missing = -len(vectors) % _FACES_STEP
        filled = np.pad(vectors, ((0, missing), (0, 0)))
        with self._requests.borrow() as request:
            results = request.infer([_tensor(to_bfloat16(filled))])
            return np.asarray(results[0][: len(vectors)], np.float32)


def are_rough_products_fast() -> bool:
    """Whether OpenVINO is there and the processor multiplies bfloat16."""
    silence_openvino()
    try:
        import openvino  # noqa: PLC0415 - a machine with CUDA may do without OpenVINO
    except ImportError:
        return False
    return "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def to_bfloat16(values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """The bits of the nearest bfloat16 numbers, ties to even, of finite float32 of any shape."""
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    rounded = bits >> 16
    rounded &= 1
    rounded += bits
    rounded += 0x7FFF
    rounded >>= 16
    return rounded.astype(np.uint16)


def _compile(layers: Sequence[npt.NDArray[np.uint16]]) -> "openvino.CompiledModel":
    """The graph: vectors (n, d) times the rows of each layer, and the highest of the layers.

    `layers` are bfloat16 (m, d), which must live as long as the graph.
    """
    silence_openvino()
    import openvino  # noqa: PLC0415
    from openvino import opset13 as operators  # noqa: PLC0415

    shape = openvino.PartialShape([-1, layers[0].shape[1]])
    vectors = operators.parameter(shape, openvino.Type.bf16)
    products = [
        operators.matmul(vectors, operators.constant(_tensor(rows)), False, True) for rows in layers
    ]
    highest = products[0]
    for others in products[1:]:
        highest = operators.maximum(highest, others)
    graph = openvino.Model([operators.convert(highest, openvino.Type.f32)], [vectors])
    settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "bf16"}
    return openvino.Core().compile_model(graph, "CPU", settings)


def _tensor(bits: npt.NDArray[np.uint16]) -> "openvino.Tensor":
    """Take the bits as bfloat16 numbers, without a copy."""
    import openvino  # noqa: PLC0415

    return openvino.Tensor(bits, openvino.Shape(bits.shape), openvino.Type.bf16)
