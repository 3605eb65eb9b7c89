"""Convert the three networks of the `mtcnn` package (joblib lists of Keras weights) to ONNX.

The networks are those of Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded
Convolutional Networks" (2016), laid out as the package's `mtcnn/network/*.py` build them. Three
things are folded in without changing a result: the input is the image itself, uint8 BGR, so its
normalisation (x - 127.5) / 128 and its colour order move into the first convolution; the
package's transposed flatten moves into the first dense layer; and the softmax over two classes
becomes one sigmoid.
"""

import io
import math
from collections.abc import Iterator

import joblib
import numpy as np
import numpy.typing as npt
import onnx

from scripts.conversion.graph import GraphBuilder, float_info, image_info

Weights = Iterator[npt.NDArray[np.float32]]

PIXEL_MEAN = 127.5
PIXEL_SCALE = 128.0


def convert_pnet(source: bytes) -> onnx.ModelProto:
    """Build P-Net: any image, uint8 (n, h, w, 3) BGR.

    Outputs `probabilities` (n, 1, h', w') and `offsets` (n, 4, h', w'), one cell for each window
    of 12 px at a stride of 2 px.
    """
    weights = _read(source)
    builder = GraphBuilder()
    x = _first_convolution(builder, weights)
    x = _pool(builder, x, "pool1", size=2, pad_end=True)
    x = _convolution(builder, x, weights, "conv2")
    x = _convolution(builder, x, weights, "conv3")
    kernel, bias = _kernel(next(weights)), next(weights)
    inputs = [builder.constant("offsets_w", kernel), builder.constant("offsets_b", bias)]
    builder.add("Conv", [x, *inputs], "offsets")
    kernel, bias = _difference(_kernel(next(weights)), axis=0), _difference(next(weights), axis=0)
    inputs = [builder.constant("face_w", kernel), builder.constant("face_b", bias)]
    builder.add("Sigmoid", [builder.add("Conv", [x, *inputs], "face")], "probabilities")
    return builder.model(
        "pnet",
        image_info("image", "h", "w"),
        [
            float_info("probabilities", "n", 1, "rows", "columns"),
            float_info("offsets", "n", 4, "rows", "columns"),
        ],
    )


def convert_rnet(source: bytes) -> onnx.ModelProto:
    """Build R-Net: uint8 (n, 24, 24, 3) BGR to `probabilities` (n, 1) and `offsets` (n, 4)."""
    weights = _read(source)
    builder = GraphBuilder()
    x = _first_convolution(builder, weights)
    x = _pool(builder, x, "pool1", size=3, pad_end=True)
    x = _convolution(builder, x, weights, "conv2")
    x = _pool(builder, x, "pool2", size=3)
    x = _convolution(builder, x, weights, "conv3")
    x = _flat_dense(builder, x, weights, side=3)
    _dense(builder, x, (next(weights), next(weights)), "offsets")
    _face_probability(builder, x, weights)
    outputs = [float_info("probabilities", "n", 1), float_info("offsets", "n", 4)]
    return builder.model("rnet", image_info("image", 24, 24), outputs)


def convert_onet(source: bytes) -> onnx.ModelProto:
    """Build O-Net: uint8 (n, 48, 48, 3) BGR to probabilities, offsets and landmarks.

    `landmarks` is (n, 10): five x, then five y, as shares of the box.
    """
    weights = _read(source)
    builder = GraphBuilder()
    x = _first_convolution(builder, weights)
    x = _pool(builder, x, "pool1", size=3, pad_end=True)
    x = _convolution(builder, x, weights, "conv2")
    x = _pool(builder, x, "pool2", size=3)
    x = _convolution(builder, x, weights, "conv3")
    x = _pool(builder, x, "pool3", size=2)
    x = _convolution(builder, x, weights, "conv4")
    x = _flat_dense(builder, x, weights, side=3)
    _dense(builder, x, (next(weights), next(weights)), "offsets")
    _dense(builder, x, (next(weights), next(weights)), "landmarks")
    _face_probability(builder, x, weights)
    outputs = [
        float_info("probabilities", "n", 1),
        float_info("offsets", "n", 4),
        float_info("landmarks", "n", 10),
    ]
    return builder.model("onet", image_info("image", 48, 48), outputs)


def _read(source: bytes) -> Weights:
    return iter(joblib.load(io.BytesIO(source)))


def _first_convolution(builder: GraphBuilder, weights: Weights) -> str:
    kernel = next(weights)[:, :, ::-1, :]  # the package feeds RGB, we feed BGR
    bias = next(weights) - _column_sums(kernel) * (PIXEL_MEAN / PIXEL_SCALE)
    scaled = iter([kernel / np.float32(PIXEL_SCALE), bias.astype(np.float32), next(weights)])
    return _convolution(builder, builder.image_input("image"), scaled, "conv1")


def _column_sums(kernel: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    # fsum rounds once, so the file's hash does not depend on how NumPy orders its sums.
    columns = kernel.reshape(-1, kernel.shape[-1]).astype(np.float64).T
    return np.array([math.fsum(column) for column in columns])


def _convolution(builder: GraphBuilder, x: str, weights: Weights, name: str) -> str:
    kernel = builder.constant(f"{name}_w", _kernel(next(weights)))
    bias = builder.constant(f"{name}_b", next(weights))
    slope = builder.constant(f"{name}_slope", next(weights).reshape(-1, 1, 1))
    return builder.add(
        "PRelu", [builder.add("Conv", [x, kernel, bias], name), slope], f"{name}_act"
    )


def _pool(builder: GraphBuilder, x: str, name: str, *, size: int, pad_end: bool = False) -> str:
    # TensorFlow's "same" pads below and to the right; ceil_mode does so for any input size.
    return builder.add(
        "MaxPool", [x], name, kernel_shape=[size, size], strides=[2, 2], ceil_mode=int(pad_end)
    )


def _flat_dense(builder: GraphBuilder, x: str, weights: Weights, *, side: int) -> str:
    """Flatten (n, c, side, side) and multiply; the package flattens as (width, height, c)."""
    kernel, bias, slope = next(weights), next(weights), next(weights)
    by_axis = kernel.reshape(side, side, -1, kernel.shape[-1]).transpose(2, 1, 0, 3)
    x = builder.add("Flatten", [x], "flat", axis=1)
    x = _dense(builder, x, (by_axis.reshape(kernel.shape), bias), "dense")
    return builder.add("PRelu", [x, builder.constant("dense_slope", slope)], "dense_act")


def _face_probability(builder: GraphBuilder, x: str, weights: Weights) -> str:
    kernel, bias = _difference(next(weights), axis=1), _difference(next(weights), axis=0)
    return builder.add("Sigmoid", [_dense(builder, x, (kernel, bias), "face")], "probabilities")


def _dense(
    builder: GraphBuilder,
    x: str,
    layer: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
    name: str,
) -> str:
    kernel, bias = layer
    inputs = [builder.constant(f"{name}_w", kernel), builder.constant(f"{name}_b", bias)]
    return builder.add("Gemm", [x, *inputs], name)


def _kernel(keras_kernel: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(height, width, in, out) to ONNX's (out, in, height, width)."""
    return keras_kernel.transpose(3, 2, 0, 1)


def _difference(two_classes: npt.NDArray[np.float32], *, axis: int) -> npt.NDArray[np.float32]:
    """Softmax over (not a face, a face) is the sigmoid of the logits' difference."""
    background, face = np.split(two_classes, 2, axis=axis)
    return face - background
