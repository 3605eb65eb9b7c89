import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest

from models.errors import RuntimeUnavailableError, WeightsMissingError
from models.runtime import OnnxRuntime, OpenVINORuntime, Runtime, create_runtime


@pytest.fixture(params=["openvino", "onnx"])
def any_runtime(request: pytest.FixtureRequest) -> Runtime:
    return create_runtime(request.param, threads=2)


def crops(count: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(count).integers(0, 256, (count, 48, 48, 3), np.uint8)


@pytest.mark.parametrize("count", [1, 2, 5, 7, 13])
def test_network_answers_do_not_depend_on_the_batch(
    count: int, any_runtime: Runtime, weights_dir: Path
) -> None:
    network = any_runtime.load(weights_dir / "onet.onnx")
    batch = crops(count)

    together = network.run(batch)

    for index, output in enumerate(together):
        alone = np.concatenate([network.run(batch[i : i + 1])[index] for i in range(count)])
        assert output.shape == alone.shape
        assert output == pytest.approx(alone, abs=0.02)


def test_runtimes_agree(weights_dir: Path) -> None:
    answers = [
        create_runtime(choice).load(weights_dir / "onet.onnx").run(crops(4))
        for choice in ("openvino", "onnx")
    ]

    # OpenVINO computes in bfloat16 where the processor has it.
    for first, second in zip(*answers, strict=True):
        assert first == pytest.approx(second, abs=0.02)


def test_network_may_be_called_from_several_threads(
    any_runtime: Runtime, weights_dir: Path
) -> None:
    network = any_runtime.load(weights_dir / "onet.onnx")
    batches = [crops(1 + index % 3) for index in range(24)]
    expected = [network.run(batch)[0].tolist() for batch in batches]

    with ThreadPoolExecutor(4) as pool:
        found = [outputs[0].tolist() for outputs in pool.map(network.run, batches)]

    assert found == expected


def test_network_results_survive_the_next_call(any_runtime: Runtime, weights_dir: Path) -> None:
    network = any_runtime.load(weights_dir / "onet.onnx")
    first = network.run(crops(3))[2]
    kept = first.copy()

    network.run(crops(4)[:3])

    assert first.tolist() == kept.tolist()


def test_runtime_names_a_weight_file_that_is_missing(any_runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match=r"no\.onnx is missing.*scripts\.fetch_models"):
        any_runtime.load(tmp_path / "no.onnx")


def test_openvino_keeps_compiled_networks_in_its_cache(tmp_path: Path, weights_dir: Path) -> None:
    OpenVINORuntime(tmp_path / "cache").load(weights_dir / "onet.onnx")

    assert list((tmp_path / "cache").iterdir())


def test_openvino_does_without_a_cache_that_cannot_be_made(
    tmp_path: Path, weights_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()

    network = OpenVINORuntime(tmp_path / "file" / "cache").load(weights_dir / "onet.onnx")

    assert len(network.run(crops(1))) == 3
    (said,) = caplog.messages
    assert f"{tmp_path / 'file' / 'cache'} for compiled networks cannot be used" in said


@pytest.mark.skipif(
    "CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="CUDA is here"
)
def test_cuda_is_never_replaced_by_the_cpu() -> None:
    with pytest.raises(RuntimeUnavailableError, match="no CUDAExecutionProvider") as raised:
        create_runtime("cuda")

    assert raised.value.code == "runtime_unavailable"


def test_onnx_runtime_checks_its_provider_by_running() -> None:
    runtime = OnnxRuntime("cpu")

    runtime.check()

    assert (runtime.name, runtime.provider) == ("onnxruntime", "CPUExecutionProvider")


def test_openvino_is_imported_without_its_telemetry() -> None:
    code = (
        "import sys; from models.runtime import create_runtime; create_runtime('openvino');"
        "print([name for name, module in sys.modules.items()"
        " if name.startswith('openvino_telemetry') and module])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_runtime_auto_takes_openvino_without_cuda() -> None:
    assert create_runtime("auto").provider in {"CPU", "CUDAExecutionProvider"}
