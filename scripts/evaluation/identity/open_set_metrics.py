"""Open-set identification: how often an enrolled person is named while strangers are not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OpenSetCurve:
    """Rates float64 (k,) when a face of `thresholds` or more is named; thresholds descend.

    `fpir` is the part of impostors that get any name, `dir` the part of probes that get the right
    one: detection and identification rate at rank 1 (Phillips, Grother and Micheals, 2011).
    """

    thresholds: FloatArray
    fpir: FloatArray
    dir: FloatArray


def open_set_curve(probes: FloatArray, right: BoolArray, impostors: FloatArray) -> OpenSetCurve:
    """Sweep the threshold.

    `probes` float64 (n,) and `impostors` (m,) are similarities to the nearest student, -inf for a
    face that was not found; `right` bool (n,): the nearest student is the probe's person. Raises
    ValueError without probes or impostors.
    """
    if not len(probes) or not len(impostors):
        raise ValueError("an open set needs probes and impostors")
    found = np.concatenate([probes, impostors])
    thresholds = np.append(np.inf, np.unique(found[np.isfinite(found)])[::-1])
    return OpenSetCurve(
        thresholds,
        fpir=_count_at_least(impostors, thresholds) / len(impostors),
        dir=_count_at_least(probes[right], thresholds) / len(probes),
    )


def dir_at_fpir(curve: OpenSetCurve, target: float) -> float:
    """The largest DIR whose FPIR is `target` or less: nothing is interpolated."""
    allowed = curve.fpir <= target + 1e-12
    return float(curve.dir[allowed].max())


def _count_at_least(values: FloatArray, thresholds: FloatArray) -> FloatArray:
    below = np.searchsorted(np.sort(values), thresholds, side="left")
    return np.asarray(len(values) - below, np.float64)
