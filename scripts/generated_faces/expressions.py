"""Directions in style space that change an expression or a pose and leave the person alone."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from scripts.generated_faces.generator import STYLE_SIZE, Style

Edit = Mapping[str, float]
"""How far to go along which direction, in standard deviations of generated faces."""

_DIRECTIONS_FILE: Final = Path(__file__).with_name("directions.npz")

# Coarse levels turn the head and put glasses on, the levels of 16 and 32 px move mouth and brows,
# those of 32 and 64 px the eyelids. A direction is applied only where it acts, which keeps hair,
# light and background as they are.
_POSE_LEVELS: Final = (0, 1, 2)
_LEVELS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "yaw": _POSE_LEVELS,
        "pitch": _POSE_LEVELS,
        "glasses": (0, 1),
        "eyes": (3, 4),
        "mouth": (2, 3),
        "mouth_width": (2, 3),
        "smile": (2, 3),
        "brows": (2, 3),
        "brow_slope": (2, 3),
        "brow_gap": (2, 3),
        "anger": (2, 3),
    }
)


class FaceEditor:
    """Applies edits to styles.

    A direction is the change of style that goes with one measure of a face (how open the eyes are,
    how high the brows, …) while all other measures and the face's identity stay: the coefficients
    of a linear regression over 1,481 generated faces, of style on the ten measures, which come from
    478 landmarks (MediaPipe Face Mesh), and on 120 principal components of the SFace embedding.
    That is the idea of InterFaceGAN (Shen et al. 2020, arXiv:1907.10786) with identity held fixed.
    "anger" is no such measure but the emotion network's logit. fit_directions.py finds them.
    """

    def __init__(self, directions: Mapping[str, npt.NDArray[np.float32]]) -> None:
        self._directions = directions

    def apply(self, style: Style, *edits: Edit) -> Style:
        """Return a copy of `style` with the edits added; the order of edits does not matter."""
        edited = style.copy()
        for edit in edits:
            for name, amount in edit.items():
                edited[list(_LEVELS[name])] += np.float32(amount) * self._directions[name]
        return edited


def load_editor(path: Path = _DIRECTIONS_FILE) -> FaceEditor:
    with np.load(path) as stored:
        directions = {name: stored[name].astype(np.float32) for name in _LEVELS}
    assert all(direction.shape == (STYLE_SIZE,) for direction in directions.values())
    return FaceEditor(directions)


def mix(first: Edit, second: Edit, share: float) -> Edit:
    """Return the edit that lies `share` of the way from the first to the second."""
    names = sorted(first.keys() | second.keys())
    return {n: (1 - share) * first.get(n, 0.0) + share * second.get(n, 0.0) for n in names}
