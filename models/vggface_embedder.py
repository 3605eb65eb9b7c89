"""The VGG-Face embedders: older and larger than SFace, kept for those who know and want them.

They run converted to ONNX; models/vggface.py says how they are built.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from models.align import align_faces
from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from models.errors import ManifestError
from models.manifest import verified_group
from models.measured_impostors import read_impostors
from models.runtime import Network, Runtime

CROP_PX: Final = 224

# Where the landmarks lie in a crop as VGGFace2 was prepared (Cao et al. 2018, section 4): the face
# box grown by 0.3, its width scaled to 256, the middle 224 cut out. So a face box is 197 px wide;
# the landmarks within it are the medians over 325 LFW photos, made symmetric.
VGGFACE_TEMPLATE: Final = np.array(
    [[66.0, 81.7], [158.0, 81.7], [112.0, 135.3], [71.1, 178.6], [152.9, 178.6]], np.float32
)

# What keras-vggface's preprocess_input subtracts, BGR: version 1 belongs to VGG16, version 2 to
# ResNet-50 and SENet-50.
PIXEL_MEANS: Final[dict[int, tuple[float, float, float]]] = {
    1: (93.5940, 104.7624, 129.1863),
    2: (91.4953, 103.8827, 131.0912),
}

_BATCH: Final = 8  # faces a call: bounds the memory that a crowd takes at 224 px


@dataclass(frozen=True, slots=True)
class VGGFaceVariant:
    """What tells the three apart. `preprocessing` is keras-vggface's version."""

    dimension: int
    preprocessing: int
    thresholds: IdentityThresholds


# These thresholds are not calibrated: the released weights could not be had where this was written.
# For the two of VGGFace2, cosine 0.5 is the usual 1:1 threshold for these pooled features; naming
# one of a class asks for more. VGG16's pooled features are all positive and hardly trained to tell
# people apart by angle, so strangers lie closer together. They hold for a class of usual size: the
# impostors that they imply are where the calibration on a gallery starts from. Measured ones take
# their place: `python -m scripts.measure_impostors --save`.
VGG16_THRESHOLDS: Final = IdentityThresholds.measured(
    ImpostorSimilarity.implied(known=0.80, unsure=0.70), margin=0.03
)
VGGFACE2_THRESHOLDS: Final = IdentityThresholds.measured(
    ImpostorSimilarity.implied(known=0.65, unsure=0.50), margin=0.05
)
VARIANTS: Final[dict[str, VGGFaceVariant]] = {
    "vggface-vgg16": VGGFaceVariant(512, 1, VGG16_THRESHOLDS),
    "vggface-resnet50": VGGFaceVariant(2048, 2, VGGFACE2_THRESHOLDS),
    "vggface-senet50": VGGFaceVariant(2048, 2, VGGFACE2_THRESHOLDS),
}


class VGGFace:
    """Embeds loosely framed crops of 224 px. Safe to call from several threads at once."""

    def __init__(
        self,
        name: str,
        network: Network,
        *,
        weights_sha256: str = "",
        impostors: ImpostorSimilarity | None = None,
    ) -> None:
        self.name = name
        self.weights_sha256 = weights_sha256
        self._network = network
        self._variant = VARIANTS[name]
        self._impostors = impostors

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return self._variant.dimension

    @property
    def thresholds(self) -> IdentityThresholds:
        """Thresholds from the impostors that were measured, else those of VARIANTS."""
        default = self._variant.thresholds
        if self._impostors is None:
            return default
        return IdentityThresholds.measured(self._impostors, margin=default.margin)

    def crop(
        self, image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.uint8]:
        """Cut upright faces out of an image, uint8 (H, W, 3) BGR: uint8 (n, 224, 224, 3) BGR.

        `landmarks` is float32 (n, 5, 2) px in the order of Detections.
        """
        return align_faces(image, landmarks, size=CROP_PX, template=VGGFACE_TEMPLATE)

    def embed(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1, for BGR crops; n may be 0."""
        parts = [
            self._network.run(preprocess(crops[start : start + _BATCH], self._variant))[0]
            for start in range(0, len(crops), _BATCH)
        ]
        return (
            normalize(np.concatenate(parts)) if parts else np.zeros((0, self.dimension), np.float32)
        )


def preprocess(crops: npt.NDArray[np.uint8], variant: VGGFaceVariant) -> npt.NDArray[np.float32]:
    """Subtract the mean pixel: uint8 (n, 224, 224, 3) BGR to float32 of the same shape."""
    mean = np.array(PIXEL_MEANS[variant.preprocessing], np.float32)
    return crops.astype(np.float32) - mean


def load_vggface(name: str, runtime: Runtime, weights_dir: Path) -> VGGFace:
    """Load one of VARIANTS, with the impostors that an operator measured for its weights.

    Raises WeightsMissingError, WeightsDamagedError, ManifestError or ImpostorsInvalidError.
    """
    if name not in VARIANTS:
        raise ManifestError(
            f"there is no embedder {name!r}; there are sface-webcam, sface, {', '.join(VARIANTS)}"
        )
    (path,), sha256 = verified_group(name, weights_dir)
    impostors = read_impostors(name, weights_dir, weights_sha256=sha256)
    return VGGFace(name, runtime.load(path), weights_sha256=sha256, impostors=impostors)
