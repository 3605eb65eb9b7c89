"""DeepFace beside Homeroom: with the package where it is installed, and without."""

import importlib.util
import os
import warnings
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest

from models.runtime import create_runtime
from scripts.benchmarking.deepface_baseline import HOW_TO_GET, VERSION, load_deepface
from scripts.benchmarking.deepface_emotion import build_emotion_network
from server.recognition.types import Image

GROUP = Path(__file__).parents[3] / "demo" / "group.jpg"


def read_group() -> Image:
    return np.asarray(cv2.imread(str(GROUP)), np.uint8)


def test_emotion_network_tells_seven_emotions_of_any_number_of_faces(tmp_path: Path) -> None:
    path = tmp_path / "emotions.onnx"
    onnx.save(build_emotion_network(), path)
    faces = np.random.default_rng(0).random((3, 48, 48, 1), np.float32)

    (probabilities,) = create_runtime("onnx").load(path).run(faces)

    assert probabilities.shape == (3, 7)
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_load_deepface_is_none_without_the_package(weights_dir: Path) -> None:
    if importlib.util.find_spec("deepface") is not None:
        pytest.skip("DeepFace is installed")

    assert load_deepface(weights_dir) is None
    assert f"deepface=={VERSION}" in HOW_TO_GET


def test_load_deepface_leaves_the_process_as_it_was(weights_dir: Path) -> None:
    variables, filters = dict(os.environ), list(warnings.filters)

    load_deepface(weights_dir)

    assert dict(os.environ) == variables
    assert list(warnings.filters) == filters


def test_deepface_finds_embeds_and_reads_the_demo_class(weights_dir: Path) -> None:
    pytest.importorskip("deepface", reason="no DeepFace; see HOW_TO_GET")
    deepface = load_deepface(weights_dir)
    assert deepface is not None
    group = read_group()

    crops = deepface.detect(group)

    assert len(crops) == 9
    deepface.embed(crops)
    deepface.read_emotions(crops)
    assert deepface.process(np.zeros_like(group)) == 0
