"""Sends clips with known truth through the product's pipeline and scores what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from scripts.evaluation.classroom import Classroom, open_classroom
from scripts.evaluation.clip import Clip
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.networks import Networks
from scripts.evaluation.tracking.cast import cut_out_person, write_photos
from scripts.evaluation.tracking.metrics import TrackingScore, score_tracking
from scripts.evaluation.tracking.names import NameScore, score_names
from scripts.evaluation.tracking.scene import FPS, Scenario, Scene
from scripts.evaluation.tracking.truth import Moment, TrueBox, seen_in
from scripts.generated_faces.truth import EVERY, TrueFrame, read_truth
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import Frame


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one clip; runs may be added."""

    tracking: TrackingScore
    names: NameScore
    frames: int
    working_seconds: float
    tracks: int

    def __add__(self, other: "Run") -> "Run":
        return Run(
            self.tracking + other.tracking,
            self.names + other.names,
            self.frames + other.frames,
            self.working_seconds + other.working_seconds,
            self.tracks + other.tracks,
        )

    def figures(self) -> Figures:
        return {
            **self.tracking.figures(),
            **self.names.figures(),
            "tracks": self.tracks,
            "frames": self.frames,
            "frames_per_second": self.frames / self.working_seconds,
        }


@contextmanager
def open_demo_class(networks: Networks, names: Sequence[str]) -> Iterator[Classroom]:
    """Some of the demo class, enrolled by the server's own service, without the front photos.

    Raises EvaluationError when nothing of somebody is accepted: the truth would be another one.
    """
    with open_classroom(networks) as classroom, TemporaryDirectory() as folder:
        for who in names:
            reports = classroom.enroll(who, write_photos(Path(folder), who))
            if not any(report.accepted for report in reports):
                codes = sorted({reason.code for report in reports for reason in report.reasons})
                raise EvaluationError(f"{who} cannot be enrolled: {', '.join(codes)}")
        yield classroom


def run_scenario(scenario: Scenario, networks: Networks, classroom: Classroom, *, seed: int) -> Run:
    """Draw a scenario and let the pipeline see it."""
    cast = {
        who: cut_out_person(who, networks.detector)
        for who in sorted({actor.who for actor in scenario.actors})
    }
    names = frozenset(classroom.gallery.current.names.values())
    drawn = Scene(scenario, cast, names, seed=seed).frames()
    frames = (
        (Frame(index, frame.image, frame.at, frame.at), frame.truth)
        for index, frame in enumerate(drawn)
    )
    return _run(frames, make_pipeline(networks, classroom), seconds=1 / FPS)


def run_clip(
    clip: Path, truth: Sequence[TrueFrame], networks: Networks, classroom: Classroom
) -> Run:
    """Let the pipeline see a clip in the form of the demo's; only frames with truth are scored."""
    described = {frame.frame: _clip_truth(frame) for frame in truth}
    with Clip(clip) as video:
        frames = ((frame, described.get(frame.frame_id)) for frame in video.frames())
        return _run(frames, make_pipeline(networks, classroom), seconds=EVERY / video.fps)


def read_clip_truth(path: Path) -> tuple[TrueFrame, ...]:
    """Read a truth.json as the demo clip has it. Raises EvaluationError where it is none."""
    try:
        return read_truth(path)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise EvaluationError(f"{path} is no truth in the form of demo/truth.json") from error


def make_pipeline(networks: Networks, classroom: Classroom) -> FramePipeline:
    """A new camera of the server."""
    settings = PipelineSettings.of(networks.settings, networks.embedder.thresholds)
    return FramePipeline(
        networks.detector, networks.embedder, networks.emotions, classroom.gallery, settings
    )


def _run(
    frames: Iterable[tuple[Frame, tuple[TrueBox, ...] | None]],
    pipeline: FramePipeline,
    *,
    seconds: float,
) -> Run:
    moments: list[Moment] = []
    tracks: set[int] = set()
    working, count = 0.0, 0
    for frame, truth in frames:
        started = perf_counter()
        result = pipeline.process(frame)
        working += perf_counter() - started
        count += 1
        tracks.update(face.track_id for face in result.faces)
        if truth is not None:
            moments.append(Moment(frame.captured_at, seconds, truth, seen_in(result)))
    return Run(score_tracking(moments), score_names(moments), count, working, len(tracks))


def _clip_truth(frame: TrueFrame) -> tuple[TrueBox, ...]:
    """The demo clip says that a face is occluded from 12 % on; those are not asked for."""
    return tuple(
        TrueBox(face.who, face.name, face.box, counted=not face.occluded) for face in frame.faces
    )


def summarise(runs: Mapping[str, Run]) -> Figures:
    """Figures of each clip and of all together."""
    first, *rest = runs.values()
    return {
        "scenarios": {name: run.figures() for name, run in runs.items()},
        "all": sum(rest, first).figures(),
    }
