"""The values that travel through the pipeline, from a decoded frame to a labelled result."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""uint8 (H, W, 3), BGR."""

FloatArray = npt.NDArray[np.float32]


class IdentityStatus(StrEnum):
    """How sure the server is of who a face belongs to. "unknown" is a correct answer."""

    KNOWN = "known"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded picture of one camera. Times are seconds since the epoch."""

    frame_id: int
    image: Image
    captured_at: float
    received_at: float


@dataclass(frozen=True, slots=True)
class IdentityMatch:
    """Who a face is. `student_id` and `name` are set only when the status is `known`.

    `similarity` is the cosine to the nearest student, or None with an empty gallery or before
    the first embedding of a track.
    """

    status: IdentityStatus
    student_id: int | None = None
    name: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class EmotionEstimate:
    """Smoothed emotion of one track: log-odds over the six emotions, order of models.emotion.

    `logits` is float32 (6,), what the network says of this face; it is what is stored. `baseline`,
    float32 (6,), is what of it is not today's expression but how this student's face is built,
    where that is known (see emotion_baseline.py). `clarity`, 0..1, is how well the face could be
    seen when it was read last.
    """

    logits: FloatArray
    baseline: FloatArray | None = None
    clarity: float = 1.0

    @property
    def shown(self) -> FloatArray:
        """What people get to see, float32 (6,): a softmax over a set's five gives probabilities."""
        return self.logits if self.baseline is None else self.logits - self.baseline


class LivenessStatus(StrEnum):
    """Whether a face is that of a person who is there, as far as it can be told by now.

    `unsure` is no suspicion: not enough was seen, as of anybody who has just come or sits still.
    """

    LIVE = "live"
    UNSURE = "unsure"
    SUSPECT = "suspect"


class LivenessReason(StrEnum):
    """What speaks for a liveness status.

    `moves_like_a_head`: turns, blinks or speaks as no flat picture does. `flat`: was moved, and
    moved as a flat picture does. `motionless`: not a blink for a minute. `screen_edges`: a straight
    frame moves with it. `too_small` and `not_seen_enough`: nothing can be said.
    """

    MOVES_LIKE_A_HEAD = "moves_like_a_head"
    FLAT = "flat"
    MOTIONLESS = "motionless"
    SCREEN_EDGES = "screen_edges"
    TOO_SMALL = "too_small"
    NOT_SEEN_ENOUGH = "not_seen_enough"


@dataclass(frozen=True, slots=True)
class LivenessEstimate:
    """The verdict of presentation attack detection on a track (ISO/IEC 30107-3)."""

    status: LivenessStatus
    reasons: tuple[LivenessReason, ...]


@dataclass(frozen=True, slots=True)
class FaceResult:
    """One face of one frame, ready to be shown. `box` is xyxy in pixels, float32 (4,)."""

    track_id: int
    box: FloatArray
    detection_score: float
    identity: IdentityMatch
    emotion: EmotionEstimate | None
    liveness: LivenessEstimate | None = None
    """None when it is not watched."""

    @property
    def is_suspect(self) -> bool:
        """Whether this seems to be a picture of a person rather than a person."""
        return self.liveness is not None and self.liveness.status is LivenessStatus.SUSPECT


@dataclass(frozen=True, slots=True)
class FrameResult:
    """Everything known about one frame. `timings_ms` holds milliseconds per stage, by name."""

    frame_id: int
    captured_at: float
    width: int
    height: int
    faces: tuple[FaceResult, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
