"""How the time grows with faces, pixels, cameras and students, and how near it is to the least.

The least time of a network is its multiply-adds at the rate of one large convolution, the best that
this machine was seen to do with the same runtime.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper, shape_inference

from scripts.benchmarking.pipeline_rows import Homeroom
from scripts.benchmarking.rows import Row
from scripts.evaluation.networks import Networks
from scripts.evaluation.search.gallery_speed import NEAREST, School
from scripts.load_testing.cameras import Load, drive
from scripts.load_testing.figures import summarise
from scripts.load_testing.footage import CLASSROOM_FACES, FootageLibrary
from scripts.load_testing.local_server import local_server
from server.recognition.rows import GroupedRows
from server.recognition.search import TemplateSearch
from server.recognition.types import Image

FACES: Final = (1, 2, 4, 8, 16)
SIZES: Final = ((320, 240), (640, 480), (1280, 720), (1920, 1080))
STUDENTS: Final = (30, 1_000, 10_000)
CAMERAS: Final = (1, 2, 4, 8, 16)
_GRAY: Final = 127
_ACROSS: Final = 4
"""Faces side by side in a picture of the classroom."""
_CONVOLUTION: Final = (16, 512, 28)
"""Batch, channels and side of the convolution that the machine does best."""


def measure_growth(
    library: FootageLibrary, networks: Networks, *, repeats: int, seconds: float
) -> Iterator[Row]:
    """Yield the rows of all kinds of growth."""
    yield from _faces(library, networks)
    yield from _sizes(library, networks, repeats)
    yield from _students(repeats)
    yield from _limits(networks, repeats)
    yield from _cameras(library, seconds)


def _faces(library: FootageLibrary, networks: Networks) -> Iterator[Row]:
    images = library.classroom().images
    for count in FACES:
        homeroom = Homeroom(networks)
        shown = [_with_faces(image, count) for image in images]
        for image in shown[:30]:  # until everybody is known
            homeroom.process(image)
        took = [_milliseconds(partial(homeroom.process, image)) for image in shown[30:]]
        yield Row(f"{count} faces in 1280x720: a frame, mean", float(np.mean(took)), "ms")


def _with_faces(image: Image, count: int) -> Image:
    """The picture of a classroom with all but the first faces painted over."""
    changed = image.copy()
    height, width = image.shape[0] // _ACROSS, image.shape[1] // _ACROSS
    for place in range(count, CLASSROOM_FACES):
        top, left = place // _ACROSS * height, place % _ACROSS * width
        changed[top : top + height, left : left + width] = _GRAY
    return changed


def _sizes(library: FootageLibrary, networks: Networks, repeats: int) -> Iterator[Row]:
    photo = library.one_face().images[0]
    for size in SIZES:
        image = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
        data = np.frombuffer(cv2.imencode(".jpg", image)[1].tobytes(), np.uint8)
        name = f"{size[0]}x{size[1]}"
        decode = _median_ms(partial(cv2.imdecode, data, cv2.IMREAD_COLOR), repeats)
        yield Row(f"{name}: decode a JPEG of {len(data) / 1000:.0f} kB", decode, "ms")
        scan = _median_ms(partial(networks.detector.detect, image, quick=True), repeats)
        yield Row(f"{name}: scan for faces", scan, "ms")


def _students(repeats: int) -> Iterator[Row]:
    for students in STUDENTS:
        school = School.draw(students=students, templates=5, faces=16, dimension=128, seed=0)
        search = TemplateSearch.of(GroupedRows.of(list(school.faces)))
        took = _median_ms(partial(search.nearest, school.probes, NEAREST), repeats)
        yield Row(f"{students} students with 5 templates: search for 16 faces", took, "ms")


def _cameras(library: FootageLibrary, seconds: float) -> Iterator[Row]:
    with local_server() as server:
        for count in CAMERAS:
            shows = tuple(show.encoded() for show in library.webcams(count))
            load = Load(shows, fps=None, seconds=seconds, warm_up_seconds=3.0)
            figures = summarise(asyncio.run(drive(server.url, load)), seconds)
            name = f"{count} webcams as fast as they can"
            yield Row(f"{name}: all together", figures.frames_per_second, "frames/s")
            time.sleep(0.5)  # the server goes back to its full effort


def _limits(networks: Networks, repeats: int) -> Iterator[Row]:
    best = _best_rate(networks, repeats)
    yield Row("multiply-adds a second of a large convolution", best / 1e9, "billion")
    weights = networks.settings.weights_dir
    shapes = {
        "pnet.onnx": (1, 318, 192, 3),  # the pyramid of 640x480 from 40 px
        "rnet.onnx": (16, 24, 24, 3),
        "onet.onnx": (16, 48, 48, 3),
        "sface.onnx": (16, 3, 112, 112),
        "emotion.onnx": (16, 48, 48),
    }
    for name, shape in shapes.items():
        network = networks.runtime.load(weights / name)
        kind = np.uint8 if shape[-1] == 3 else np.float32
        inputs = np.full(shape, _GRAY, kind)
        took = _median_ms(partial(network.run, inputs), repeats) / shape[0]
        needed = multiply_adds(onnx.load(weights / name), shape) / shape[0]
        yield Row(f"{name}, batch of {shape[0]}: multiply-adds", needed / 1e6, "million")
        yield Row(f"{name}, batch of {shape[0]}: each", took, "ms")
        share = needed / best / (took / 1000)
        yield Row(f"{name}, batch of {shape[0]}: of the best rate", 100 * share, "%")


def _best_rate(networks: Networks, repeats: int) -> float:
    """Multiply-adds a second of a large 1x1 convolution."""
    batch, channels, side = _CONVOLUTION
    kernel = np.ones((channels, channels, 1, 1), np.float32)
    shape = [batch, channels, side, side]
    graph = helper.make_graph(
        [helper.make_node("Conv", ["x", "kernel"], ["y"])],
        "convolution",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(kernel, "kernel")],
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "convolution.onnx"
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        model.ir_version = 8
        onnx.save(model, path)
        network = networks.runtime.load(path)
    inputs = np.ones(shape, np.float32)
    took = _median_ms(lambda: network.run(inputs), max(5, repeats // 10))
    return multiply_adds(model, shape) / (took / 1000)


def multiply_adds(model: onnx.ModelProto, shape: Sequence[int]) -> float:
    """Count those of the convolutions and matrix products of a network for inputs of a shape."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    for dimension, value in zip(
        model.graph.input[0].type.tensor_type.shape.dim, shape, strict=True
    ):
        dimension.dim_value = value
    del model.graph.value_info[:]
    graph = shape_inference.infer_shapes(model, data_prop=True).graph
    sizes = {
        value.name: [item.dim_value for item in value.type.tensor_type.shape.dim]
        for value in (*graph.value_info, *graph.output)
    }
    kernels = {item.name: list(item.dims) for item in graph.initializer}
    kernels |= {
        node.output[0]: kernels[node.input[0]]
        for node in graph.node
        if node.op_type == "Cast" and node.input[0] in kernels
    }
    total = 0.0
    for node in graph.node:
        if node.op_type == "Conv":
            places = sizes[node.output[0]]
            each = kernels[node.input[1]][1:]
            outputs = [shape[0], kernels[node.input[1]][0], *places[2:]]
            total += float(np.prod(outputs)) * float(np.prod(each))
        elif node.op_type == "Gemm":
            total += float(shape[0]) * float(np.prod(kernels[node.input[1]]))
    return total


def _median_ms(call: Callable[[], object], repeats: int) -> float:
    for _ in range(3):
        call()
    return float(np.median([_milliseconds(call) for _ in range(repeats)]))


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
