"""Who is named when in a clip: `evaluate video`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from models.emotion import EmotionSet, labels_of, probabilities
from scripts.evaluation.figures import Figures, JsonValue
from scripts.evaluation.plots import Plot, plot_timeline
from server.recognition.pipeline import FramePipeline
from server.recognition.types import FaceResult, Frame, FrameResult, IdentityStatus


@dataclass(frozen=True, slots=True)
class FaceLines:
    """One frame with its faces, ready to be printed."""

    seconds: float
    result: FrameResult

    def figures(self, emotion_set: EmotionSet) -> Figures:
        faces = [_describe(face, emotion_set) for face in self.result.faces]
        return {"frame": self.result.frame_id, "seconds": self.seconds, "faces": faces}


@dataclass(slots=True)
class VideoSummary:
    """Counts faces over the frames of a clip of `fps`."""

    fps: float
    frames: int = 0
    working_seconds: float = 0.0
    named: Counter[str] = field(default_factory=Counter)
    statuses: Counter[IdentityStatus] = field(default_factory=Counter)
    tracks: set[int] = field(default_factory=set)
    appearances: dict[str, list[float]] = field(default_factory=dict)

    def add(self, result: FrameResult, working_seconds: float) -> None:
        """Count one frame, and how long the pipeline worked on it."""
        self.frames += 1
        self.working_seconds += working_seconds
        for face in result.faces:
            identity = face.identity
            self.statuses[identity.status] += 1
            self.tracks.add(face.track_id)
            row = str(identity.status)
            if identity.status is IdentityStatus.KNOWN and identity.name is not None:
                row = identity.name
                self.named[row] += 1
            self.appearances.setdefault(row, []).append(result.captured_at)

    def figures(self) -> Figures:
        rate = self.frames / self.working_seconds if self.working_seconds else None
        return {
            "people": {name: count / self.fps for name, count in self.named.most_common()},
            "unsure_seconds": self.statuses[IdentityStatus.UNSURE] / self.fps,
            "unknown_seconds": self.statuses[IdentityStatus.UNKNOWN] / self.fps,
            "face_seconds": self.statuses.total() / self.fps,
            "frames_per_second": rate,
            "frames": self.frames,
            "clip_fps": self.fps,
            "tracks": len(self.tracks),
        }

    def plots(self) -> list[Plot]:
        return [plot_timeline(self.appearances, 1 / self.fps)]


def watch(
    frames: Iterable[Frame], pipeline: FramePipeline, summary: VideoSummary
) -> Iterator[FaceLines]:
    """Let the product's pipeline see every frame at its own time; yield those with faces."""
    for frame in frames:
        started = perf_counter()
        result = pipeline.process(frame)
        summary.add(result, perf_counter() - started)
        if result.faces:
            yield FaceLines(frame.captured_at, result)


def _describe(face: FaceResult, emotion_set: EmotionSet) -> dict[str, JsonValue]:
    identity = face.identity
    return {
        "track_id": face.track_id,
        "box": [round(float(edge), 1) for edge in face.box],
        "status": str(identity.status),
        "name": identity.name,
        "similarity": identity.similarity,
        "emotion": _emotion(face, emotion_set),
    }


def _emotion(face: FaceResult, emotion_set: EmotionSet) -> JsonValue:
    if face.emotion is None:
        return None
    chances = probabilities(face.emotion.logits[np.newaxis], emotion_set)[0]
    best = int(chances.argmax())
    return {"label": labels_of(emotion_set)[best], "probability": float(chances[best])}
