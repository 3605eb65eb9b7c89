"""APCER and BPCER of the liveness check, in the words of ISO/IEC 30107-3: `evaluate liveness`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer

from scripts.evaluation.clip import clips_by_name
from scripts.evaluation.command_line import (
    Report,
    Seed,
    finish,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.images import ImageSource
from scripts.evaluation.liveness.instruments import Portrait
from scripts.evaluation.liveness.people import generated, photographed
from scripts.evaluation.liveness.trials import Trial, Watch, attack_trials, blank_rooms
from scripts.evaluation.networks import Networks
from scripts.evaluation.progress import with_progress
from scripts.generated_faces.expressions import load_editor
from scripts.generated_faces.generator import FaceGenerator
from server.recognition.gallery import LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import LivenessStatus

SHORTEST_SECONDS: Final = 2.0
"""Shorter tracks are of people who only pass, and of faces that are none."""

Attacks = dict[str, dict[str, list[Trial]]]


def liveness(
    clips: Annotated[
        list[Path] | None, typer.Option(help="Video with people who are there; repeatable.")
    ] = None,
    people: Annotated[int, typer.Option(min=0, help="Generated people to attack with.")] = 3,
    photos: Annotated[
        Path | None, typer.Option(help="Folder or zip of real photos to attack with as well.")
    ] = None,
    photo_people: Annotated[int, typer.Option(min=1, help="How many of the photos.")] = 3,
    report: Report = None,
    seed: Seed = 0,
) -> None:
    """How many attacks pass as people (APCER) and how many people as attacks (BPCER).

    Attacks are drawn: sheets and screens with a face, held before a room. A face that ends `unsure`
    counts as passed, because it counts as present.
    """
    with one_line_errors():
        networks = open_networks()
        if not networks.settings.liveness.enabled:
            raise EvaluationError("liveness is switched off (HOMEROOM_LIVENESS__ENABLED)")
        portraits = _photos(photos)
        watch = Watch(lambda: _pipeline(networks))
        shown = clips_by_name(clips or [])
        tracks = {name: watch.all_tracks(clip) for name, clip in shown.items()}
        people_cost = _cost(watch)
        attacks = _attack(networks, watch, people, portraits, photo_people, seed=seed)
        figures: Figures = {
            "attacks": {
                name: {way: attack_figures(trials) for way, trials in ways.items()}
                for name, ways in attacks.items()
            },
            "bona_fide": {name: people_figures(trials) for name, trials in tracks.items()},
            "bona_fide_all": people_figures([t for trials in tracks.values() for t in trials]),
            "liveness_ms_per_face_and_frame": people_cost,
        }
        finish(figures, [], report=report, title="Liveness")


def _attack(
    networks: Networks,
    watch: Watch,
    people: int,
    photos: ImageSource | None,
    photo_people: int,
    *,
    seed: int,
) -> Attacks:
    detector, rng, rooms = networks.detector, np.random.default_rng(seed), blank_rooms()
    attacks: Attacks = {}
    sources: list[tuple[Portrait, Portrait | None]] = []
    if people:
        generator = FaceGenerator(networks.settings.weights_dir)
        first = seed * people
        sources += generated(generator, load_editor(), detector, first=first, count=people)
    if photos is not None:
        shown = photographed(photos, detector, count=photo_people, seed=seed)
        sources += [(portrait, None) for portrait in shown]
    for still, film in with_progress(sources, "attacks"):
        for name, way, trial in attack_trials(still, film, rooms, rng, watch):
            attacks.setdefault(name, {}).setdefault(way, []).append(trial)
    return attacks


def attack_figures(trials: Sequence[Trial]) -> Figures:
    """APCER is the share of attacks that are not called suspect in the end."""
    caught = [t.suspect_after for t in trials if t.suspect_after is not None]
    return {
        "trials": len(trials),
        "apcer": float(np.mean([t.last is not LivenessStatus.SUSPECT for t in trials])),
        "called_live": float(np.mean([t.last is LivenessStatus.LIVE for t in trials])),
        "seconds_until_suspect": float(np.median(caught)) if caught else None,
        "reasons": sorted({str(reason) for t in trials for reason in t.reasons}),
    }


def people_figures(trials: Sequence[Trial]) -> Figures:
    """BPCER is the share of tracks that were ever called suspect, and of the time they were.

    Tracks that were always too small to be judged, and so could never be, count in neither.
    """
    long = [t for t in trials if t.seconds >= SHORTEST_SECONDS]
    tracks = [t for t in long if t.judged]
    shown_seconds = sum(t.shown_seconds for t in tracks)
    live = [t.live_after for t in tracks if t.live_after is not None]

    def share(status: LivenessStatus) -> float | None:
        return sum(t.seconds_of(status) for t in tracks) / shown_seconds if tracks else None

    return {
        "tracks": len(tracks),
        "not_judged": len(long) - len(tracks),
        "seconds": sum(t.seconds for t in tracks),
        "bpcer": float(np.mean([t.suspect_after is not None for t in tracks])) if tracks else None,
        "bpcer_of_time": share(LivenessStatus.SUSPECT),
        "live_of_time": share(LivenessStatus.LIVE),
        "called_live": len(live) / len(tracks) if tracks else None,
        "seconds_until_live": float(np.median(live)) if live else None,
    }


def _photos(path: Path | None) -> ImageSource | None:
    return None if path is None else ImageSource.open(path)


def _cost(watch: Watch) -> float | None:
    cost = watch.cost
    return cost.milliseconds / cost.faces if cost.faces else None


def _pipeline(networks: Networks) -> FramePipeline:
    settings = PipelineSettings.of(networks.settings, networks.embedder.thresholds)
    return FramePipeline(
        networks.detector, networks.embedder, networks.emotions, LiveGallery(), settings
    )
