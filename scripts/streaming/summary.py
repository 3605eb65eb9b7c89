"""What a stream came to: who was seen for how long."""

from collections import Counter
from dataclasses import dataclass, field

from pydantic import JsonValue

from scripts.streaming.sender import Answered
from server.live.protocol import DroppedMessage, ResultMessage
from server.recognition.types import IdentityStatus


@dataclass(slots=True)
class Summary:
    """Counts faces; each of a frame's faces stands for the time until the next frame."""

    frame_seconds: float
    named: Counter[str] = field(default_factory=Counter)
    statuses: Counter[IdentityStatus] = field(default_factory=Counter)
    answered: int = 0
    dropped: int = 0
    failed: int = 0

    def add(self, answered: Answered) -> None:
        match answered.answer:
            case ResultMessage(faces=faces):
                self.answered += 1
                for face in faces:
                    self.statuses[face.identity.status] += 1
                    if face.identity.name is not None:
                        self.named[face.identity.name] += 1
            case DroppedMessage():
                self.dropped += 1
            case _:
                self.failed += 1

    def people(self) -> dict[str, float]:
        """Seconds per name, the longest first."""
        return {name: self._seconds(frames) for name, frames in self.named.most_common()}

    def figures(self) -> dict[str, JsonValue]:
        return {
            "people": dict(self.people()),
            "unsure_seconds": self._seconds(self.statuses[IdentityStatus.UNSURE]),
            "unknown_seconds": self._seconds(self.statuses[IdentityStatus.UNKNOWN]),
            "face_seconds": self._seconds(self.statuses.total()),
            "frames_answered": self.answered,
            "frames_dropped": self.dropped,
            "frames_failed": self.failed,
        }

    def _seconds(self, frames: int) -> float:
        return round(frames * self.frame_seconds, 3)
