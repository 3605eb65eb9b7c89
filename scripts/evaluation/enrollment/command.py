"""`python -m scripts.evaluate enrollment`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from scripts.evaluation.clip import Clip
from scripts.evaluation.command_line import (
    Embedder,
    Limit,
    Report,
    Seed,
    finish,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.enrollment.evaluation import (
    describe_good,
    evaluate_enrollment,
    people_of,
    run_trials,
)
from scripts.evaluation.enrollment.look import Looker
from scripts.evaluation.enrollment.worse import WORSENINGS
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.identity.people_of_photos import photos_of_others
from scripts.evaluation.images import ImageSource
from scripts.evaluation.progress import with_progress
from scripts.evaluation.sampling import sample

EVERY_FRAME: Final = 10
"""Of a clip every tenth frame is looked at: those in between are hardly different."""


def enrollment(  # noqa: PLR0913, PLR0917 - one argument an option
    images: Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")],
    without: Annotated[
        Path | None, typer.Option(help="Open-set csv: leave its people out.")
    ] = None,
    good: Annotated[
        Path | None, typer.Option(help="Photos that should pass; folder or zip.")
    ] = None,
    clip: Annotated[Path | None, typer.Option(help="A clip whose frames should pass.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only these ways of making photos worse.")
    ] = None,
    embedder: Embedder = None,
    report: Report = None,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """What each check of enrollment photos refuses, and what would be lost without it."""
    with one_line_errors():
        unknown = sorted(set(only or ()) - {worsening.name for worsening in WORSENINGS})
        if unknown:
            known = ", ".join(worsening.name for worsening in WORSENINGS)
            raise EvaluationError(f"there is no {', '.join(unknown)}; choose among {known}")
        networks = open_networks(embedder=embedder)
        looker = Looker(networks)
        source = ImageSource.open(images)
        people = people_of(photos_of_others(source, without))
        chosen = sample(people, limit, seed=seed)
        meant_to_pass: dict[str, Figures] = {}
        if good is not None:
            meant_to_pass["good_photos"] = _good_photos(good, looker)
        if clip is not None:
            meant_to_pass["clip_frames"] = _clip_frames(clip, looker)
        trials = run_trials(
            source, {name: people[name] for name in chosen}, looker, seed=seed, only=only or ()
        )
        figures = {**evaluate_enrollment(trials, networks.thresholds), **meant_to_pass}
        finish(figures, [], report=report, title="Enrollment")


def _good_photos(path: Path, looker: Looker) -> Figures:
    source = ImageSource.open(path)
    names = with_progress(source.images(), "Good photos")
    return describe_good(looker.look(source.read(name)) for name in names)


def _clip_frames(path: Path, looker: Looker) -> Figures:
    with Clip(path) as frames:
        return describe_good(
            looker.look(frame.image)
            for frame in frames.frames()
            if frame.frame_id % EVERY_FRAME == 0
        )
