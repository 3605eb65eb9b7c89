"""Where the faces of a frame are, for as little work as possible."""

import numpy as np

from models.boxes import overlaps
from models.detections import Detections, Detector
from server.recognition.tracker import NEW_TRACK, IntArray, associate
from server.recognition.types import FloatArray, Image

SAME_FACE_OVERLAP = 0.1
"""A second look that lands this near to a face that was found already has found it again."""


class FaceFinder:
    """Scans the whole picture now and then; in between looks only where known faces should be.

    A scan comes after `scan_interval_seconds`, at a cut, when there is nothing to follow, and as
    soon as a followed face is not found any more. New faces must reach `min_detection_score`.
    """

    def __init__(
        self, detector: Detector, *, min_detection_score: float, scan_interval_seconds: float
    ) -> None:
        self._detector = detector
        self._min_detection_score = min_detection_score
        self._scan_interval_seconds = scan_interval_seconds
        self._scanned_at = float("-inf")

    def find(
        self, image: Image, predicted: FloatArray, now: float, *, cut: bool
    ) -> tuple[Detections, IntArray]:
        """Find faces, and for each the index of the track that it continues, or NEW_TRACK.

        `predicted` is float32 (m, 4), the boxes in which the tracks should be, xyxy px.
        """
        due = now - self._scanned_at >= self._scan_interval_seconds
        if len(predicted) and not (cut or due):
            detections, owners = self._detector.refine(image, predicted)
            if len(owners) == len(predicted):
                return detections, owners
        self._scanned_at = now
        return self._scan(image, predicted, cut=cut)

    def _scan(
        self, image: Image, predicted: FloatArray, *, cut: bool
    ) -> tuple[Detections, IntArray]:
        found = self._detector.detect(image)
        owners = associate(predicted, found.boxes)
        sure = found.detection_scores >= self._min_detection_score
        kept = np.flatnonzero(sure | (owners != NEW_TRACK))
        found, owners = found.select(kept), owners[kept]
        unseen = np.setdiff1d(np.arange(len(predicted)), owners)
        if cut or not len(unseen):
            return found, owners
        # A scan may overlook a face that a closer look at its old place still finds.
        again, sources = self._detector.refine(image, predicted[unseen])
        covered = overlaps(again.boxes, found.boxes).max(axis=1, initial=0.0)
        fresh = np.flatnonzero(covered < SAME_FACE_OVERLAP)
        owners = np.concatenate([owners, unseen[sources[fresh]]])
        return _join(found, again.select(fresh)), owners


def _join(first: Detections, second: Detections) -> Detections:
    return Detections(
        boxes=np.concatenate([first.boxes, second.boxes]),
        landmarks=np.concatenate([first.landmarks, second.landmarks]),
        detection_scores=np.concatenate([first.detection_scores, second.detection_scores]),
    )
