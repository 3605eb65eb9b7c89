"""A background cohort: embeddings of people who do not exist, to compare students with.

Cohorts are made by `python -m scripts.make_cohort`; each belongs to the weights of one embedder.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.embedder import normalize
from models.manifest import Manifest
from models.replacing import replacing

_EMBEDDINGS = "embeddings"
_WEIGHTS = "weights_sha256"


def cohort_name(embedder: str) -> str:
    """The cohort's group in the manifest."""
    return f"cohort-{embedder}"


def cohort_file(embedder: str, weights_dir: Path) -> Path:
    """Where a cohort is written to."""
    return weights_dir / f"cohort_{embedder}.npz"


def write_cohort(path: Path, embeddings: npt.NDArray[np.float32], *, weights_sha256: str) -> None:
    """Store float32 (n, d) with rows of length 1, as float16: cosines change by less than 0.001.

    A reader sees the old file or the new one; a disk that is full leaves the old one.
    """
    with replacing(path) as partial:
        np.savez(
            partial,
            allow_pickle=False,
            **{_EMBEDDINGS: embeddings.astype(np.float16), _WEIGHTS: np.array(weights_sha256)},
        )


def read_cohort(path: Path, *, weights_sha256: str) -> npt.NDArray[np.float32] | None:
    """Return float32 (n, d) with rows of length 1, or None when other weights made them."""
    with np.load(path, allow_pickle=False) as stored:
        if str(stored[_WEIGHTS]) != weights_sha256:
            return None
        return normalize(stored[_EMBEDDINGS].astype(np.float32))


def load_cohort(
    embedder: str, weights_dir: Path, *, weights_sha256: str
) -> npt.NDArray[np.float32] | None:
    """Check and read the cohort of an embedder; None where there is none for its weights.

    Raises WeightsMissingError or WeightsDamagedError when the manifest's file is not as it says.
    """
    manifest = Manifest.read()
    if cohort_name(embedder) not in manifest.groups:
        return None
    (entry,) = manifest.group(cohort_name(embedder))
    entry.verify(weights_dir)
    return read_cohort(weights_dir / entry.file, weights_sha256=weights_sha256)
