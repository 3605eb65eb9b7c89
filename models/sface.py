"""SFace: 128 numbers for a face.

Zhong et al., "SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition" (IEEE TIP
30, 2021), the MobileFaceNet of OpenCV's model zoo.
"""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from models.align import align_faces
from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from models.manifest import verified_group
from models.runtime import Network, Runtime

# Measured on the LFW DevTrain photos of people outside the open-set protocol by
# `python -m scripts.measure_impostors --images lfw_dev.zip --without lfw_dev_openset.csv
# --leave-out Sepp_Blatter` (who is Joseph_Blatter, too). It also prints how well the normal
# distribution fits the tail.
SFACE_IMPOSTORS: Final = ImpostorSimilarity(mean=0.1187, deviation=0.0861, cohort_mean=0.1070)

MEAN: Final = "mean"
"""Name of the array that an adapted network's weight file holds beside those of the network."""

# Measured likewise. What the background cohort finds of a template tells nothing here (correlation
# -0.2): it is the mean that all faces share, which is subtracted, that told something.
# The tail reaches 1.02 to 1.036 times as far as the normal distribution's at those rates, also with
# networks adapted to half of these people and measured on the others. Small classes need a little
# more: with 1.05, and with nothing less in steps of 0.01, galleries of 2 to 250 of the others named
# 1 in 1,000 strangers at most (docs/evaluation.md).
WEBCAM_IMPOSTORS: Final = ImpostorSimilarity(mean=-0.0003, deviation=0.0937, tail=1.05)

_BATCH: Final = 32  # faces a call: bounds the memory that a crowd takes


class SFace:
    """Embeds aligned crops of 112 px. Safe to call from several threads at once.

    An embedding is the normalised mean of the crop's and of its mirror image's. `mean`, float32
    (128,), is subtracted from it: what all faces have in common tells nobody apart, and poor
    pictures have more of it.
    """

    dimension = 128

    def __init__(
        self,
        network: Network,
        *,
        name: str = "sface",
        weights_sha256: str = "",
        impostors: ImpostorSimilarity = SFACE_IMPOSTORS,
        mean: npt.NDArray[np.float32] | None = None,
    ) -> None:
        self._network = network
        self._mean = np.zeros(self.dimension, np.float32) if mean is None else mean
        self.name = name
        self.weights_sha256 = weights_sha256
        self.thresholds = IdentityThresholds.measured(impostors, margin=0.05)

    def crop(
        self, image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.uint8]:
        """Cut aligned faces out of an image, uint8 (H, W, 3) BGR: uint8 (n, 112, 112, 3) BGR.

        `landmarks` is float32 (n, 5, 2) px in the order of Detections.
        """
        return align_faces(image, landmarks)

    def embed(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return float32 (n, 128), each row of length 1, for aligned BGR crops; n may be 0."""
        parts = [
            self._embed(crops[start : start + _BATCH]) for start in range(0, len(crops), _BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimension), np.float32)

    def _embed(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        rgb = crops[..., ::-1].transpose(0, 3, 1, 2).astype(np.float32)
        both = self._network.run(np.concatenate([rgb, rgb[..., ::-1]]))[0]
        faces = normalize(normalize(both[: len(rgb)]) + normalize(both[len(rgb) :]))
        return normalize(faces - self._mean)


def load_sface(name: str, runtime: Runtime, weights_dir: Path) -> SFace:
    """Load SFace as published (`sface`) or adapted to webcams (`sface-webcam`).

    Raises WeightsMissingError or WeightsDamagedError.
    """
    paths, sha256 = verified_group(name, weights_dir)
    network = runtime.load(paths[0])
    if name == "sface":
        return SFace(network, weights_sha256=sha256)
    with np.load(paths[1], allow_pickle=False) as adaptation:
        mean = np.asarray(adaptation[MEAN], np.float32)
    return SFace(network, name=name, weights_sha256=sha256, impostors=WEBCAM_IMPOSTORS, mean=mean)
