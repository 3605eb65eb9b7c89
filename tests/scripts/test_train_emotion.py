"""The emotion training: its loss, its network, and a run on generated pictures from end to end."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import onnx
import onnx.utils
import pytest

from models.emotion import EMOTIONS, load_emotion_classifier
from models.runtime import create_runtime
from scripts.emotion.calibration import Calibration
from scripts.emotion.config import NetworkConfig
from scripts.emotion.evaluation import evaluate_weights
from scripts.emotion.opinions import read_opinions
from tests.scripts.emotion.faces import TINY, make_faces

if TYPE_CHECKING:
    from scripts.emotion.training import Trainer

SFACE = Path(__file__).parents[2] / "models" / "weights" / "sface.onnx"


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

    def test_epoch_counts_only_when_its_best_checkpoint_is_written(self, tmp_path: Path) -> None:
        from scripts.emotion.training import BEST_CHECKPOINT, LAST_CHECKPOINT, train

        (tmp_path / BEST_CHECKPOINT).mkdir()  # so that writing it fails

        with pytest.raises(OSError, match=BEST_CHECKPOINT):
            train(make_faces(), TINY, tmp_path, face_network=None, resume=False)

        assert not (tmp_path / LAST_CHECKPOINT).exists()

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
