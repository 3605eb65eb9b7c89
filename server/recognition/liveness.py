"""Is it a person who stands there, or a photo or a screen that somebody holds into the camera?

Presentation attack detection in the words of ISO/IEC 30107-3, passive and over time: what the
camera sees anyway must look like a head (`planar.py`) and must not have a straight frame around it
(`screen_edges.py`). Its figures and limits are in docs/evaluation.md.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from models.align import similarity_transform
from server.recognition.camera_motion import CameraMotion
from server.recognition.planar import TEMPLATE, VIEW_PX, FaceRegion, PlanarReference
from server.recognition.screen_edges import EdgeWatch
from server.recognition.tracker import Track
from server.recognition.types import (
    FloatArray,
    Image,
    LivenessEstimate,
    LivenessReason,
    LivenessStatus,
)
from server.settings import LivenessSettings

LOOK_SECONDS: Final = 0.19
"""A face is looked at five times a second: often enough to meet most blinks."""

LIVE_LOOK_SECONDS: Final = 0.49
"""... and less often once it has shown life."""

REFERENCE_SECONDS: Final = 2.0
"""A view is compared with one that is about so old: time enough to turn the head a little."""

WINDOW_SECONDS: Final = 8.0
"""What the verdicts look back on: somebody at rest blinks or stirs in so many seconds."""

MIN_WINDOW_SECONDS: Final = 6.0
MIN_LOOKS: Final = 20

# Percent of the face's width that no flat picture explains. Chosen on drawn attacks with three
# generated people, most of which stay below 0.3, and on clips, where most people reach 0.5 to 2;
# what comes of it is printed by `python -m scripts.evaluate liveness`.
SIGN_OF_LIFE: Final = 0.8
FLAT: Final = 0.3
FLAT_SHARE: Final = 0.9

SIGNS_OF_LIFE: Final = 5
"""So many looks of a window must show life: one alone may be a landmark that slipped."""

LIVE_SECONDS: Final = 30.0
"""Who has shown life is taken as alive for so long without another sign."""

MOVED: Final = 0.1
"""A flat picture is suspect only after it was moved over so many face widths: a head that moves so
far turns as well, but one that rests may look flat."""

MOVING: Final = 0.025
"""... and was on its way most of the time, by so many face widths a second: a camera that is
pushed once moves the faces of people at rest as well."""

RESTING_LOOKS: Final = 0.75
"""Who is said to have rested was looked at so many times a second: a track that was away proves
nothing, but a slow camera sends one frame a second, and now and then loses one."""

FRAME_SIDES: Final = 3
"""A frame around a face has four; one may be covered by a hand or lie outside of the picture."""

FRAMED_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class LivenessRules:
    """What an operator may change; see server.settings.LivenessSettings."""

    min_face_px: int = 48
    motionless_seconds: float | None = 60.0

    @classmethod
    def of(cls, settings: LivenessSettings) -> Self | None:
        """Take the operator's settings; None when liveness is not to be watched."""
        if not settings.enabled:
            return None
        return cls(settings.min_face_px, settings.motionless_seconds)


@dataclass(frozen=True, slots=True)
class _Look:
    """`parallax` is in percent of the face's width, `place` float32 (2,) px, `face_px` a width."""

    seconds: float
    parallax: float
    place: FloatArray
    face_px: float


NOT_YET: Final = LivenessEstimate(LivenessStatus.UNSURE, (LivenessReason.NOT_SEEN_ENOUGH,))


class LivenessWatch:
    """What has been seen of one track."""

    def __init__(self, rules: LivenessRules, *, started_at: float) -> None:
        self._rules = rules
        self._looked_at = float("-inf")
        self._reference: PlanarReference | None = None
        self._reference_at = 0.0
        self._edges = EdgeWatch()
        self._looks: deque[_Look] = deque()
        self._alive_at = float("-inf")
        self._framed_since: float | None = None
        self._stirred_at = started_at
        self._looks_since_stirred = 0
        self._flat = False
        self.estimate = NOT_YET

    def look(self, image: Image, landmarks: FloatArray, now: float) -> None:
        """Take in a frame, uint8 (H, W, 3) BGR, if it is time to, and judge."""
        live = self.estimate.status is LivenessStatus.LIVE
        if now - self._looked_at < (LIVE_LOOK_SECONDS if live else LOOK_SECONDS):
            return
        self._looked_at = now
        face_px = face_width(landmarks)
        if face_px < self._rules.min_face_px:
            self.estimate = LivenessEstimate(LivenessStatus.UNSURE, (LivenessReason.TOO_SMALL,))
            self._reference = None
            return
        self._compare(image, landmarks, face_px, now)
        self._look_for_frame(image, landmarks, now)
        self.estimate = self._judge(now)

    def begin_anew_with_edges(self) -> None:
        """Forget what is straight around the face: in a moved picture, the room moves with it."""
        self._edges, self._framed_since = EdgeWatch(), None

    def _compare(self, image: Image, landmarks: FloatArray, face_px: float, now: float) -> None:
        region = FaceRegion.cut(image, landmarks)
        if region is None:
            return
        reference, old = self._reference, now - self._reference_at > REFERENCE_SECONDS
        if reference is None or old:
            self._reference, self._reference_at = PlanarReference(region), now
        if reference is None:
            return
        parallax = reference.parallax(region)
        self._looks.append(_Look(now, parallax, landmarks.mean(axis=0), face_px))
        while now - self._looks[0].seconds > WINDOW_SECONDS:
            self._looks.popleft()
        self._looks_since_stirred += 1
        if parallax > FLAT:
            self._stirred_at, self._looks_since_stirred = now, 0
        if sum(look.parallax >= SIGN_OF_LIFE for look in self._looks) >= SIGNS_OF_LIFE:
            self._alive_at, self._flat = now, False
        elif self._moved_like_a_picture():
            self._flat = True

    def _look_for_frame(self, image: Image, landmarks: FloatArray, now: float) -> None:
        if self._edges.add(image, landmarks) < FRAME_SIDES:
            self._framed_since = None
        elif self._framed_since is None:
            self._framed_since = now

    def _moved_like_a_picture(self) -> bool:
        looks = self._looks
        if len(looks) < MIN_LOOKS or looks[-1].seconds - looks[0].seconds < MIN_WINDOW_SECONDS:
            return False
        flat = sum(look.parallax <= FLAT for look in looks)
        if flat < FLAT_SHARE * len(looks):
            return False
        places = np.stack([look.place for look in looks])
        places /= np.mean([look.face_px for look in looks])
        seconds = np.array([look.seconds for look in looks])
        before = np.searchsorted(seconds, seconds - 1.0)
        steps = np.abs(places - places[before]).max(axis=1)[before > 0]
        moved = np.ptp(places, axis=0).max() >= MOVED
        return bool(moved and np.median(steps) >= MOVING)

    def _judge(self, now: float) -> LivenessEstimate:
        """A frame is suspect whatever is in it: a film on a screen moves and blinks as well."""
        against = []
        if self._framed_since is not None and now - self._framed_since >= FRAMED_SECONDS:
            against.append(LivenessReason.SCREEN_EDGES)
        alive = now - self._alive_at <= LIVE_SECONDS
        if self._flat and not alive:
            against.append(LivenessReason.FLAT)
        if self._motionless(now):
            against.append(LivenessReason.MOTIONLESS)
        if against:
            return LivenessEstimate(LivenessStatus.SUSPECT, tuple(against))
        if alive:
            return LivenessEstimate(LivenessStatus.LIVE, (LivenessReason.MOVES_LIKE_A_HEAD,))
        return NOT_YET

    def _motionless(self, now: float) -> bool:
        limit = self._rules.motionless_seconds
        still = now - self._stirred_at
        often = self._looks_since_stirred >= RESTING_LOOKS * still
        return limit is not None and still >= limit and often


class LivenessBook:
    """The watches of one camera's tracks; None for the rules keeps it empty."""

    def __init__(self, rules: LivenessRules | None) -> None:
        self._rules = rules
        self._watches: dict[int, LivenessWatch] = {}
        self._camera = CameraMotion()
        self._camera_looked_at = float("-inf")

    def look(self, image: Image, tracks: Sequence[Track], now: float) -> None:
        """Look at the tracks that a frame, uint8 (H, W, 3) BGR, shows."""
        if self._rules is None:
            return
        if tracks and now - self._camera_looked_at >= LOOK_SECONDS:
            self._look_at_camera(image, now)
        for track in tracks:
            watch = self._watches.setdefault(
                track.track_id, LivenessWatch(self._rules, started_at=now)
            )
            watch.look(image, track.landmarks, now)

    def _look_at_camera(self, image: Image, now: float) -> None:
        self._camera_looked_at = now
        if self._camera.moved(image, now):
            for watch in self._watches.values():
                watch.begin_anew_with_edges()

    def keep(self, track_ids: Collection[int]) -> None:
        """Forget all tracks but these."""
        self._watches = {key: watch for key, watch in self._watches.items() if key in track_ids}

    def estimate(self, track_id: int) -> LivenessEstimate | None:
        """What is known of a track; None when liveness is not watched."""
        if self._rules is None:
            return None
        watch = self._watches.get(track_id)
        return NOT_YET if watch is None else watch.estimate


def face_width(landmarks: FloatArray) -> float:
    """The width of a face, px, from its landmarks, float32 (5, 2) px: about that of its box."""
    (upright,) = similarity_transform(landmarks[np.newaxis], TEMPLATE)
    return VIEW_PX / max(float(np.hypot(upright[0, 0], upright[1, 0])), 1e-6)
