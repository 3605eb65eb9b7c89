"""Who executes the networks: OpenVINO on the CPU, or ONNX Runtime on CUDA (or on the CPU)."""

import errno
import logging
import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

import numpy as np
import numpy.typing as npt

from models.errors import RuntimeUnavailableError, WeightsMissingError

if TYPE_CHECKING:
    import onnxruntime
    import openvino

RuntimeChoice = Literal["auto", "openvino", "onnx", "cuda"]

# The ONNX network y = identity(x): what CUDA is tried with.
_IDENTITY_NETWORK: Final = (
    b'\x08\x08:/\n\x10\n\x01x\x12\x01y"\x08Identity\x12\x01gZ\x0b\n\x01x\x12\x06\n\x04\x08\x01\x12\x00'
    b"b\x0b\n\x01y\x12\x06\n\x04\x08\x01\x12\x00B\x04\n\x00\x10\x11"
)

_CUDA: Final = "CUDAExecutionProvider"

logger = logging.getLogger(__name__)


class Network(Protocol):
    """A loaded network with one input. Safe to call from several threads at once."""

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        """Run a batch of at least one item and return all outputs, in the graph's order.

        The arrays returned belong to the caller.
        """
        ...


class Runtime(Protocol):
    """Loads networks onto a device."""

    @property
    def name(self) -> str:
        """Name of the inference library."""
        ...

    @property
    def provider(self) -> str:
        """What the library executes on, as it calls it."""
        ...

    def load(self, path: Path) -> Network:
        """Load an ONNX file (OpenVINO: or IR). Raises WeightsMissingError without the file."""
        ...


class OpenVINORuntime:
    """OpenVINO on the CPU. `cache_dir` keeps compiled networks from one start to the next, where
    it can be had."""

    name = "openvino"
    provider = "CPU"

    def __init__(self, cache_dir: Path | None = None, threads: int | None = None) -> None:
        silence_openvino()
        try:
            import openvino  # noqa: PLC0415 - a machine with CUDA may do without OpenVINO
        except ImportError as error:
            raise RuntimeUnavailableError(
                "OpenVINO is not installed; install requirements.txt or choose another runtime"
            ) from error
        self._core = openvino.Core()
        # Builds a table inside OpenVINO. Two threads whose first inference met here would deadlock,
        # one with Python's lock, the other with the table's.
        openvino.Type.f32.to_dtype()
        self._config: dict[str, str | int] = {"PERFORMANCE_HINT": "LATENCY"}
        if cache_dir is not None and _can_be_had(cache_dir):
            self._config["CACHE_DIR"] = str(cache_dir)
        if threads is not None:
            self._config["INFERENCE_NUM_THREADS"] = threads

    def load(self, path: Path) -> Network:
        _check_exists(path)
        return _OpenVINONetwork(self._core.compile_model(path, self.provider, self._config))


class OnnxRuntime:
    """ONNX Runtime on the CPU or on CUDA. Asked for CUDA it never falls back to the CPU."""

    name = "onnxruntime"

    def __init__(
        self, provider: Literal["cpu", "cuda"] = "cpu", threads: int | None = None
    ) -> None:
        try:
            import onnxruntime  # noqa: PLC0415 - optional, and slow to import
        except ImportError as error:
            raise RuntimeUnavailableError(
                "ONNX Runtime is not installed; install onnxruntime or, for CUDA, onnxruntime-gpu"
            ) from error
        self._library = onnxruntime
        self._threads = threads
        self.provider = {"cpu": "CPUExecutionProvider", "cuda": _CUDA}[provider]
        if self.provider not in onnxruntime.get_available_providers():
            raise RuntimeUnavailableError(
                f"ONNX Runtime {onnxruntime.__version__} has no {self.provider}; "
                "install onnxruntime-gpu in place of onnxruntime"
            )

    def load(self, path: Path) -> Network:
        _check_exists(path)
        return _OnnxNetwork(self._session(path))

    def check(self) -> None:
        """Run a network of one node. Raises RuntimeUnavailableError where the provider is dead."""
        self._session(_IDENTITY_NETWORK)

    def _session(self, network: Path | bytes) -> "onnxruntime.InferenceSession":
        options = self._library.SessionOptions()
        options.log_severity_level = 3  # errors only: a provider's fallback is checked below
        if self._threads is not None:
            options.intra_op_num_threads = self._threads
        # cuDNN would try all ways to compute a convolution, for seconds, at every new shape.
        of_provider = {"cudnn_conv_algo_search": "HEURISTIC"} if self.provider == _CUDA else {}
        session = self._library.InferenceSession(
            network, options, providers=[(self.provider, of_provider)]
        )
        if self.provider not in session.get_providers():
            raise RuntimeUnavailableError(
                f"ONNX Runtime cannot start {self.provider} on this machine; check the driver "
                "and the CUDA and cuDNN libraries, or choose the runtime openvino"
            )
        return session


def create_runtime(
    choice: RuntimeChoice, *, cache_dir: Path | None = None, threads: int | None = None
) -> Runtime:
    """Build the chosen runtime; "auto" takes CUDA where onnxruntime-gpu works, else OpenVINO.

    Raises RuntimeUnavailableError where the choice cannot be had.
    """
    if choice == "onnx":
        return OnnxRuntime("cpu", threads)
    if choice == "cuda":
        return _working_cuda(threads)
    if choice == "auto" and _is_installed("onnxruntime-gpu"):
        try:
            return _working_cuda(threads)
        except RuntimeUnavailableError as error:
            logger.warning("%s; going on with OpenVINO on the CPU", error)
    return OpenVINORuntime(cache_dir, threads)


def silence_openvino() -> None:
    """Keep `import openvino` from reporting to its maker: a school's server calls nobody.

    OpenVINO sends a usage event when it is imported, unless its telemetry package is missing; an
    entry of None makes that import fail, which OpenVINO handles.
    """
    if "openvino" not in sys.modules:
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]


def _working_cuda(threads: int | None) -> OnnxRuntime:
    runtime = OnnxRuntime("cuda", threads)
    runtime.check()
    return runtime


def _is_installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def _can_be_had(cache_dir: Path) -> bool:
    """Make the folder where it is missing. OpenVINO would end the process where it cannot look into
    it; where it cannot write, it does without."""
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror
    else:
        if os.access(cache_dir, os.X_OK):
            return True
        why = os.strerror(errno.EACCES)
    logger.warning(
        "the folder %s for compiled networks cannot be used: %s; starts take longer", cache_dir, why
    )
    return False


class IdleRequests:
    """The infer requests of a compiled OpenVINO network that nobody uses at the moment."""

    def __init__(self, compiled: "openvino.CompiledModel") -> None:
        self._compiled = compiled
        self._idle: deque[openvino.InferRequest] = deque()

    @contextmanager
    def borrow(self) -> "Iterator[openvino.InferRequest]":
        """Have a request of one's own; there are as many as threads ever called at once."""
        try:
            request = self._idle.pop()
        except IndexError:
            request = self._compiled.create_infer_request()
        try:
            yield request
        finally:
            self._idle.append(request)


class _OpenVINONetwork:
    """A compiled network; each call borrows an infer request.

    OpenVINO prepares its kernels anew for each new shape, some 10 ms, and remembers them. Batches
    are therefore filled up to a few sizes that recur.
    """

    def __init__(self, compiled: "openvino.CompiledModel") -> None:
        self._compiled = compiled
        self._requests = IdleRequests(compiled)

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        count = len(inputs)
        with self._requests.borrow() as request:
            results = request.infer({0: _fill_up(inputs)}, share_inputs=True)
            return tuple(results[output][:count] for output in self._compiled.outputs)


class _OnnxNetwork:
    """A session. Batches are filled up as for OpenVINO: a GPU prepares for every new shape, too."""

    def __init__(self, session: "onnxruntime.InferenceSession") -> None:
        self._session = session
        self._input_name = session.get_inputs()[0].name

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        count = len(inputs)
        outputs = self._session.run(None, {self._input_name: _fill_up(inputs)})
        return tuple(output[:count] for output in outputs)


def _check_exists(path: Path) -> None:
    if not path.is_file():
        raise WeightsMissingError(path)


def _fill_up(inputs: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Append zeros until the batch is 1, 2, 3, 4, 6, 8, 12, 16, 24, … items long."""
    missing = _recurring_size(len(inputs)) - len(inputs)
    if not missing:
        return np.ascontiguousarray(inputs)
    return np.concatenate([inputs, np.zeros((missing, *inputs.shape[1:]), inputs.dtype)])


def _recurring_size(count: int) -> int:
    power = 1 << (count - 1).bit_length()  # the next power of two
    between = power * 3 // 4
    return between if count <= between and power >= 4 else power
