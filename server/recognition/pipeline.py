"""One camera's frames, in order: detect, track, align, embed, match, read emotions, smooth.

Work is uneven on purpose. A full scan for faces is the dear part, so it runs when it is needed and
every few tenths of a second; in between the detector only looks again where the known faces should
be. A new face is embedded until its identity is settled, then only now and then, and expressions
are read ten times a second, the faces in turns. How often, and what is spared when there is too
much to do, is the effort (see effort.py).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from models.detections import Detector
from models.embedder import NOMINAL_STUDENTS, Embedder, IdentityThresholds
from server.recognition.burst import MOMENT_SECONDS, Burst, is_small
from server.recognition.clarity import clarities
from server.recognition.continuity import (
    MIN_CORRELATION,
    Doubt,
    SceneWatch,
    StreamClock,
    appearances,
)
from server.recognition.effort import Effort, LiveEffort
from server.recognition.emotion_baseline import LiveBaselines
from server.recognition.evidence import Evidence
from server.recognition.finder import FaceFinder
from server.recognition.gallery import LiveGallery
from server.recognition.identity import identify
from server.recognition.liveness import LivenessBook, LivenessRules
from server.recognition.pace import Pace
from server.recognition.person import People
from server.recognition.quality import quality_weights
from server.recognition.reidentification import Reidentifier, Sighting
from server.recognition.tracker import IntArray, Track, Tracker
from server.recognition.types import (
    FaceResult,
    FloatArray,
    Frame,
    FrameResult,
    IdentityMatch,
    IdentityStatus,
    Image,
)
from server.settings import IdentitySettings, Settings

UNWATCHED_SECONDS = 0.4
"""Nobody takes another's place in less; who is not seen for longer must prove who they are."""

PAUSE_SECONDS = 10.0
"""After so long without a frame anybody may sit in anybody's place: all tracks begin anew."""


class EmotionReader(Protocol):
    """What the pipeline needs of models.emotion.EmotionClassifier."""

    def crop(self, image: Image, landmarks: FloatArray) -> npt.NDArray[np.uint8]: ...

    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray: ...


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """What an operator may change about the pipeline; see server.settings."""

    thresholds: IdentityThresholds
    min_detection_score: float = 0.9
    smoothing_seconds: float = 0.35
    liveness: LivenessRules | None = None
    effort: Effort = field(default_factory=Effort)

    @classmethod
    def of(cls, settings: Settings, defaults: IdentityThresholds) -> Self:
        """Take the operator's settings, and the embedder's thresholds where there are none."""
        identity = settings.identity
        return cls(
            thresholds=_thresholds(identity, defaults),
            min_detection_score=settings.detection.min_detection_score,
            smoothing_seconds=settings.emotion.smoothing_seconds,
            liveness=LivenessRules.of(settings.liveness),
            effort=Effort(
                emotion_interval_seconds=settings.emotion.interval_seconds,
                scan_interval_seconds=settings.detection.scan_interval_seconds,
                settled_interval_seconds=identity.settled_interval_seconds,
                min_face_px=settings.detection.min_face_px,
                max_frames_per_second=settings.limits.max_frames_per_second,
            ),
        )


@dataclass(frozen=True, slots=True)
class FramePlan:
    """A frame half done: its faces are found, the networks' inputs are cut.

    `identity_crops` is uint8 (n, h, w, 3) BGR for the embedder, `emotion_crops` uint8 (k, S, S)
    for the emotion network; `to_embed`, (n,), and `to_read`, (k,), say which of the m tracks they
    belong to, and `doubts` says which of the m may have become somebody else.
    """

    frame: Frame
    now: float
    tracks: tuple[Track, ...]
    identity_crops: npt.NDArray[np.uint8]
    emotion_crops: npt.NDArray[np.uint8]
    to_embed: IntArray
    to_read: IntArray
    doubts: tuple[Doubt, ...]
    timings_ms: dict[str, float]


class FramePipeline:
    """The state of one camera. Frames go through one at a time, in the order they were taken.

    `process` does everything. A server with many cameras calls `prepare`, runs the networks over
    the crops of several cameras at once, and hands each pipeline its share in `complete`.
    """

    def __init__(  # noqa: PLR0913 - three networks, what they work with, and what may change
        self,
        detector: Detector,
        embedder: Embedder,
        emotions: EmotionReader,
        gallery: LiveGallery,
        settings: PipelineSettings,
        *,
        baselines: LiveBaselines | None = None,
        effort: LiveEffort | None = None,
    ) -> None:
        self._finder = FaceFinder(detector, min_detection_score=settings.min_detection_score)
        self._embedder = embedder
        self._emotions = emotions
        self._gallery = gallery
        self._settings = settings
        self._baselines = baselines or LiveBaselines()
        self._effort = effort or LiveEffort(settings.effort)
        self._embedding_pace, self._emotion_pace = Pace(), Pace()
        self._tracker = Tracker()
        self._clock = StreamClock()
        self._scene = SceneWatch()
        self._people = People(settings.smoothing_seconds)
        self._reidentifier = Reidentifier(self._tracker, self._people, settings.thresholds)
        self._liveness = LivenessBook(settings.liveness)

    def process(self, frame: Frame) -> FrameResult:
        """Find, name and read the faces of one frame."""
        plan = self.prepare(frame)
        with _timed(plan.timings_ms, "embed"):
            embeddings = self._embedder.embed(plan.identity_crops)
        with _timed(plan.timings_ms, "emotion"):
            logits = self._emotions.logits(plan.emotion_crops)
        return self.complete(plan, embeddings, logits)

    def prepare(self, frame: Frame) -> FramePlan:
        """Detect, track and align: everything up to the inputs of the recognition networks."""
        timings: dict[str, float] = {}
        before = self._clock.now
        now = self._clock.advance(frame.captured_at, frame.received_at)
        effort = self._effort.current
        is_cut = self._scene.is_cut(frame.image) or now - before > PAUSE_SECONDS
        with _timed(timings, "detect"):
            if is_cut:
                self._tracker.end_all()
            expected = self._tracker.expected(now, before)
            detections, owners = self._finder.find(
                frame.image, expected, now, cut=is_cut, effort=effort
            )
        with _timed(timings, "track"):
            tracks = self._tracker.update(detections, owners, now)
            self._people.see(tracks, now)
            self._liveness.keep({track.track_id for track in self._tracker.tracks})
        with _timed(timings, "liveness"):
            self._liveness.look(frame.image, tracks, now)
        with _timed(timings, "align"):
            landmarks = _stack([track.landmarks for track in tracks], (5, 2))
            crops = self._emotions.crop(frame.image, landmarks)
            doubts = self._doubt(tracks, crops, frame.image)
            to_embed = self._choose_to_embed(tracks, doubts, now, effort, elapsed=now - before)
            to_read = self._choose_to_read(tracks, now, effort, elapsed=now - before)
            gathered = self._choose_to_gather(tracks, doubts, to_embed, now, effort)
            self._gather(frame.image, tracks, gathered, now)
            identity_crops = self._embedder.crop(frame.image, landmarks[to_embed])
            for row in np.flatnonzero(np.isin(to_embed, gathered)):
                person = self._people[tracks[to_embed[row]].track_id]
                identity_crops[row] = person.burst.best
        return FramePlan(
            frame=frame,
            now=now,
            tracks=tuple(tracks),
            identity_crops=identity_crops,
            emotion_crops=crops[to_read],
            to_embed=to_embed,
            to_read=to_read,
            doubts=doubts,
            timings_ms=timings,
        )

    def complete(self, plan: FramePlan, embeddings: FloatArray, logits: FloatArray) -> FrameResult:
        """Match and smooth what the networks said.

        `embeddings` is float32 (n, d) for the plan's identity crops, `logits` float32 (k, 6) for
        its emotion crops.
        """
        with _timed(plan.timings_ms, "match"):
            self._take_embeddings(plan, embeddings)
            people = [self._people[track.track_id] for track in plan.tracks]
            enrolled = self._gallery.enrolled
            matches = identify(
                [Evidence() if person.suspended else person.evidence for person in people],
                enrolled.gallery,
                enrolled.thresholds_or(self._settings.thresholds),
            )
        with _timed(plan.timings_ms, "smooth"):
            self._read_emotions(plan, logits)
            faces = tuple(
                self._face(track, match) for track, match in zip(plan.tracks, matches, strict=True)
            )
        height, width = plan.frame.image.shape[:2]
        return FrameResult(
            frame_id=plan.frame.frame_id,
            captured_at=plan.frame.captured_at,
            width=width,
            height=height,
            faces=faces,
            timings_ms=plan.timings_ms,
        )

    def _doubt(
        self, tracks: list[Track], emotion_crops: npt.NDArray[np.uint8], image: Image
    ) -> tuple[Doubt, ...]:
        """Which tracks may have become somebody else since the last frame."""
        obscured = self._tracker.obscured(image.shape[1], image.shape[0])
        doubts = []
        for track, look in zip(tracks, appearances(emotion_crops), strict=True):
            person = self._people[track.track_id]
            before, person.appearance = person.appearance, look
            if before is None:
                doubts.append(Doubt.NONE)
            elif track.track_id in obscured:
                doubts.append(Doubt.OBSCURED)
            else:
                changed = float(before @ look) < MIN_CORRELATION
                away = track.unseen_seconds > UNWATCHED_SECONDS
                open_still = changed or away or person.suspended
                doubts.append(Doubt.CHANGED if open_still else Doubt.NONE)
        return tuple(doubts)

    def _choose_to_embed(
        self,
        tracks: Sequence[Track],
        doubts: Sequence[Doubt],
        now: float,
        effort: Effort,
        *,
        elapsed: float,
    ) -> IntArray:
        """Indices of the tracks whose faces are to be embedded in this frame."""
        people = [self._people[track.track_id] for track in tracks]
        intervals = [
            effort.unsettled_interval_seconds if doubt else person.embedding_interval(effort)
            for person, doubt in zip(people, doubts, strict=True)
        ]
        waited = [now - person.embedded_at for person in people]
        chosen = self._embedding_pace.choose(waited, intervals, elapsed)
        for index, (person, doubt) in enumerate(zip(people, doubts, strict=True)):
            if doubt and index not in chosen:
                person.suspended = True
        return np.array(chosen, np.intp)

    def _choose_to_gather(
        self,
        tracks: Sequence[Track],
        doubts: Sequence[Doubt],
        to_embed: IntArray,
        now: float,
        effort: Effort,
    ) -> IntArray:
        """Indices of the tracks whose pictures are put together: small faces, soon to be embedded.

        Where somebody else may have come, only the last picture tells who it is.
        """
        chosen = []
        for index, (track, doubt) in enumerate(zip(tracks, doubts, strict=True)):
            person = self._people[track.track_id]
            wait = person.embedded_at + person.embedding_interval(effort) - now
            if doubt or person.suspended or not is_small(track.box):
                person.burst = Burst()
            elif index in to_embed or wait <= MOMENT_SECONDS:
                chosen.append(index)
        return np.array(chosen, np.intp)

    def _gather(
        self, image: Image, tracks: Sequence[Track], gathered: IntArray, now: float
    ) -> None:
        landmarks = _stack([tracks[index].landmarks for index in gathered], (5, 2))
        for index, crop in zip(gathered, self._embedder.crop(image, landmarks), strict=True):
            self._people[tracks[index].track_id].burst.add(crop, now)

    def _choose_to_read(
        self, tracks: Sequence[Track], now: float, effort: Effort, *, elapsed: float
    ) -> IntArray:
        """Indices of the tracks whose expressions are to be read in this frame."""
        people = [self._people[track.track_id] for track in tracks]
        interval = effort.emotion_interval_seconds
        intervals = [0.0 if person.emotion is None else interval for person in people]
        waited = [now - person.emotion_at for person in people]
        return np.array(self._emotion_pace.choose(waited, intervals, elapsed), np.intp)

    def _take_embeddings(self, plan: FramePlan, embeddings: FloatArray) -> None:
        """Give embeddings to their tracks; some find out that they are somebody else."""
        if not len(plan.to_embed):
            return
        tracks = [plan.tracks[index] for index in plan.to_embed]
        weights = quality_weights(
            np.stack([track.box for track in tracks]),
            np.stack([track.landmarks for track in tracks]),
            np.array([track.detection_score for track in tracks], np.float32),
        )
        self._reidentifier.take(
            [
                Sighting(
                    track,
                    row,
                    self._people[track.track_id].burst.weight(float(weight)),
                    plan.doubts[index],
                )
                for index, track, row, weight in zip(
                    plan.to_embed, tracks, embeddings, weights, strict=True
                )
            ],
            plan.now,
        )

    def _read_emotions(self, plan: FramePlan, logits: FloatArray) -> None:
        """Take in the readings, weighted by how well each face could be seen."""
        tracks = [plan.tracks[index] for index in plan.to_read]
        landmarks = _stack([track.landmarks for track in tracks], (5, 2))
        scores = np.array([track.detection_score for track in tracks], np.float32)
        weights = clarities(plan.emotion_crops, landmarks, scores).tolist()
        for track, row, weight in zip(tracks, logits, weights, strict=True):
            self._people[track.track_id].read_emotion(row, weight, plan.now)

    def _face(self, track: Track, match: IdentityMatch) -> FaceResult:
        person = self._people[track.track_id]
        if person.suspended:
            match = IdentityMatch(IdentityStatus.UNSURE, similarity=match.similarity)
        own = self._baselines.correction_of(match.student_id)
        emotion = person.emotion
        return FaceResult(
            track_id=track.track_id,
            box=track.box,
            detection_score=track.detection_score,
            identity=match,
            emotion=emotion and (emotion if own is None else replace(emotion, baseline=own)),
            liveness=self._liveness.estimate(track.track_id),
        )


def _thresholds(identity: IdentitySettings, defaults: IdentityThresholds) -> IdentityThresholds:
    """The embedder's thresholds, which follow the gallery but for what the operator fixed."""
    wanted = replace(
        defaults,
        false_accept_rate=identity.false_accept_rate,
        fixed_known=identity.known_threshold,
        fixed_unsure=identity.unsure_threshold,
    )
    return wanted.for_students(NOMINAL_STUDENTS)


@contextmanager
def _timed(timings_ms: dict[str, float], stage: str) -> Iterator[None]:
    started = perf_counter()
    yield
    timings_ms[stage] = (perf_counter() - started) * 1000.0


def _stack(arrays: list[FloatArray], shape: tuple[int, ...]) -> FloatArray:
    return np.stack(arrays) if arrays else np.zeros((0, *shape), np.float32)
