"""Face embeddings: what an embedder is, and its identity thresholds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.runtime import Runtime


@dataclass(frozen=True, slots=True)
class IdentityThresholds:
    """Cosine similarities that belong to one embedder.

    At `known` or above a face is the student; from `unsure` up to `known` it may be; a best match
    less than `margin` above the second-best student is unsure too.
    """

    known: float
    unsure: float
    margin: float


class Embedder(Protocol):
    """Turns faces into unit vectors. Safe to call from several threads at once."""

    @property
    def name(self) -> str:
        """Name of the embedder as the settings spell it."""
        ...

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the weight file: embeddings of other weights cannot be compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        ...

    @property
    def thresholds(self) -> IdentityThresholds:
        """Default thresholds of this embedder."""
        ...

    def crop(
        self, image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.uint8]:
        """Cut the faces out of an image, uint8 (H, W, 3) BGR, by landmarks, float32 (n, 5, 2) px.

        Returns uint8 (n, h, w, 3) BGR, in the framing and size that the network wants.
        """
        ...

    def embed(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1, for the crops; n may be 0."""
        ...


def normalize(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Scale each row of float32 (n, d) to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def load_embedder(name: str, runtime: Runtime, weights_dir: Path) -> Embedder:
    """Load the embedder that the settings name.

    Raises WeightsMissingError or WeightsDamagedError, which say how to fetch its weights.
    """
    if name == "sface":
        from models.sface import load_sface  # noqa: PLC0415 - each embedder imports this module

        return load_sface(runtime, weights_dir)
    from models.vggface import load_vggface  # noqa: PLC0415

    return load_vggface(name, runtime, weights_dir)
