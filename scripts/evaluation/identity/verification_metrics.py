"""Same person or not: accuracy by ten folds, ROC, TAR at FAR and equal error rate."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Roc:
    """Rates float64 (k,) when pairs of `thresholds` or more are accepted; thresholds descend.

    `far` is the part of different pairs accepted, `tar` the part of same pairs accepted.
    """

    thresholds: FloatArray
    far: FloatArray
    tar: FloatArray


@dataclass(frozen=True, slots=True)
class FoldAccuracy:
    """Accuracy of each fold at the threshold that is best on the others.

    `accuracies` and `thresholds` are float64 (folds,); `right` is bool (n,), per pair.
    """

    accuracies: FloatArray
    thresholds: FloatArray
    right: BoolArray


def roc(similarities: FloatArray, same: BoolArray) -> Roc:
    """Sweep the threshold over float64 (n,) similarities; `same` is bool (n,), both kinds present.

    Raises ValueError where one kind is missing.
    """
    if same.all() or not same.any():
        raise ValueError("a ROC needs pairs of the same and pairs of different people")
    thresholds = np.append(np.inf, np.unique(similarities)[::-1])
    return Roc(
        thresholds,
        far=_part_at_least(similarities[~same], thresholds),
        tar=_part_at_least(similarities[same], thresholds),
    )


def tar_at_far(curve: Roc, target: float) -> float:
    """The largest TAR whose FAR is `target` or less: nothing is interpolated."""
    allowed = curve.far <= target + 1e-12
    return float(curve.tar[allowed].max())


def equal_error_rate(curve: Roc) -> float:
    """Where false accepts and false rejects come closest, their mean."""
    rejects = 1 - curve.tar
    closest = int(np.abs(curve.far - rejects).argmin())
    return float((curve.far[closest] + rejects[closest]) / 2)


def fold_accuracy(similarities: FloatArray, same: BoolArray, folds: int = 10) -> FoldAccuracy:
    """Cross-validated accuracy as LFW's protocol has it (Huang et al., 2007).

    Same and different pairs are each cut, in file order, into `folds` runs; run k of both is fold
    k. On LFW's own list (300 same, 300 different, ten times) these are LFW's folds. A fold that
    stays empty, with fewer pairs than folds, is left out.

    Raises ValueError where one kind is missing: accepting every pair, or none, would be all right.
    """
    if same.all() or not same.any():
        raise ValueError("an accuracy needs pairs of the same and pairs of different people")
    owner = np.empty(len(same), np.int64)
    for kind in (True, False):
        positions = np.flatnonzero(same == kind)
        for fold, part in enumerate(np.array_split(positions, folds)):
            owner[part] = fold
    used = np.unique(owner)
    thresholds = np.array(
        [best_threshold(similarities[owner != fold], same[owner != fold]) for fold in used]
    )
    right = (similarities >= thresholds[np.searchsorted(used, owner)]) == same
    accuracies = np.array([right[owner == fold].mean() for fold in used])
    return FoldAccuracy(accuracies, thresholds, right)


def best_threshold(similarities: FloatArray, same: BoolArray) -> float:
    """The threshold with the most pairs right: of equally good ones the middle one.

    Candidates lie halfway between neighbouring similarities, and beyond both ends.
    """
    values = np.unique(similarities)
    if not len(values):
        return 0.0
    edges = np.concatenate([values[:1] - 1e-6, (values[1:] + values[:-1]) / 2, values[-1:] + 1e-6])
    accepted_same = _count_at_least(similarities[same], edges)
    rejected_different = (~same).sum() - _count_at_least(similarities[~same], edges)
    right = accepted_same + rejected_different
    best = np.flatnonzero(right == right.max())
    return float(edges[best[len(best) // 2]])


def _count_at_least(values: FloatArray, thresholds: FloatArray) -> npt.NDArray[np.int64]:
    below = np.searchsorted(np.sort(values), thresholds, side="left")
    return np.asarray(len(values) - below, np.int64)


def _part_at_least(values: FloatArray, thresholds: FloatArray) -> FloatArray:
    return np.asarray(_count_at_least(values, thresholds) / len(values))
