"""An exported network reads many faces a few at a time."""

import numpy as np
import numpy.typing as npt

from models.emotion import EMOTIONS, EmotionClassifier
from scripts.emotion.evaluation import in_batches


class CountingNetwork:
    """Answers with each crop's mean, and remembers how many came at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
        self.sizes.append(len(inputs))
        means = inputs.astype(np.float32).mean(axis=(1, 2))
        return (np.repeat(means[:, None], len(EMOTIONS), axis=1),)


def test_faces_are_read_a_few_at_a_time() -> None:
    network = CountingNetwork()
    crops = np.arange(600, dtype=np.uint16)[:, None, None] % 256 * np.ones((48, 48), np.uint16)

    logits = in_batches(EmotionClassifier(network, "", flip=False))(crops.astype(np.uint8))

    assert max(network.sizes) <= 256
    assert logits[:, 0].tolist() == [number % 256 for number in range(600)]


def test_no_faces_have_no_logits() -> None:
    forward = in_batches(EmotionClassifier(CountingNetwork(), ""))

    assert forward(np.zeros((0, 48, 48), np.uint8)).shape == (0, len(EMOTIONS))
