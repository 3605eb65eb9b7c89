"""Who executes the networks: OpenVINO on the CPU, or ONNX Runtime on CUDA (or on the CPU)."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import numpy.typing as npt

from models.errors import RuntimeUnavailableError, WeightsMissingError

if TYPE_CHECKING:
    import onnxruntime
    import openvino

RuntimeChoice = Literal["auto", "openvino", "onnx", "cuda"]


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
    """OpenVINO on the CPU. `cache_dir` keeps compiled networks from one start to the next."""

    name = "openvino"
    provider = "CPU"

    def __init__(self, cache_dir: Path | None = None, threads: int | None = None) -> None:
        try:
            import openvino  # noqa: PLC0415 - a machine with CUDA may do without OpenVINO
        except ImportError as error:
            raise RuntimeUnavailableError(
                "OpenVINO is not installed; install requirements.txt or choose another runtime"
            ) from error
        self._core = openvino.Core()
        self._config: dict[str, str | int] = {"PERFORMANCE_HINT": "LATENCY"}
        if cache_dir is not None:
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
        self.provider = {"cpu": "CPUExecutionProvider", "cuda": "CUDAExecutionProvider"}[provider]
        if self.provider not in onnxruntime.get_available_providers():
            raise RuntimeUnavailableError(
                f"ONNX Runtime {onnxruntime.__version__} has no {self.provider}; "
                "install onnxruntime-gpu in place of onnxruntime"
            )

    def load(self, path: Path) -> Network:
        _check_exists(path)
        options = self._library.SessionOptions()
        options.log_severity_level = 3  # errors only: a provider's fallback is checked below
        if self._threads is not None:
            options.intra_op_num_threads = self._threads
        session = self._library.InferenceSession(path, options, providers=[self.provider])
        if self.provider not in session.get_providers():
            raise RuntimeUnavailableError(
                f"ONNX Runtime cannot start {self.provider} on this machine; check the driver "
                "and the CUDA and cuDNN libraries, or choose the runtime openvino"
            )
        return _OnnxNetwork(session)


def create_runtime(
    choice: RuntimeChoice, *, cache_dir: Path | None = None, threads: int | None = None
) -> Runtime:
    """Build the chosen runtime; "auto" takes CUDA where onnxruntime-gpu works, else OpenVINO.

    Raises RuntimeUnavailableError where the choice cannot be had.
    """
    if choice == "openvino":
        return OpenVINORuntime(cache_dir, threads)
    if choice == "onnx":
        return OnnxRuntime("cpu", threads)
    if choice == "cuda":
        return OnnxRuntime("cuda", threads)
    return OpenVINORuntime(cache_dir, threads)


class _OpenVINONetwork:
    """A compiled network and its idle infer requests; each call borrows one."""

    def __init__(self, compiled: "openvino.CompiledModel") -> None:
        self._compiled = compiled
        self._idle: deque[openvino.InferRequest] = deque()

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        request = self._borrow()
        try:
            results = request.infer({0: np.ascontiguousarray(inputs)}, share_inputs=True)
            return tuple(results[output] for output in self._compiled.outputs)
        finally:
            self._idle.append(request)

    def _borrow(self) -> "openvino.InferRequest":
        try:
            return self._idle.pop()
        except IndexError:  # as many requests as threads ever called at once
            return self._compiled.create_infer_request()


class _OnnxNetwork:
    def __init__(self, session: "onnxruntime.InferenceSession") -> None:
        self._session = session
        self._input_name = session.get_inputs()[0].name

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        return tuple(self._session.run(None, {self._input_name: inputs}))


def _check_exists(path: Path) -> None:
    if not path.is_file():
        raise WeightsMissingError(path)
