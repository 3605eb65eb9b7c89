"""Follows faces from frame to frame: which detection continues which track.

Tracking by detection with a constant velocity and an optimal assignment on overlap, after SORT
(Bewley et al. 2016, arXiv:1602.00763). It knows geometry only; who it is, is decided elsewhere.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from models.boxes import overlaps
from models.detections import Detections
from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.intp]

NEW_TRACK = -1
MIN_OVERLAP = 0.2
"""Least IoU between a predicted box and a detection of the same face."""
DUPLICATE_OVERLAP = 0.6
"""Two tracks that overlap more than this follow the same face; the older one stays."""
VELOCITY_MEMORY = 0.6
"""Share of the old velocity that an update keeps."""
MAX_PREDICTION_SECONDS = 0.5
"""A velocity is not trusted for longer than this."""


@dataclass(slots=True)
class Track:
    """One face over time. `box` xyxy float32 (4,) and `landmarks` float32 (5, 2), in pixels."""

    track_id: int
    box: FloatArray
    landmarks: FloatArray
    detection_score: float
    seen_at: float
    velocity: FloatArray
    """Pixels a second of the box's middle, float32 (2,)."""

    def predict(self, now: float) -> FloatArray:
        """Where the box should be at `now`, if the face goes on as it did."""
        ahead = min(now - self.seen_at, MAX_PREDICTION_SECONDS)
        return np.asarray(self.box + np.tile(self.velocity * ahead, 2), np.float32)

    def move(self, box: FloatArray, landmarks: FloatArray, score: float, now: float) -> None:
        """Take the face's new place."""
        elapsed = now - self.seen_at
        if elapsed > 0:
            measured = (_middle(box) - _middle(self.box)) / elapsed
            kept = VELOCITY_MEMORY * self.velocity + (1 - VELOCITY_MEMORY) * measured
            self.velocity = np.asarray(kept, np.float32)
        self.box, self.landmarks, self.detection_score, self.seen_at = box, landmarks, score, now


class Tracker:
    """The tracks of one camera. A track that is not seen for `max_missing_seconds` ends."""

    def __init__(self, *, max_missing_seconds: float = 1.0) -> None:
        self._max_missing_seconds = max_missing_seconds
        self._next_id = 1
        self.tracks: list[Track] = []

    def predict(self, now: float) -> FloatArray:
        """Predicted boxes of all tracks, float32 (n, 4) xyxy px, in the order of `tracks`."""
        if not self.tracks:
            return np.zeros((0, 4), np.float32)
        return np.stack([track.predict(now) for track in self.tracks])

    def update(self, detections: Detections, owners: IntArray, now: float) -> list[Track]:
        """Move tracks onto their detections, start new ones, end old ones.

        `owners` is (n,): for each detection the index of its track, or NEW_TRACK. Returns the
        tracks seen now, in the order they began.
        """
        for index, owner in enumerate(owners):
            box, landmarks = detections.boxes[index], detections.landmarks[index]
            score = float(detections.detection_scores[index])
            if owner == NEW_TRACK:
                self._start(box, landmarks, score, now)
            else:
                self.tracks[owner].move(box, landmarks, score, now)
        self._end_duplicates(now)
        self.tracks = [t for t in self.tracks if now - t.seen_at <= self._max_missing_seconds]
        return [track for track in self.tracks if track.seen_at == now]

    def renew(self, track: Track) -> None:
        """Give the track a new id: its place is taken by somebody else."""
        track.track_id = self._take_id()

    def _start(self, box: FloatArray, landmarks: FloatArray, score: float, now: float) -> None:
        still = np.zeros(2, np.float32)
        self.tracks.append(Track(self._take_id(), box, landmarks, score, now, still))

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _end_duplicates(self, now: float) -> None:
        seen = [track for track in self.tracks if track.seen_at == now]
        if len(seen) < 2:
            return
        boxes = np.stack([track.box for track in seen])
        covered = np.triu(overlaps(boxes, boxes) > DUPLICATE_OVERLAP, k=1).any(axis=0)
        ended = {id(seen[index]) for index in np.flatnonzero(covered)}
        self.tracks = [track for track in self.tracks if id(track) not in ended]


def associate(predicted: FloatArray, boxes: FloatArray) -> IntArray:
    """Assign boxes, float32 (n, 4), to predicted boxes of tracks, float32 (m, 4), by overlap.

    Returns (n,): the index of the track that each box continues, or NEW_TRACK. The assignment has
    the largest total IoU of all that are possible, over pairs of at least MIN_OVERLAP.
    """
    owners = np.full(len(boxes), NEW_TRACK, np.intp)
    if not len(predicted) or not len(boxes):
        return owners
    shared = overlaps(boxes, predicted)
    shared[shared < MIN_OVERLAP] = 0.0
    for box, track in zip(*linear_sum_assignment(shared, maximize=True), strict=True):
        if shared[box, track] > 0.0:
            owners[box] = track
    return owners


def _middle(box: FloatArray) -> FloatArray:
    return np.asarray((box[:2] + box[2:]) / 2, np.float32)
