"""What is known about whoever a track follows."""

from dataclasses import dataclass, field

from server.recognition.evidence import Evidence
from server.recognition.smoothing import ExponentialAverage
from server.recognition.types import FloatArray

SETTLED_EMBEDDINGS = 3
"""A named track is settled after so many embeddings."""

UNSETTLED_EMBEDDINGS = 8
"""A track that stays without a name is settled after so many."""

UNSETTLED_INTERVAL_SECONDS = 0.2


@dataclass(slots=True)
class Person:
    """The memory of one track: who it seems to be, its mood, and how it looked a frame ago."""

    emotion: ExponentialAverage
    evidence: Evidence = field(default_factory=Evidence)
    appearance: FloatArray | None = None
    emotion_at: float = 0.0
    embedded_at: float = float("-inf")

    def wants_embedding(self, now: float, settled_interval_seconds: float) -> bool:
        """Whether to embed the face now: often while it is not settled who it is, seldom after."""
        evidence = self.evidence
        if evidence.embeddings < 2 or evidence.contradictions:
            return True
        named = evidence.confirmed is not None
        if named and evidence.embeddings < SETTLED_EMBEDDINGS:
            return True
        settled = named or evidence.embeddings >= UNSETTLED_EMBEDDINGS
        interval = settled_interval_seconds if settled else UNSETTLED_INTERVAL_SECONDS
        return now - self.embedded_at >= interval

    def read_emotion(self, logits: FloatArray, now: float) -> FloatArray:
        """Take in what the emotion network says now, float32 (6,), and return the average."""
        elapsed, self.emotion_at = now - self.emotion_at, now
        return self.emotion.update(logits, elapsed)
