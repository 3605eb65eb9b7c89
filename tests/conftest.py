"""The real networks, loaded once, and where real data lie."""

import os
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import settings

from models.embedder import Embedder, load_embedder
from models.mtcnn import MTCNN, load_mtcnn
from models.runtime import Runtime, create_runtime

PROJECT_DIR = Path(__file__).resolve().parents[1]

# How long an example takes depends on the machine: no test fails for that.
settings.register_profile("homeroom", deadline=None)
settings.load_profile("homeroom")


@pytest.fixture(scope="session", autouse=True)
def _no_web_proxy() -> Iterator[None]:
    """Let servers that a test starts be asked directly, also behind a web proxy."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("no_proxy", "NO_PROXY"):
            patch.setenv(name, "localhost,127.0.0.1", prepend=",")
        yield


@pytest.fixture(scope="session")
def weights_dir() -> Path:
    """The fetched weight files."""
    return PROJECT_DIR / "models" / "weights"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data; skips without it."""
    folder = Path(os.environ.get("HOMEROOM_DATA", PROJECT_DIR.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data in {folder}; set HOMEROOM_DATA")
    return folder


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    """OpenVINO, as on a machine without CUDA."""
    return create_runtime("openvino")


@pytest.fixture(scope="session")
def detector(runtime: Runtime, weights_dir: Path) -> MTCNN:
    """MTCNN from 20 px up."""
    return load_mtcnn(runtime, weights_dir, min_face_px=20)


@pytest.fixture(scope="session")
def embedder(runtime: Runtime, weights_dir: Path) -> Embedder:
    """The default embedder."""
    return load_embedder("sface-webcam", runtime, weights_dir)


@pytest.fixture(scope="session")
def generated_faces() -> dict[str, list[npt.NDArray[np.uint8]]]:
    """Committed photos of people who do not exist, BGR, by person."""
    folder = PROJECT_DIR / "demo" / "students"
    paths = sorted(folder.glob("*/[13]-*.jpg"))
    people: dict[str, list[npt.NDArray[np.uint8]]] = {path.parent.name: [] for path in paths}
    for path in paths:
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        people[path.parent.name].append(np.asarray(image, np.uint8))
    return people
