"""The emotion training: its data, its loss, and a run on generated pictures from end to end."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import onnx
import onnx.utils
import pytest

from models.emotion import EMOTIONS, EmotionSet, labels_of, load_emotion_classifier
from models.runtime import create_runtime
from scripts.emotion.augmentation import augment
from scripts.emotion.batches import batches_of_epoch, draw_epoch
from scripts.emotion.calibration import (
    Calibration,
    called_tired,
    fit_temperature,
    fit_tired_shift,
)
from scripts.emotion.closed_eyes import Kind, apply_smiles, sort_closed_eyes
from scripts.emotion.config import AugmentationConfig, NetworkConfig, TrainingConfig
from scripts.emotion.data import FaceSet, remove_duplicates
from scripts.emotion.evaluation import evaluate_weights
from scripts.emotion.opinions import (
    mix_with_opinions,
    opinions_of,
    read_opinions,
    save_opinions,
)
from scripts.emotion.scores import score
from scripts.emotion.sources import FIVE, ferplus_label, merge_subject_clusters

if TYPE_CHECKING:
    from scripts.emotion.training import Trainer

SFACE = Path(__file__).parents[2] / "models" / "weights" / "sface.onnx"
SOURCES = ("ferplus", "news", "yawdd", "cew_closed")
TINY = TrainingConfig(
    cycles=(2,),
    batch_size=8,
    draws=dict.fromkeys(SOURCES, 8),
    closed_eyes_from_epoch=1,
    validate_every=1,
    network=NetworkConfig(stem_width=4, blocks=((8, 2),), frozen_blocks=1),
)


def make_faces(count: int = 48, *, seed: int = 0) -> FaceSet:
    """Return generated pictures (blurred noise), of all sources and splits in turn."""
    rng = np.random.default_rng(seed)
    numbers = np.arange(count)
    sources = np.array(SOURCES)[numbers % 4]
    emotional = np.isin(sources, ("ferplus", "news"))
    emotion = np.eye(5, dtype=np.float32)[rng.integers(0, 5, count)] * emotional[:, None]
    tired = np.where(sources == "yawdd", numbers // 4 % 2, sources == "cew_closed")
    return FaceSet(
        crops=rng.integers(0, 256, (count, 48, 48)).astype(np.uint8),
        emotion=emotion,
        tired=tired.astype(np.float32),
        weight=np.ones(count, np.float32),
        names=np.array([f"face-{number}" for number in numbers]),
        sources=sources,
        splits=np.array(["train", "validation", "test"])[numbers // 8 % 3],
    )


def test_votes_become_soft_labels_without_single_votes() -> None:
    label = ferplus_label(np.array([6.0, 0, 0, 3, 1]), np.zeros(5), majority_only=False)

    assert label is not None
    soft, weight = label
    assert dict(zip(FIVE, soft.tolist(), strict=True)) == pytest.approx(
        {"angry": 0, "happy": 0, "neutral": 6 / 9, "sad": 3 / 9, "surprise": 0}
    )
    assert weight == 1


def test_votes_for_other_emotions_lower_the_weight() -> None:
    label = ferplus_label(
        np.array([0.0, 0, 6, 0, 0]), np.array([0.0, 4, 0, 0, 0]), majority_only=False
    )

    assert label is not None
    assert label[1] == pytest.approx(0.6)


def test_votes_mostly_elsewhere_give_no_label() -> None:
    fear = np.array([0.0, 7, 0, 0, 0])

    assert ferplus_label(np.array([0.0, 0, 3, 0, 0]), fear, majority_only=False) is None
    assert ferplus_label(np.array([0.0, 0, 3, 0, 0]), fear, majority_only=True) is None


def test_majority_of_equal_votes_is_the_first_column() -> None:
    label = ferplus_label(np.array([5.0, 0, 0, 5, 0]), np.zeros(5), majority_only=True)

    assert label is not None
    assert FIVE[int(label[0].argmax())] == "neutral"


def test_clusters_that_take_turns_are_one_person() -> None:
    clusters = ["y1", "y50", "y1", "y90", "y90", "y91"]
    files = [(f"alert/000_{number}.jpg", cluster) for number, cluster in enumerate(clusters)]

    groups = merge_subject_clusters(files)

    assert groups["y1"] == groups["y50"]
    assert groups["y90"] == groups["y91"]
    assert groups["y1"] != groups["y90"]


def test_duplicates_stay_in_the_test_split_only() -> None:
    faces = make_faces(8)
    copies = replace(
        faces,
        crops=np.repeat(faces.crops[:2], 4, axis=0),
        sources=np.full(8, "ferplus"),
        splits=np.array(["train", "test", "validation", "train"] * 2),
    )
    mirrored = copies.crops.copy()
    mirrored[3] = mirrored[3, :, ::-1]

    cleaned = remove_duplicates(replace(copies, crops=mirrored))

    assert cleaned.splits.tolist() == ["test", "test"]


def test_epoch_draws_each_source_as_often_as_the_config_says() -> None:
    faces = make_faces()
    config = replace(TINY, draws={"ferplus": 5, "yawdd": 40})

    drawn = faces.sources[draw_epoch(faces, config, np.random.default_rng(0))]

    assert (drawn == "ferplus").sum() == 5
    assert (drawn == "yawdd").sum() == 40


def test_batches_depend_on_seed_and_epoch_only() -> None:
    faces = make_faces()

    first, again = (list(batches_of_epoch(faces, TINY, 0)) for _ in range(2))
    other = list(batches_of_epoch(faces, TINY, 1))

    assert first[0].crops.shape == (8, 48, 48)
    assert all(np.array_equal(a.crops, b.crops) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0].crops, other[0].crops)


def test_batches_weigh_only_labels_that_are_known() -> None:
    faces = make_faces()
    closed = faces.select(faces.sources == "cew_closed")

    batch = next(batches_of_epoch(closed, TINY, 0))

    assert (batch.labels["emotion_weight"] == 0).all()
    assert (batch.labels["tired_weight"] == 1).all()
    assert (batch.labels["tired"] == 1).all()


def test_augmented_crops_keep_shape_and_type() -> None:
    crops = make_faces().crops

    changed = augment(crops, AugmentationConfig(), np.random.default_rng(0))

    assert changed.shape == crops.shape
    assert changed.dtype == np.uint8
    assert not np.array_equal(changed, crops)


def test_pictures_are_changed_less_in_the_last_epochs() -> None:
    config = replace(TrainingConfig(), cycles=(8,), calm_share=0.25)

    early, late = config.augmentation_of(5), config.augmentation_of(6)

    assert early == config.augmentation
    assert late.rotation_degrees == early.rotation_degrees / 2
    assert late.erase_probability == early.erase_probability / 2
    assert late.smallest_side_px == early.smallest_side_px


def test_cycles_follow_each_other_and_each_ends_calm() -> None:
    config = replace(TrainingConfig(), cycles=(4, 8), calm_share=0.25)

    assert config.epochs == 12
    assert [config.cycle_of(epoch).start for epoch in (0, 3, 4, 11)] == [0, 0, 4, 4]
    calm = [config.augmentation_of(epoch) != config.augmentation for epoch in range(12)]
    assert calm == [False, False, False, True, *[False] * 6, True, True]


def test_opinions_join_labels_and_make_none() -> None:
    faces = make_faces(4)  # the third and fourth are no emotion's
    opinions = np.full((4, 5), 0.2, np.float32)

    mixed = mix_with_opinions(faces, opinions, 0.4)

    assert np.allclose(mixed.emotion[:2], 0.6 * faces.emotion[:2] + 0.08)
    assert not mixed.emotion[2:].any()
    assert np.array_equal(mixed.majority()[:2], faces.majority()[:2])


def test_opinion_is_the_same_of_a_face_and_of_its_mirror_image(tmp_path: Path) -> None:
    faces = make_faces(6)

    def forward(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        return np.asarray(crops[:, 0, :6] / 100, np.float32)

    opinions = opinions_of(forward, faces)
    save_opinions(opinions, tmp_path)

    mirrored = replace(faces, crops=faces.crops[:, :, ::-1])
    assert np.allclose(opinions, opinions_of(forward, mirrored))
    assert np.allclose(opinions.sum(axis=1), 1)
    assert np.array_equal(read_opinions(tmp_path), opinions)


def test_temperature_of_overconfident_logits_is_above_one() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 5, 500)
    logits = np.eye(6, dtype=np.float32)[truth] * 8
    logits[::3] = np.roll(logits[::3], 1, axis=0)

    calibration = fit_temperature(logits, truth)

    assert calibration.temperature > 2
    assert set(calibration.shifts) == {0}


def test_shift_keeps_faces_called_tired_rare_in_every_group() -> None:
    rng = np.random.default_rng(0)
    groups = [rng.normal(0, 1, (200, 6)).astype(np.float32) + lift for lift in (0, 1)]

    calibration = fit_tired_shift(Calibration(), groups, false_alarms=0.02)

    shares = [called_tired(calibration.apply(group)).mean() for group in groups]
    assert 0 < max(shares) <= 0.02


def test_folded_calibration_is_the_applied_one() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(0, 1, (3, 7)).astype(np.float32)
    kernel, bias = rng.normal(0, 1, (7, 6)).astype(np.float32), np.ones(6, np.float32)
    calibration = Calibration(1.7, (0.1, -0.2, 0.3, 0.0, 0.0, -0.4))

    folded_kernel, folded_bias = calibration.fold(kernel, bias)

    applied = calibration.apply(features @ kernel + bias)
    assert np.allclose(features @ folded_kernel + folded_bias, applied, atol=1e-5)


def test_scores_leave_out_what_a_split_does_not_have() -> None:
    faces = make_faces()
    ferplus = faces.select(faces.sources == "ferplus")

    scores = score(lambda crops: np.zeros((len(crops), 6), np.float32), ferplus)

    assert scores.ferplus is not None
    assert (scores.news, scores.tired) == (None, None)


def test_closed_eyes_that_smile_are_happy_and_not_tired() -> None:
    faces = make_faces(12)
    closed = faces.names[faces.sources == "cew_closed"].tolist()
    smiling: dict[str, Kind] = {closed[0]: "happy", closed[1]: "tired", closed[2]: "unclear"}

    sorted_faces = apply_smiles(faces, smiling)

    kinds = dict(zip(sorted_faces.names.tolist(), sorted_faces.tired.tolist(), strict=True))
    happy = labels_of(EmotionSet.ENGAGEMENT).index("happy")
    assert (kinds[closed[0]], kinds[closed[1]]) == (0, 1)
    assert closed[2] not in kinds
    assert sorted_faces.emotion[sorted_faces.names == closed[0]].argmax() == happy


def test_closed_eyes_are_sorted_by_the_probability_of_a_smile() -> None:
    faces = make_faces(12)
    logits = np.zeros((3, 6), np.float32)
    logits[:, FIVE.index("happy")] = (-3, 1, 5)

    kinds = sort_closed_eyes(lambda _: logits, faces, (0.2, 0.6))

    assert list(kinds.values()) == ["tired", "unclear", "happy"]


@pytest.mark.tensorflow
@pytest.mark.filterwarnings("ignore")  # of TensorFlow and Keras
class TestWithTensorFlow:
    def test_training_runs_resumes_and_exports(self, tmp_path: Path) -> None:
        from scripts.emotion.export import export_best
        from scripts.emotion.training import HISTORY_FILE, train

        faces, weights = make_faces(), tmp_path / "weights"
        train(faces, replace(TINY, cycles=(1,)), tmp_path, face_network=None, resume=False)
        first = json.loads((tmp_path / HISTORY_FILE).read_text())

        train(faces, TINY, tmp_path, face_network=None, resume=True)
        export_best(faces, TINY, tmp_path, weights)

        history = json.loads((tmp_path / HISTORY_FILE).read_text())
        assert history[0] == first[0]
        assert [row["epoch"] for row in history] == [1, 2]
        assert (tmp_path / "curves.png").stat().st_size > 0
        classifier = load_emotion_classifier(create_runtime("openvino"), weights)
        assert classifier.logits(faces.crops).shape == (len(faces), len(EMOTIONS))
        figures = evaluate_weights(faces, weights)
        assert figures["test"]["ferplus"]["images"] == 4

    def test_run_ends_when_nothing_gets_better(self, tmp_path: Path) -> None:
        from scripts.emotion.training import HISTORY_FILE, train

        still = replace(TINY, cycles=(9,), learning_rate=0.0, final_learning_rate=0.0, patience=2)
        train(make_faces(), still, tmp_path, face_network=None, resume=False)

        assert len(json.loads((tmp_path / HISTORY_FILE).read_text())) < 9

    def test_second_cycle_starts_gently_and_knows_what_the_network_said(
        self, tmp_path: Path
    ) -> None:
        from scripts.emotion.training import Trainer, train

        faces, config = make_faces(), replace(TINY, cycles=(1, 2), warmup_epochs=0.5)
        train(faces, replace(config, cycles=(1, 1)), tmp_path, face_network=None, resume=False)
        opinions = read_opinions(tmp_path)
        train(faces, config, tmp_path, face_network=None, resume=True)

        assert opinions.shape == (np.count_nonzero(faces.splits == "train"), 5)
        assert np.array_equal(read_opinions(tmp_path), opinions)
        rates = [Trainer(config, 4).learning_rate_at(step) for step in range(12)]
        assert rates[3] == min(rates[:4])
        assert rates[4] == config.learning_rate / 2
        assert rates[5] == config.learning_rate

    def test_half_precision_trains_too(self) -> None:
        trainer = make_trainer(precision="mixed_bfloat16")

        assert np.isfinite(trainer.run_epoch(make_faces(), 0))
        assert trainer.forward(make_faces().crops).dtype == np.float32

    def test_restored_trainer_goes_on_as_the_one_that_was_saved(self) -> None:
        trainer = make_trainer()
        trainer.run_epoch(make_faces(), 0)
        state = trainer.state()
        restored = make_trainer()

        restored.restore(state)

        assert restored.steps == trainer.steps == 4
        assert all(np.array_equal(restored.state()[name], array) for name, array in state.items())

    def test_exported_network_equals_the_keras_one(self, tmp_path: Path) -> None:
        from scripts.emotion.onnx_graph import export_onnx

        network = NetworkConfig(stem_width=4, blocks=((8, 1), (12, 2)), frozen_blocks=1)
        trainer = make_trainer(network)
        trainer.averaged.set_weights(randomised(trainer.averaged.get_weights()))
        calibration = Calibration(1.3, (0.1, -0.2, 0.3, 0.0, 0.0, -0.4))
        crops = make_faces().crops

        export_onnx(trainer.averaged, tmp_path / "net.onnx", network, calibration)

        exported = create_runtime("onnx").load(tmp_path / "net.onnx").run(crops.astype(np.float32))
        expected = calibration.apply(trainer.forward(crops))
        # The file holds the matrices as float16.
        assert np.abs(exported[0] - expected).max() < 1e-2

    def test_network_starts_as_the_face_network(self, tmp_path: Path) -> None:
        """A gray picture has the same features after the fourth convolution as SFace finds."""
        import keras

        from scripts.emotion.network import build_network, start_from_face_network

        network = NetworkConfig(blocks=((64, 1), (128, 2)))
        model = build_network(network)
        start_from_face_network(model, SFACE)
        crops = make_faces(4).crops.astype(np.float32)
        features = keras.Model(model.input, model.get_layer("block1_pointwise_slopes").output)

        # SFace scales pixels itself, to (x - 127.5) / 128.
        centred = crops - crops.mean(axis=(1, 2), keepdims=True)
        contrast = np.sqrt(centred.var(axis=(1, 2), keepdims=True) + 64)
        pixels = centred / contrast * 0.45 * 128 + 127.5
        expected = run_until_prelu(SFACE, 5, np.repeat(pixels[:, None], 3, axis=1), tmp_path)

        assert np.allclose(features(crops).numpy().transpose(0, 3, 1, 2), expected, atol=1e-3)

    def test_frozen_blocks_stay_as_they_are(self) -> None:
        trainer = make_trainer(
            NetworkConfig(stem_width=4, blocks=((8, 2), (8, 1)), frozen_blocks=1)
        )
        layers = {name: trainer.model.get_layer(name) for name in ("stem_norm", "block1_pointwise")}
        before = {name: layer.get_weights() for name, layer in layers.items()}

        trainer.run_epoch(make_faces(), 0)

        changed = {
            name: any(
                not np.array_equal(a, b)
                for a, b in zip(before[name], layer.get_weights(), strict=True)
            )
            for name, layer in layers.items()
        }
        assert changed == {"stem_norm": False, "block1_pointwise": True}

    def test_loss_ignores_what_is_not_known(self) -> None:
        import tensorflow as tf

        from scripts.emotion.network import partial_label_loss

        labels = {
            "emotion": tf.constant([[0.0, 0, 0, 0, 0]]),
            "emotion_weight": tf.constant([0.0]),
            "tired": tf.constant([1.0]),
            "tired_weight": tf.constant([1.0]),
        }
        config = replace(TINY, tired_smoothing=0.0)

        some, other = (
            float(partial_label_loss(tf.constant([logits]), labels, config))
            for logits in ([4.0, 0, 0, 0, 0, 2], [0.0, 0, 0, 4, 0, 2])
        )

        assert some == pytest.approx(other)


def run_until_prelu(
    path: Path, count: int, images: npt.NDArray[np.float32], folder: Path
) -> npt.NDArray[np.float32]:
    """Return what comes out of the nth PReLU of an ONNX file for (n, 3, h, w) pixels."""
    graph = onnx.load(path).graph
    output = [node.output[0] for node in graph.node if node.op_type == "PRelu"][count - 1]
    onnx.utils.extract_model(path, folder / "part.onnx", [graph.input[0].name], [output])
    part = onnx.load(folder / "part.onnx")
    for tensor in (*part.graph.input, *part.graph.output):
        for dimension in tensor.type.tensor_type.shape.dim:
            dimension.dim_param = "any"
    onnx.save(part, folder / "part.onnx")
    return create_runtime("onnx").load(folder / "part.onnx").run(images)[0]


def make_trainer(
    network: NetworkConfig = TINY.network,
    *,
    precision: Literal["auto", "mixed_bfloat16"] = "auto",
) -> "Trainer":
    from scripts.emotion.training import Trainer

    return Trainer(replace(TINY, network=network, precision=precision), steps_per_epoch=4)


def randomised(weights: list[npt.NDArray[np.float32]]) -> list[npt.NDArray[np.float32]]:
    """Return other weights of the same shapes, positive where they are variances."""
    rng = np.random.default_rng(3)
    return [
        (rng.uniform(0.5, 1.5, w.shape) if w.ndim == 1 else rng.normal(0, 0.2, w.shape)).astype(
            np.float32
        )
        for w in weights
    ]
