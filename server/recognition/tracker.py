"""Follows faces from frame to frame: which detection continues which track.

Tracking by detection with a constant velocity and an optimal assignment on overlap, after SORT
(Bewley et al. 2016, arXiv:1602.00763). It knows geometry only; who it is, is decided elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from models.boxes import areas, overlaps
from models.detections import Detections
from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.intp]

NEW_TRACK = -1
MIN_OVERLAP = 0.2
"""Least IoU between a predicted box and a detection of the same face."""
DUPLICATE_OVERLAP = 0.6
"""Two tracks that overlap more than this follow the same face; the older one stays."""
CROWDED_OVERLAP = 0.1
"""Faces that overlap more than this may swap their tracks."""
EDGE_SHARE = 0.1
"""A face that reaches farther out of the picture, in its own sizes, is cut off."""
FAST_SIZES = 3.0
"""A face that moves by more of its own sizes a second is blurred at a webcam's usual 20 ms."""
VELOCITY_MEMORY = 0.6
"""Share of the old velocity that an update keeps."""
MAX_PREDICTION_SECONDS = 0.5
"""A velocity is not trusted for longer than this."""
MAX_JUMP = 1.5
"""How far from its prediction a face may be found, in its own sizes, when no other fits better."""
MAX_GROWTH = 1.6
"""How much larger or smaller such a face may be."""


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
    unseen_seconds: float = 0.0
    """How long the face had not been seen when it was seen last."""
    jumped: bool = False
    """Whether it was found elsewhere than where it should have been."""

    def predict(self, now: float) -> FloatArray:
        """Where the box should be at `now`, if the face goes on as it did."""
        ahead = min(now - self.seen_at, MAX_PREDICTION_SECONDS)
        return np.asarray(self.box + np.tile(self.velocity * ahead, 2), np.float32)

    def move(self, box: FloatArray, landmarks: FloatArray, score: float, now: float) -> None:
        """Take the face's new place."""
        elapsed = now - self.seen_at
        expected = self.predict(now)[np.newaxis]
        self.jumped = float(overlaps(expected, box[np.newaxis])[0, 0]) < MIN_OVERLAP
        self.unseen_seconds = elapsed
        if elapsed > 0:
            measured = (_middle(box) - _middle(self.box)) / elapsed
            kept = VELOCITY_MEMORY * self.velocity + (1 - VELOCITY_MEMORY) * measured
            self.velocity = np.asarray(kept, np.float32)
        self.box, self.landmarks, self.detection_score, self.seen_at = box, landmarks, score, now


@dataclass(frozen=True, slots=True)
class Expected:
    """Where the faces of a camera's tracks should be.

    `boxes` is float32 (m, 4) xyxy px; `unseen_seconds`, float64 (m,), how long each had not been
    seen in the frame before: 0 for the faces that were in it.
    """

    boxes: FloatArray
    unseen_seconds: npt.NDArray[np.float64]

    @property
    def just_seen(self) -> IntArray:
        """Indices of the faces that were in the frame before."""
        return np.flatnonzero(self.unseen_seconds == 0.0)


class Tracker:
    """The tracks of one camera. A track that is not seen for `max_missing_seconds` ends."""

    def __init__(self, *, max_missing_seconds: float = 1.0) -> None:
        self._max_missing_seconds = max_missing_seconds
        self._next_id = 1
        self._now = 0.0
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
        self._now = now
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

    def expected(self, now: float, before: float) -> Expected:
        """Where the faces should be, and how long each had not been seen at `before`."""
        unseen = np.array([before - track.seen_at for track in self.tracks], np.float64)
        return Expected(self.predict(now), np.maximum(unseen, 0.0))

    def seen_ids(self) -> set[int]:
        """The tracks of the last frame."""
        return {track.track_id for track in self.tracks if track.seen_at == self._now}

    def relabel(self, tracks: Sequence[Track], ids: Sequence[int | None]) -> None:
        """Let tracks go on as those of other ids, whose own place is lost; None is a new one."""
        for track, track_id in zip(tracks, ids, strict=True):
            track.track_id = self._take_id() if track_id is None else track_id
        taken = {track.track_id: track for track in tracks}
        self.tracks = [t for t in self.tracks if taken.get(t.track_id, t) is t]

    def obscured(self, width: int, height: int) -> set[int]:
        """The tracks whose faces cannot be seen well in a picture of this size.

        Another face overlaps them, seen now or lost and expected there, or the edge of the picture
        cuts them off, or they move so fast that they are blurred.
        """
        if not self.tracks:
            return set()
        boxes = self.predict(self._now)
        near = overlaps(boxes, boxes) > CROWDED_OVERLAP
        np.fill_diagonal(near, val=False)
        inside = np.stack([boxes[:, 0], boxes[:, 1], width - boxes[:, 2], height - boxes[:, 3]])
        sizes = np.sqrt(areas(boxes))
        cut_off = inside.min(axis=0) < -EDGE_SHARE * sizes
        speeds = np.linalg.norm([track.velocity for track in self.tracks], axis=1)
        jumped = np.array([track.jumped for track in self.tracks], np.bool_)
        hidden = near.any(axis=1) | cut_off | jumped | (speeds > FAST_SIZES * sizes)
        return {self.tracks[row].track_id for row in np.flatnonzero(hidden)}

    def end_all(self) -> None:
        """Another scene begins: no place means anything any more."""
        self.tracks = []

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
    the largest total IoU of all that are possible, over pairs of at least MIN_OVERLAP; what is left
    then goes by distance, as a face does that moves by more than its own size between two looks.
    """
    owners = np.full(len(boxes), NEW_TRACK, np.intp)
    if not len(predicted) or not len(boxes):
        return owners
    shared = overlaps(boxes, predicted)
    shared[shared < MIN_OVERLAP] = 0.0
    _assign(owners, shared)
    near = _nearness(boxes, predicted)
    near[owners != NEW_TRACK] = 0.0
    near[:, owners[owners != NEW_TRACK]] = 0.0
    _assign(owners, near)
    return owners


def _assign(owners: IntArray, values: FloatArray) -> None:
    """Give boxes (rows) to tracks (columns) so that the total value is largest; 0 is no pair."""
    for box, track in zip(*linear_sum_assignment(values, maximize=True), strict=True):
        if values[box, track] > 0.0:
            owners[box] = track


def _nearness(boxes: FloatArray, predicted: FloatArray) -> FloatArray:
    """How near boxes (n, 4) are to predictions (m, 4) of like size: float32 (n, m), 0..1."""
    middles = [(some[:, :2] + some[:, 2:]) / 2 for some in (boxes, predicted)]
    sides = [np.sqrt(np.maximum(areas(some), 1.0)) for some in (boxes, predicted)]
    distances = np.linalg.norm(middles[0][:, None] - middles[1][None], axis=2)
    growth = sides[0][:, None] / sides[1][None]
    alike = np.maximum(growth, 1 / growth) <= MAX_GROWTH
    near = 1.0 - distances / (MAX_JUMP * sides[1][None])
    return np.asarray(np.where(alike, np.maximum(near, 0.0), 0.0), np.float32)


def _middle(box: FloatArray) -> FloatArray:
    return np.asarray((box[:2] + box[2:]) / 2, np.float32)
