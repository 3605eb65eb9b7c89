"""Where the faces of a frame are, for as little work as possible."""

import numpy as np

from models.boxes import overlaps
from models.detections import Detections, Detector
from server.recognition.effort import Effort
from server.recognition.stillness import Stillness
from server.recognition.tracker import NEW_TRACK, Expected, IntArray, associate
from server.recognition.types import FloatArray, Image

SAME_FACE_OVERLAP = 0.1
"""A second look that lands this near to a face that was found already has found it again."""


SEARCH_INTERVAL_SECONDS = 0.1
"""Time between full scans while somebody has just been lost."""

LOOK_AGAIN_SECONDS = 0.5
"""For so long a lost face is looked for in every frame where it should be; then scans must do."""

STILL_SECONDS = 1.0
"""Time between full scans while nothing but the known faces moves: nobody can have come."""


class FaceFinder:
    """Scans the whole picture now and then; in between looks only where known faces should be.

    A scan comes after the effort's interval if something has moved, at a cut, when there is nothing
    to follow, and at once when a face that was in the last frame is not found any more; while it
    stays away, it is looked for where it should be. New faces must reach `min_detection_score`.
    """

    def __init__(self, detector: Detector, *, min_detection_score: float) -> None:
        self._detector = detector
        self._min_detection_score = min_detection_score
        self._scanned_at = float("-inf")
        self._stillness = Stillness()

    def find(
        self, image: Image, expected: Expected, now: float, *, cut: bool, effort: Effort
    ) -> tuple[Detections, IntArray]:
        """Find faces, and for each the index of the track that it continues, or NEW_TRACK."""
        near = np.flatnonzero(expected.unseen_seconds <= LOOK_AGAIN_SECONDS)
        lost = len(near) > len(expected.just_seen)
        self._stillness.see(image)
        if len(near) and not (cut or self._is_due(now, expected.boxes[near], lost, effort)):
            detections, sources = self._detector.refine(image, expected.boxes[near])
            owners = near[sources]
            if np.isin(expected.just_seen, owners).all():
                return detections, owners
        self._scanned_at = now
        self._stillness.begin()
        if cut:
            return self._scan_anew(image, effort)
        return self._scan(image, expected.boxes, near, effort)

    def _is_due(self, now: float, faces: FloatArray, lost: bool, effort: Effort) -> bool:
        waited = now - self._scanned_at
        interval = effort.scan_interval_seconds
        if lost:
            return waited >= min(interval, SEARCH_INTERVAL_SECONDS)
        if interval == 0.0 or waited >= max(interval, STILL_SECONDS):
            return True
        return waited >= interval and not self._stillness.holds(faces)

    def _scan_anew(self, image: Image, effort: Effort) -> tuple[Detections, IntArray]:
        """Another scene: where faces were says nothing of where they are."""
        found = self._detector.detect(image, min_face_px=effort.min_face_px, quick=True)
        found = found.select(found.detection_scores >= self._min_detection_score)
        return found, np.full(len(found), NEW_TRACK, np.intp)

    def _scan(
        self, image: Image, predicted: FloatArray, near: IntArray, effort: Effort
    ) -> tuple[Detections, IntArray]:
        found = self._detector.detect(image, min_face_px=effort.min_face_px, quick=True)
        owners = associate(predicted, found.boxes)
        sure = found.detection_scores >= self._min_detection_score
        kept = np.flatnonzero(sure | (owners != NEW_TRACK))
        found, owners = found.select(kept), owners[kept]
        unseen = np.setdiff1d(near, owners)
        if not len(unseen):
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
