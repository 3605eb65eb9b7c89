"""Trials of presentation attack detection: what the pipeline says of each attack, and of people."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from scripts.evaluation.clip import Clip
from scripts.evaluation.liveness.instruments import Image, Portrait, Sheet, cut_out, paper, screen
from scripts.evaluation.liveness.scene import HELD, MOVED, PROPPED, SIZE, Attack, Camera, Motion
from scripts.generated_faces.backdrop import draw_room
from server.recognition.pipeline import FramePipeline
from server.recognition.types import Frame, FrameResult, LivenessReason, LivenessStatus

Rng = np.random.Generator
PipelineMaker = Callable[[], FramePipeline]

FACE_PX: Final = (60.0, 160.0)

MOTIONS: Final[dict[str, tuple[Motion, float, float]]] = {
    "propped": (PROPPED, 70.0, 4.0),
    "held": (HELD, 12.0, 10.0),
    "moved": (MOVED, 12.0, 10.0),
}
"""How a sheet is moved, for how many seconds, at how many frames a second."""

INSTRUMENTS: Final[dict[str, Callable[[Portrait, Rng], Sheet]]] = {
    "print": paper,
    "bent print": lambda portrait, rng: paper(portrait, rng, bend=float(rng.uniform(0.4, 1.2))),
    "print cut out": cut_out,
    "phone": lambda portrait, rng: screen(portrait, rng, aspect=0.5),
    "tablet": lambda portrait, rng: screen(portrait, rng, aspect=float(rng.choice([0.7, 1.33]))),
}
REPLAY: Final = "film on a phone or tablet"


@dataclass(slots=True)
class Trial:
    """One presentation, of an attack or of a person.

    `fps` is the rate of its frames, which `statuses` counts; `suspect_after` and `live_after` are
    seconds until the first such verdict, `last` is the verdict at the end. It is `judged` unless
    the face was too small in all frames.
    """

    fps: float
    statuses: dict[LivenessStatus, int] = field(default_factory=dict)
    reasons: set[LivenessReason] = field(default_factory=set)
    first_seen: float = 0.0
    last_seen: float = 0.0
    suspect_after: float | None = None
    live_after: float | None = None
    last: LivenessStatus = LivenessStatus.UNSURE
    judged: bool = False
    face_px: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return self.last_seen - self.first_seen

    @property
    def shown_seconds(self) -> float:
        """How long it was in the picture."""
        return sum(self.statuses.values()) / self.fps

    def seconds_of(self, status: LivenessStatus) -> float:
        return self.statuses.get(status, 0) / self.fps

    def add(self, status: LivenessStatus, reasons: Collection[LivenessReason], now: float) -> None:
        if not self.statuses:
            self.first_seen = now
        self.last_seen, self.last = now, status
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.judged |= LivenessReason.TOO_SMALL not in reasons
        if status is LivenessStatus.SUSPECT:
            self.reasons.update(reasons)
            if self.suspect_after is None:
                self.suspect_after = self.seconds
        if status is LivenessStatus.LIVE and self.live_after is None:
            self.live_after = self.seconds


@dataclass(slots=True)
class Cost:
    """How long the pipeline took for liveness, over all faces."""

    milliseconds: float = 0.0
    faces: int = 0

    def add(self, result: FrameResult) -> None:
        self.milliseconds += result.timings_ms["liveness"]
        self.faces += len(result.faces)


def attack_trials(
    still: Portrait, film: Portrait | None, rooms: list[Image], rng: Rng, watch: "Watch"
) -> Iterator[tuple[str, str, Trial]]:
    """Hold each instrument into the camera in each way; yield its name, the way, what was said."""
    instruments = {name: make(still, rng) for name, make in INSTRUMENTS.items()}
    if film is not None:
        instruments[REPLAY] = screen(film, rng, aspect=float(rng.choice([0.5, 0.75])))
    for name, sheet in instruments.items():
        for way, (motion, seconds, fps) in MOTIONS.items():
            attack = Attack(
                sheet,
                rooms[int(rng.integers(len(rooms)))],
                motion,
                Camera(rng.uniform(1.0, 4.0), rng.uniform(0.4, 0.9), int(rng.integers(60, 92))),
                face_px=float(rng.uniform(*FACE_PX)),
                seed=int(rng.integers(2**31)),
            )
            frames = (
                Frame(index, image, now, now)
                for index, (now, image) in enumerate(attack.film(seconds=seconds, fps=fps))
            )
            yield name, way, watch.largest_face(frames, fps=fps)


class Watch:
    """Runs frames through the product's pipeline; adds up what liveness costs."""

    def __init__(self, make_pipeline: PipelineMaker) -> None:
        self._make_pipeline = make_pipeline
        self.cost = Cost()

    def largest_face(self, frames: Iterable[Frame], *, fps: float) -> Trial:
        """One trial of the largest face of every frame: a track that breaks off goes on in it."""
        pipeline, trial = self._make_pipeline(), Trial(fps)
        for frame in frames:
            result = pipeline.process(frame)
            self.cost.add(result)
            if result.faces:
                face = max(result.faces, key=lambda face: float(face.box[2] - face.box[0]))
                if face.liveness is not None:
                    trial.add(face.liveness.status, face.liveness.reasons, frame.captured_at)
        return trial

    def all_tracks(self, clip: Path) -> list[Trial]:
        """A trial for each track of a video file."""
        pipeline = self._make_pipeline()
        trials: dict[int, Trial] = {}
        with Clip(clip) as frames:
            for frame in frames.frames():
                result = pipeline.process(frame)
                self.cost.add(result)
                for face in result.faces:
                    if face.liveness is not None:
                        trial = trials.setdefault(face.track_id, Trial(frames.fps))
                        trial.add(face.liveness.status, face.liveness.reasons, frame.captured_at)
                        trial.face_px.append(float(face.box[2] - face.box[0]))
        return list(trials.values())


def blank_rooms() -> list[Image]:
    """Two halves of the demo's class room, without people, in the size of the view."""
    room = np.asarray(draw_room()).clip(0, 255).astype(np.uint8)
    return [
        np.asarray(cv2.resize(room[:540, left : left + 720], SIZE), np.uint8) for left in (0, 560)
    ]
