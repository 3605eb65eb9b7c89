"""Recall, precision and average precision of face boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ImageMatches:
    """What became of one image's detections and boxes at one IoU threshold.

    `detection_scores` is float64 (n,) descending, `hits` bool (n,): the detection claimed a box.
    `found` is int64 (m,): per true box the index of the detection that claimed it, or -1.
    """

    detection_scores: FloatArray
    hits: BoolArray
    found: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """A precision-recall curve, float64 (k,) each, from the surest detection down."""

    detection_scores: FloatArray
    precision: FloatArray
    recall: FloatArray


def iou(boxes_a: FloatArray, boxes_b: FloatArray) -> FloatArray:
    """Intersection over union of float64 (n, 4) with (m, 4) xyxy px: float64 (n, m) in 0..1.

    A box without area overlaps nothing.
    """
    top_left = np.maximum(boxes_a[:, None, :2], boxes_b[None, :, :2])
    bottom_right = np.minimum(boxes_a[:, None, 2:], boxes_b[None, :, 2:])
    shared = np.clip(bottom_right - top_left, 0, None).prod(axis=2)
    union = _areas(boxes_a)[:, None] + _areas(boxes_b)[None, :] - shared
    return np.asarray(np.divide(shared, union, out=np.zeros_like(shared), where=union > 0))


def match_image(
    detected: FloatArray, detection_scores: FloatArray, truth: FloatArray, *, min_iou: float = 0.5
) -> ImageMatches:
    """Let detections claim true boxes, the surest first, each the best that is still free.

    `detected` is float64 (n, 4), `truth` float64 (m, 4), xyxy px; `detection_scores` (n,). This
    is COCO's rule (pycocotools): a second detection of a face is a false one.
    """
    order = np.argsort(-detection_scores, kind="stable")
    overlaps = iou(detected[order], truth)
    found = np.full(len(truth), -1, np.int64)
    for index, row in enumerate(overlaps):
        free = np.where((found < 0) & (row >= min_iou), row, -1.0)
        if free.size and free.max() >= 0:
            found[int(free.argmax())] = index
    hits = np.isin(np.arange(len(order)), found)
    return ImageMatches(detection_scores[order], hits, found)


def at_score(matches: Sequence[ImageMatches], min_score: float) -> tuple[int, int, int]:
    """Count (hits, detections, boxes) with detections of `min_score` or more only.

    Claims go by score, so leaving out the less sure ones changes nothing for the others.
    """
    hits = sum(int(match.hits[match.detection_scores >= min_score].sum()) for match in matches)
    detections = sum(int((match.detection_scores >= min_score).sum()) for match in matches)
    return hits, detections, sum(len(match.found) for match in matches)


def precision_recall(matches: Sequence[ImageMatches]) -> PrecisionRecall:
    """Pool the detections of all images and walk from the surest down; ties fall together."""
    scores = np.concatenate([np.zeros(0), *(match.detection_scores for match in matches)])
    hits = np.concatenate([np.zeros(0, bool), *(match.hits for match in matches)])
    boxes = sum(len(match.found) for match in matches)
    order = np.argsort(-scores, kind="stable")
    scores, claimed = scores[order], np.cumsum(hits[order])
    last_of_tie = np.append(scores[1:] != scores[:-1], True)[: len(scores)]
    count = np.arange(1, len(scores) + 1)
    recall = claimed / boxes if boxes else np.zeros(len(scores))
    return PrecisionRecall(scores[last_of_tie], (claimed / count)[last_of_tie], recall[last_of_tie])


def average_precision(curve: PrecisionRecall) -> float:
    """Area under the curve made monotone, at every recall (PASCAL VOC 2010 and later)."""
    if not len(curve.recall):
        return 0.0
    envelope = np.maximum.accumulate(curve.precision[::-1])[::-1]
    steps = np.diff(curve.recall, prepend=0.0)
    return float((envelope * steps).sum())


def _areas(boxes: FloatArray) -> FloatArray:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
