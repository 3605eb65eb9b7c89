"""How many faces a detector finds, and how fast: `evaluate detection`."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt

from models.detections import Detector
from scripts.evaluation.bootstrap import interval_of_ratio
from scripts.evaluation.detection.metrics import (
    ImageMatches,
    at_score,
    average_precision,
    match_image,
    precision_recall,
)
from scripts.evaluation.figures import Figures, JsonValue
from scripts.evaluation.images import ImageSource
from scripts.evaluation.plots import Plot, plot_precision_recall, plot_recall_by_height
from scripts.evaluation.progress import with_progress
from scripts.evaluation.tables import Boxes

HEIGHTS_PX = (0, 20, 40, 80)
"""Lower ends of the groups of box heights that recall is given for."""


@dataclass(frozen=True, slots=True)
class DetectionResult:
    """What a detector made of the images of a csv.

    `heights` holds a float64 (m,) per image, the true boxes' heights in pixels; `milliseconds` is
    float64 (k,), the time of each image's scan alone, without reading and decoding.
    """

    detector: str
    min_detection_score: float
    matches: tuple[ImageMatches, ...]
    heights: tuple[npt.NDArray[np.float64], ...]
    milliseconds: npt.NDArray[np.float64]

    def figures(self) -> Figures:
        hits, detections, boxes = at_score(self.matches, self.min_detection_score)
        return {
            "recall": hits / boxes if boxes else None,
            "precision": hits / detections if detections else None,
            "ap50": average_precision(precision_recall(self.matches)) if boxes else None,
            "ms_per_image": float(np.median(self.milliseconds)),
            "images": len(self.matches),
            "boxes": boxes,
            "detections": detections,
            "recall_ci95": self._recall_interval(),
            "recall_by_height_px": {
                name: {"recall": recall, "boxes": count}
                for name, (recall, count) in self.recall_by_height().items()
            },
            "detector": self.detector,
            "min_detection_score": self.min_detection_score,
        }

    def recall_by_height(self) -> dict[str, tuple[float | None, int]]:
        """Recall and number of the boxes of each group of heights."""
        heights = np.concatenate([np.zeros(0), *self.heights])
        found = np.concatenate([np.zeros(0, bool), *map(self._found, self.matches)])
        groups: dict[str, tuple[float | None, int]] = {}
        for low, high in zip(HEIGHTS_PX, (*HEIGHTS_PX[1:], np.inf), strict=True):
            members = (heights >= low) & (heights < high)
            name = f"{low}-{high}" if np.isfinite(high) else f"{low}+"
            recall = float(found[members].mean()) if members.any() else None
            groups[name] = recall, int(members.sum())
        return groups

    def plots(self) -> list[Plot]:
        curve = precision_recall(self.matches)
        return [
            plot_precision_recall(curve, self.min_detection_score),
            plot_recall_by_height(self.recall_by_height()),
        ]

    def _recall_interval(self) -> JsonValue:
        hits = [float(self._found(match).sum()) for match in self.matches]
        boxes = [float(len(match.found)) for match in self.matches]
        return interval_of_ratio(np.array(hits), np.array(boxes)) if sum(boxes) else None

    def _found(self, match: ImageMatches) -> npt.NDArray[np.bool_]:
        """Which true boxes were found by a detection that the product would show, bool (m,)."""
        padded = np.append(match.detection_scores, -1.0)  # where an index of -1 points
        return np.asarray(padded[match.found] >= self.min_detection_score)


def evaluate_detection(
    source: ImageSource, truth: Boxes, detector: Detector, *, min_detection_score: float
) -> DetectionResult:
    """Scan every image of the csv, one after the other, and compare with its boxes."""
    source.require(truth.images)
    boxes_of: dict[str, list[tuple[float, float, float, float]]] = {}
    for row in truth.boxes:
        boxes_of.setdefault(row.image, []).append(row.box)
    detector.detect(source.read(truth.images[0]))  # the first call of a network is slow
    matches, heights, milliseconds = [], [], []
    for name in with_progress(truth.images, "Detecting"):
        image = source.read(name)
        started = perf_counter()
        found = detector.detect(image)
        milliseconds.append((perf_counter() - started) * 1000)
        boxes = np.array(boxes_of.get(name, []), np.float64).reshape(-1, 4)
        scores = found.detection_scores.astype(np.float64)
        matches.append(match_image(found.boxes.astype(np.float64), scores, boxes))
        heights.append(boxes[:, 3] - boxes[:, 1])
    return DetectionResult(
        detector.name, min_detection_score, tuple(matches), tuple(heights), np.array(milliseconds)
    )
