"""Measures of a face from the 478 landmarks of MediaPipe Face Mesh: what the directions change."""

from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

# Indices of Face Mesh's topology, each pair left and right in the picture.
_EYE_CORNERS: Final = ((33, 133), (362, 263))
_LIDS: Final = (((159, 145), (158, 153), (160, 144)), ((386, 374), (385, 380), (387, 373)))
_BROWS_ABOVE_EYES: Final = (105, 334)
_UPPER_LIDS: Final = (159, 386)
_INNER_BROWS: Final = (107, 336)
_INNER_CORNERS: Final = (133, 362)
_MOUTH_CORNERS: Final = (61, 291)
_LIPS: Final = (13, 14)
_NOSE, _CHIN, _LEFT_SIDE, _RIGHT_SIDE = 4, 152, 234, 454


def five_landmarks(mesh: FloatArray) -> npt.NDArray[np.float32]:
    """Eyes, nose and mouth corners, float32 (5, 2) px, in the order of Detections."""
    eyes = [
        mesh[[*corners, *lids[0]], :2].mean(axis=0)
        for corners, lids in zip(_EYE_CORNERS, _LIDS, strict=True)
    ]
    rest = mesh[[_NOSE, *_MOUTH_CORNERS], :2]
    return np.concatenate([eyes, rest]).astype(np.float32)


def measure(mesh: FloatArray) -> dict[str, float]:
    """Measure one face; `mesh` is float64 (478, 3) px. Lengths are in eye distances."""
    eyes = five_landmarks(mesh)[:2]
    unit = float(np.linalg.norm(eyes[0] - eyes[1]))
    brow_height = (_y(mesh, _UPPER_LIDS) - _y(mesh, _BROWS_ABOVE_EYES)) / unit
    inner_height = (_y(mesh, _INNER_CORNERS) - _y(mesh, _INNER_BROWS)) / unit
    nose = mesh[_NOSE]
    left, right = mesh[_LEFT_SIDE, 0], mesh[_RIGHT_SIDE, 0]
    eye_line = _y(mesh, (_EYE_CORNERS[0][0], _EYE_CORNERS[1][1]))
    return {
        "eyes": _eye_aspect(mesh),
        "mouth": _distance(mesh, *_LIPS) / unit,
        "mouth_width": _distance(mesh, *_MOUTH_CORNERS) / unit,
        "smile": (_y(mesh, _LIPS) - _y(mesh, _MOUTH_CORNERS)) / unit,
        "brows": (brow_height + inner_height) / 2,
        "brow_slope": inner_height - brow_height,
        "brow_gap": _distance(mesh, *_INNER_BROWS) / unit,
        "yaw": float((2 * nose[0] - left - right) / (right - left)),
        "pitch": float((nose[1] - eye_line) / (mesh[_CHIN, 1] - eye_line)),
    }


def _eye_aspect(mesh: FloatArray) -> float:
    """Height by width of the open eyes (Soukupová and Čech 2016), the mean of both."""
    aspects = [
        sum(_distance(mesh, *pair) for pair in lids) / 3 / _distance(mesh, *corners)
        for corners, lids in zip(_EYE_CORNERS, _LIDS, strict=True)
    ]
    return sum(aspects) / 2


def _distance(mesh: FloatArray, first: int, second: int) -> float:
    return float(np.linalg.norm(mesh[first, :2] - mesh[second, :2]))


def _y(mesh: FloatArray, points: tuple[int, ...]) -> float:
    return float(mesh[list(points), 1].mean())
