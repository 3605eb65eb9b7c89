"""The emotion crop, the sets of five, and the committed network."""

import hashlib
import json
import os
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.emotion import (
    CROP_SIZE_PX,
    EMOTIONS,
    FER2013_TEMPLATE,
    METADATA_FILE,
    WEIGHTS_FILE,
    EmotionClassifier,
    EmotionSet,
    crop_faces,
    crop_whole_image,
    labels_of,
    load_emotion_classifier,
    probabilities,
)
from models.errors import (
    ManifestError,
    WeightsDamagedError,
    WeightsMissingError,
    WeightsUnreadableError,
)
from models.runtime import create_runtime
from scripts.emotion.faces import LandmarkFinder
from scripts.emotion.sources import read_ferplus, read_yawdd
from scripts.evaluation.emotion.metrics import tired_metrics

WEIGHTS = Path(__file__).parents[2] / "models" / "weights"


@pytest.fixture(scope="module")
def classifier() -> EmotionClassifier:
    return load_emotion_classifier(create_runtime("openvino"), WEIGHTS)


def make_landmarks(
    *, angle: float = 0.0, scale: float = 3.0, centre: tuple[float, float] = (160.0, 120.0)
) -> npt.NDArray[np.float32]:
    """Return landmarks float32 (1, 5, 2) of a face turned by an angle, radians."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    around_middle = FER2013_TEMPLATE - CROP_SIZE_PX / 2
    return np.asarray(scale * around_middle @ turn.T + centre, np.float32)[None]


def draw_face(
    landmarks: npt.NDArray[np.float32], *, radius: int, shape: tuple[int, int] = (240, 320)
) -> npt.NDArray[np.uint8]:
    """Draw five dots on gray: the eyes white, the rest black."""
    image = np.full((*shape, 3), 128, np.uint8)
    for index, (x, y) in enumerate(landmarks[0]):
        colour = (255, 255, 255) if index < 2 else (0, 0, 0)
        cv2.circle(image, (round(float(x)), round(float(y))), radius, colour, -1)
    return image


def test_emotions_are_in_the_fixed_order() -> None:
    assert EMOTIONS == ("angry", "happy", "neutral", "sad", "surprise", "tired")


@pytest.mark.parametrize(
    ("emotion_set", "labels"),
    [
        (EmotionSet.WELLBEING, ("angry", "happy", "neutral", "sad", "tired")),
        (EmotionSet.ENGAGEMENT, ("angry", "happy", "neutral", "sad", "surprise")),
    ],
)
def test_set_leaves_one_emotion_out(emotion_set: EmotionSet, labels: tuple[str, ...]) -> None:
    assert labels_of(emotion_set) == labels


@given(
    st.lists(st.lists(st.floats(-80, 80, width=32), min_size=6, max_size=6), max_size=4),
    st.sampled_from([None, *EmotionSet]),
)
def test_probabilities_sum_to_one_in_the_order_of_the_logits(
    rows: list[list[float]], emotion_set: EmotionSet | None
) -> None:
    logits = np.array(rows, np.float32).reshape(-1, 6)
    labels = EMOTIONS if emotion_set is None else labels_of(emotion_set)
    chosen = logits[:, [EMOTIONS.index(label) for label in labels]]

    result = probabilities(logits, emotion_set)

    assert result.dtype == np.float32
    assert result.shape == (len(rows), len(labels))
    assert np.allclose(result.sum(axis=1), 1, atol=1e-5)
    assert np.take_along_axis(result, chosen.argmax(axis=1)[:, None], 1) == pytest.approx(
        result.max(axis=1, keepdims=True)
    )


def test_crop_of_no_face_is_empty() -> None:
    image = np.zeros((48, 64, 3), np.uint8)

    crops = crop_faces(image, np.zeros((0, 5, 2), np.float32))

    assert crops.shape == (0, CROP_SIZE_PX, CROP_SIZE_PX)
    assert crops.dtype == np.uint8


@settings(deadline=None)
@given(
    angle=st.floats(-np.pi, np.pi),
    scale=st.floats(0.8, 4.0),
    x=st.floats(120, 200),
    y=st.floats(90, 150),
)
def test_crop_puts_landmarks_upright_on_the_template(
    angle: float, scale: float, x: float, y: float
) -> None:
    landmarks = make_landmarks(angle=angle, scale=scale, centre=(x, y))
    image = draw_face(landmarks, radius=max(2, round(2.5 * scale)))

    crop = crop_faces(image, landmarks)[0]

    for index, (column, row) in enumerate(FER2013_TEMPLATE.round().astype(int)):
        pixel = int(crop[row, column])
        assert pixel > 200 if index < 2 else pixel < 55
    assert abs(int(crop[2, 2]) - 128) <= 2


def test_crop_of_a_large_face_averages_fine_patterns() -> None:
    stripes = np.zeros((960, 960, 3), np.uint8)
    stripes[:, ::2] = 255
    landmarks = make_landmarks(scale=5.5, centre=(480, 480))

    crop = crop_faces(stripes, landmarks)[0]

    assert np.abs(crop.astype(int) - 128).max() < 30


def test_crop_beyond_the_image_continues_its_edge() -> None:
    image = np.full((60, 60, 3), 90, np.uint8)

    crop = crop_faces(image, make_landmarks(scale=2, centre=(0, 0)))[0]

    assert (crop == 90).all()


def test_crop_of_coinciding_landmarks_is_still_a_crop() -> None:
    image = np.full((60, 60, 3), 90, np.uint8)

    crop = crop_faces(image, np.full((1, 5, 2), 30, np.float32))

    assert (crop == 90).all()


@pytest.mark.parametrize("shape", [(48, 48), (20, 31), (200, 160)])
def test_whole_image_becomes_a_gray_crop(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), (10, 20, 30), np.uint8)

    crop = crop_whole_image(image)

    assert crop.shape == (CROP_SIZE_PX, CROP_SIZE_PX)
    assert set(crop.ravel().tolist()) == {22}  # 0.114 B + 0.587 G + 0.299 R


@pytest.mark.parametrize("shape", [(130, 100), (100, 160), (31, 20)])
def test_whole_image_that_is_not_square_is_not_squeezed(shape: tuple[int, int]) -> None:
    image = np.zeros((*shape, 3), np.uint8)
    centre, radius = (shape[1] // 2, shape[0] // 2), min(shape) // 4
    cv2.circle(image, centre, radius, (255, 255, 255), thickness=-1)

    bright = crop_whole_image(image) > 127

    width, height = (
        np.ptp(np.flatnonzero(bright.any(axis=0))),
        np.ptp(np.flatnonzero(bright.any(axis=1))),
    )
    assert abs(int(width) - int(height)) <= 1
    assert width == pytest.approx(CROP_SIZE_PX / 2, abs=4)


def test_committed_weights_are_those_of_the_metadata() -> None:
    metadata = json.loads((WEIGHTS / METADATA_FILE).read_text())

    assert metadata["labels"] == list(EMOTIONS)
    assert metadata["sha256"] == hashlib.sha256((WEIGHTS / WEIGHTS_FILE).read_bytes()).hexdigest()


def test_logits_have_a_row_for_each_crop(classifier: EmotionClassifier) -> None:
    crops = np.random.default_rng(0).integers(0, 256, (3, 48, 48)).astype(np.uint8)

    logits = classifier.logits(crops)

    assert logits.shape == (3, 6)
    assert logits.dtype == np.float32
    assert np.allclose(logits[1], classifier.logits(crops[1:2])[0], atol=1e-4)
    assert classifier.logits(crops[:0]).shape == (0, 6)


def test_logits_do_not_change_with_exposure(classifier: EmotionClassifier) -> None:
    crops = np.random.default_rng(0).integers(60, 180, (1, 48, 48)).astype(np.uint8)

    brighter = (crops + 50).astype(np.uint8)

    assert np.allclose(classifier.logits(crops), classifier.logits(brighter), atol=1e-3)


def test_both_runtimes_agree(classifier: EmotionClassifier) -> None:
    other = load_emotion_classifier(create_runtime("onnx"), WEIGHTS)
    crops = np.random.default_rng(0).integers(0, 256, (5, 48, 48)).astype(np.uint8)

    # OpenVINO may compute in bfloat16 where the CPU has it.
    assert np.allclose(classifier.logits(crops), other.logits(crops), atol=0.1)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match=r"emotion\.onnx"):
        load_emotion_classifier(create_runtime("openvino"), tmp_path)


def test_weights_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnreadableError, match=r"emotion\.onnx cannot be read"):
        load_emotion_classifier(create_runtime("openvino"), tmp_path / ("n" * 300))


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS_FILE).write_bytes((WEIGHTS / WEIGHTS_FILE).read_bytes()[:-1])
    (tmp_path / METADATA_FILE).write_bytes((WEIGHTS / METADATA_FILE).read_bytes())

    with pytest.raises(WeightsDamagedError, match="SHA-256"):
        load_emotion_classifier(create_runtime("openvino"), tmp_path)


@pytest.mark.parametrize("text", ["[]", "{", '{"labels": ["a"], "crop_size_px": 48, "sha256": ""}'])
def test_foreign_metadata_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / WEIGHTS_FILE).write_bytes(b"")
    (tmp_path / METADATA_FILE).write_text(text)

    with pytest.raises(ManifestError, match=r"emotion\.json"):
        load_emotion_classifier(create_runtime("openvino"), tmp_path)


@pytest.fixture(scope="module")
def emotion_data() -> Path:
    root = Path(os.environ.get("HOMEROOM_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not (root / "emotion").is_dir():
        pytest.skip(f"no real data under {root}; set HOMEROOM_DATA to have them measured")
    return root / "emotion"


@pytest.mark.data
def test_committed_network_reads_ferplus_faces(
    classifier: EmotionClassifier, emotion_data: Path
) -> None:
    faces = list(read_ferplus(emotion_data, ("test",)))[::5]

    answers = probabilities(
        classifier.logits(np.stack([face.crop for face in faces])), EmotionSet.ENGAGEMENT
    )

    truth = [int(face.emotion.argmax()) for face in faces if face.emotion is not None]
    assert len(truth) == len(faces) > 600
    assert (answers.argmax(axis=1) == truth).mean() >= 0.82


@pytest.mark.data
@pytest.mark.tensorflow
@pytest.mark.filterwarnings("ignore")  # of TensorFlow, in which the mtcnn package runs
def test_committed_network_tells_tired_from_alert_drivers(
    classifier: EmotionClassifier, emotion_data: Path
) -> None:
    faces = list(read_yawdd(emotion_data, LandmarkFinder(), ("test",)))

    logits = classifier.logits(np.stack([face.crop for face in faces]))
    tired = probabilities(logits, EmotionSet.WELLBEING)[:, 4]
    metrics = tired_metrics(tired, np.array([face.tired for face in faces], bool))

    assert metrics.recall >= 0.85
