"""Is something held before a face: a mask, sunglasses, a hand, a book, hair?

A linear classifier over a coarse picture of the aligned face: light, colour and edges in each cell
of a grid. It was trained on drawn occluders (`python -m scripts.train_occlusion`), by ridge
regression, and costs less than a millisecond. Beards, glasses and every skin were among the plain
faces that it learned from.
"""

from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.manifest import verified_group

FloatArray = npt.NDArray[np.float32]

GRID: Final = 20
"""Cells a side; each is 5.6 px of the aligned face."""


def _face_cells() -> npt.NDArray[np.bool_]:
    """Which cells are face from the brows down, bool (GRID, GRID); hair frames it in any colour."""
    ys, xs = (np.mgrid[:GRID, :GRID] + 0.5) / GRID
    oval = ((xs - 0.5) / 0.36) ** 2 + ((ys - 0.64) / 0.46) ** 2 <= 1
    return np.asarray(oval & (ys > 0.3))


_CELLS: Final = _face_cells()
FEATURES: Final = 6 * int(_CELLS.sum())

_LEAST_SPREAD: Final = 8.0
"""Of the luma, 0..255: below it there is hardly a face to be seen."""

_CHROMA_SCALE: Final = 10.0

_WEIGHTS: Final = "weights"
_BIAS: Final = "bias"


class OcclusionClassifier:
    """Tells covered faces from plain ones. Safe to use from several threads at once.

    `weights` is float32 (FEATURES,).
    """

    def __init__(self, weights: FloatArray, bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def measure(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        """Return float32 (n,) for aligned crops, uint8 (n, 112, 112, 3) BGR.

        Around 0 for a plain face, around 1 for a covered one; it may lie beyond both.
        """
        return np.asarray(describe_faces(crops) @ self._weights + self._bias, np.float32)


def describe_faces(crops: npt.NDArray[np.uint8]) -> FloatArray:
    """What the classifier sees: float32 (n, FEATURES), for crops uint8 (n, h, w, 3) BGR.

    For each cell luma and both chromas relative to the face's own, how the luma differs from that
    of the cell on the other side of the face, and the strength of edges across and down.
    """
    features = [_describe(crop) for crop in crops]
    return np.stack(features) if features else np.zeros((0, FEATURES), np.float32)


def _describe(crop: npt.NDArray[np.uint8]) -> FloatArray:
    coarse = cv2.cvtColor(_shrink(crop), cv2.COLOR_BGR2YCrCb).astype(np.float32)
    luma = coarse[..., 0]
    face = luma[_CELLS]
    luma = (luma - face.mean()) / max(float(face.std()), _LEAST_SPREAD)
    red, blue = (
        np.clip((chroma - np.median(chroma[_CELLS])) / _CHROMA_SCALE, -2, 2)
        for chroma in (coarse[..., 1], coarse[..., 2])
    )
    gray = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    spread = max(float(gray.std()), _LEAST_SPREAD)
    across, down = (
        _shrink(np.abs(cv2.Sobel(gray, cv2.CV_32F, *order))).astype(np.float32) / spread
        for order in ((1, 0), (0, 1))
    )
    parts = (luma, red, blue, np.abs(luma - luma[:, ::-1]), across, down)
    return np.concatenate([part[_CELLS] for part in parts]).astype(np.float32)


def _shrink(image: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    return np.asarray(cv2.resize(image, (GRID, GRID), interpolation=cv2.INTER_AREA))


def write_occlusion(path: Path, weights: FloatArray, bias: float) -> None:
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **{_WEIGHTS: weights, _BIAS: np.array(bias)})


def load_occlusion(weights_dir: Path) -> OcclusionClassifier:
    """Load the classifier. Raises WeightsMissingError or WeightsDamagedError."""
    (path,), _sha256 = verified_group("occlusion", weights_dir)
    with np.load(path, allow_pickle=False) as stored:
        return OcclusionClassifier(stored[_WEIGHTS].astype(np.float32), float(stored[_BIAS]))
