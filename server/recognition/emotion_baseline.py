"""Faces that rest sad or angry: learned from a student's own history, and taken off what is read.

Of the differences between people's resting faces, as the network reads them, about a third stays
with the person from photo to photo (`python -m scripts.evaluate baseline`). What a student's face
reads at rest is a running mean over minutes, in which no single minute counts for much. What is
taken off is how far that lies from the middle of all students: in part, the more the longer it was
learned (an empirical Bayes estimate), and never more than a limit, so that somebody who is sad for
weeks is still read as sad.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, Self

import numpy as np

from models.emotion import EMOTIONS, probabilities
from server.recognition.types import FloatArray

MIN_MINUTES: Final = 10
MIN_DAYS: Final = 2
"""Nothing is taken off before so many minutes of so many days were seen."""

MIN_STUDENTS: Final = 8
"""... nor before so many students were: of fewer nobody knows what is usual."""

HALF_TRUST_MINUTES: Final = 10
HALF_TRUST_DAYS: Final = 1
"""After so many minutes, and days, half of the difference is trusted. Light, seat and mood are the
same for a day, so that a day says little more than one look."""

LIMIT: Final = 1.5
"""At most so much is taken off or added, in log-odds: a factor of 4.5."""

MEMORY_MINUTES: Final = 300
"""Older minutes fade: seven lessons or so, whoever grows up changes."""

LARGEST_STEP: Final = 2.0
"""A minute that lies farther away counts as if it lay so far away (Huber 1964)."""

_NO_REST: Final = [EMOTIONS.index(label) for label in ("happy", "surprise", "tired")]
_ANGRY, _NEUTRAL, _SAD = (EMOTIONS.index(label) for label in ("angry", "neutral", "sad"))


@dataclass(frozen=True, slots=True)
class Expression:
    """How angry and how sad a face is read: log-odds against neutral."""

    angry: float
    sad: float

    @classmethod
    def of(cls, logits: FloatArray) -> Self:
        """Read it off logits, float32 (6,)."""
        neutral = logits[_NEUTRAL]
        return cls(float(logits[_ANGRY] - neutral), float(logits[_SAD] - neutral))

    @classmethod
    def middle(cls, of: Sequence[Self]) -> Self:
        """The median of at least one, each number for itself."""
        return cls(median(one.angry for one in of), median(one.sad for one in of))

    def as_logits(self) -> FloatArray:
        """Float32 (6,), 0 for all other labels."""
        logits = np.zeros(len(EMOTIONS), np.float32)
        logits[_ANGRY], logits[_SAD] = self.angry, self.sad
        return logits


@dataclass(frozen=True, slots=True)
class RestingMinute:
    """What a student's face mostly read in 60 seconds at rest, not always in a row.

    `started_at` is the first of them, in seconds since the epoch, `day` the day of the last.
    """

    student_id: int
    started_at: int
    day: int
    expression: Expression


@dataclass(frozen=True, slots=True)
class RestingFace:
    """What is known of a face at rest, from `minutes` of `days` days, the last of them `last_day`.

    Days are counted from the Unix epoch.
    """

    expression: Expression
    minutes: int
    days: int
    last_day: int

    @classmethod
    def first(cls, minute: RestingMinute) -> Self:
        return cls(minute.expression, minutes=1, days=1, last_day=minute.day)

    def after(self, minute: RestingMinute) -> "RestingFace":
        """What is known after one more minute."""
        share = max(1 / (self.minutes + 1), 1 / MEMORY_MINUTES)
        old, new = self.expression, minute.expression
        return RestingFace(
            Expression(
                old.angry + share * _clip(new.angry - old.angry, LARGEST_STEP),
                old.sad + share * _clip(new.sad - old.sad, LARGEST_STEP),
            ),
            minutes=self.minutes + 1,
            days=self.days + (minute.day != self.last_day),
            last_day=minute.day,
        )

    @property
    def is_known(self) -> bool:
        return self.minutes >= MIN_MINUTES and self.days >= MIN_DAYS

    @property
    def trust(self) -> float:
        """Which share of a difference belongs to the face, 0..1: 0 while it is not known."""
        if not self.is_known:
            return 0.0
        by_minutes = self.minutes / (self.minutes + HALF_TRUST_MINUTES)
        return by_minutes * self.days / (self.days + HALF_TRUST_DAYS)


def is_at_rest(logits: FloatArray) -> bool:
    """Whether a face, float32 (6,), neither smiles, nor is surprised, nor yawns."""
    chances = probabilities(logits[np.newaxis], None)[0]
    return float(chances[_NO_REST].sum()) < 0.5


def usual_expression(faces: Collection[RestingFace]) -> Expression | None:
    """What is usual among those that are known; None while there are too few."""
    known = [face.expression for face in faces if face.is_known]
    return Expression.middle(known) if len(known) >= MIN_STUDENTS else None


def correction(face: RestingFace, usual: Expression | None) -> Expression | None:
    """What is taken off the readings of this face, or None while nothing is."""
    if usual is None or not face.is_known:
        return None
    return Expression(
        face.trust * _clip(face.expression.angry - usual.angry, LIMIT),
        face.trust * _clip(face.expression.sad - usual.sad, LIMIT),
    )


@dataclass(frozen=True, slots=True)
class Baselines:
    """What is taken off, float32 (6,), by student, and of whom nothing may be learned."""

    corrections: Mapping[int, FloatArray] = field(default_factory=dict)
    refused: Collection[int] = frozenset()

    @classmethod
    def of(cls, faces: Mapping[int, RestingFace], refused: Collection[int]) -> Self:
        usual = usual_expression(faces.values())
        found = {student_id: correction(face, usual) for student_id, face in faces.items()}
        return cls({key: off.as_logits() for key, off in found.items() if off}, frozenset(refused))


class LiveBaselines:
    """The baselines that all cameras look at; replaced as a whole, as the gallery is."""

    def __init__(self, baselines: Baselines | None = None) -> None:
        self._baselines = baselines or Baselines()

    @property
    def current(self) -> Baselines:
        return self._baselines

    def correction_of(self, student_id: int | None) -> FloatArray | None:
        """What to take off, float32 (6,); None for nothing, and for nobody."""
        return None if student_id is None else self._baselines.corrections.get(student_id)

    def replace(self, baselines: Baselines) -> None:
        self._baselines = baselines


def _clip(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)
