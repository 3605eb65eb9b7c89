"""What a stream came to: who was seen for how long."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from scripts.streaming.sender import Answered
from server.live.protocol import DroppedMessage, ResultMessage
from server.recognition.types import IdentityStatus

MOST_FRAME_SECONDS: Final = 1.0
"""A camera's frame stands for no longer than this, however late the next one comes."""


@dataclass(slots=True)
class Summary:
    """Adds up seconds: each frame stands for `frame_seconds`.

    For a camera that is None, and a frame stands for the time since the one before.
    """

    frame_seconds: float | None
    named: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    statuses: dict[IdentityStatus, float] = field(default_factory=lambda: defaultdict(float))
    answered: int = 0
    dropped: int = 0
    failed: int = 0
    last_seconds: float = 0.0

    def add(self, answered: Answered) -> None:
        match answered.answer:
            case ResultMessage() as result:
                self.answered += 1
                self._add_faces(result, self._stands_for(answered.seconds))
            case DroppedMessage():
                self.dropped += 1
            case _:
                self.failed += 1
        self.last_seconds = answered.seconds

    @property
    def frames(self) -> int:
        """All that the server said something to."""
        return self.answered + self.dropped + self.failed

    def people(self) -> dict[str, float]:
        """Seconds per name, the longest first."""
        longest_first = sorted(self.named.items(), key=lambda item: -item[1])
        return {name: round(seconds, 3) for name, seconds in longest_first}

    def figures(self) -> dict[str, JsonValue]:
        return {
            "people": dict(self.people()),
            "unsure_seconds": round(self.statuses[IdentityStatus.UNSURE], 3),
            "unknown_seconds": round(self.statuses[IdentityStatus.UNKNOWN], 3),
            "face_seconds": round(sum(self.statuses.values()), 3),
            "frames_answered": self.answered,
            "frames_dropped": self.dropped,
            "frames_failed": self.failed,
        }

    def _stands_for(self, seconds: float) -> float:
        if self.frame_seconds is not None:
            return self.frame_seconds
        return min(seconds - self.last_seconds, MOST_FRAME_SECONDS)

    def _add_faces(self, result: ResultMessage, seconds: float) -> None:
        for face in result.faces:
            self.statuses[face.identity.status] += seconds
            if face.identity.name is not None:
                self.named[face.identity.name] += seconds
