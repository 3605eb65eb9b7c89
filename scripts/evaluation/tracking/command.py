"""How well people are followed and named over time: `evaluate tracking`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scripts.evaluation.command_line import (
    Detector,
    Embedder,
    MinFace,
    Report,
    finish,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.networks import Networks
from scripts.evaluation.plots import plot_seconds
from scripts.evaluation.tracking.cast import SIBLING, students
from scripts.evaluation.tracking.runs import (
    Run,
    open_demo_class,
    read_clip_truth,
    run_clip,
    run_scenario,
    summarise,
)
from scripts.evaluation.tracking.scenarios import SCENARIOS
from scripts.evaluation.tracking.scene import Scenario


def tracking(  # noqa: PLR0913, PLR0917 - one argument an option
    scenario: Annotated[
        list[str] | None, typer.Option(help="Only this one; may be given several times.")
    ] = None,
    clip: Annotated[
        Path | None, typer.Option(help="Instead of scenarios: a clip of the demo class.")
    ] = None,
    truth: Annotated[Path | None, typer.Option(help="What is true of it: truth.json.")] = None,
    embedder: Embedder = None,
    detector: Detector = None,
    min_face_px: MinFace = None,
    report: Report = None,
    seed: Annotated[int, typer.Option(min=0, help="Changes noise and the people's swaying.")] = 0,
) -> None:
    """Identity switches, IDF1, wrong and missing names in clips of people who do not exist."""
    with one_line_errors():
        if (clip is None) != (truth is None):
            raise EvaluationError("give --clip and --truth together")
        chosen = _choose(scenario or [])
        described = () if truth is None else read_clip_truth(truth)
        networks = open_networks(detector=detector, min_face_px=min_face_px, embedder=embedder)
        if clip is not None:
            with open_demo_class(networks, students()) as classroom:
                runs = {clip.name: run_clip(clip, described, networks, classroom)}
        else:
            runs = dict(_run_scenarios(chosen, networks, seed))
        figures = summarise(runs)
        wrong = {name: run.names.wrong_seconds for name, run in runs.items()}
        unnamed = {name: run.names.unnamed_seconds for name, run in runs.items()}
        plots = [
            plot_seconds(wrong, "Seconds with a wrong name"),
            plot_seconds(unnamed, "Seconds without a name"),
        ]
        finish(figures, plots, report=report, title="Tracking")


def _run_scenarios(
    chosen: list[Scenario], networks: Networks, seed: int
) -> Iterator[tuple[str, Run]]:
    for siblings in (False, True):
        members = [item for item in chosen if item.enrolled_siblings == siblings]
        if not members:
            continue
        names = [*students(), SIBLING] if siblings else students()
        with open_demo_class(networks, names) as classroom:
            for item in members:
                typer.echo(f"{item.name} …", err=True)
                yield item.name, run_scenario(item, networks, classroom, seed=seed)


def _choose(names: list[str]) -> list[Scenario]:
    known = {scenario.name: scenario for scenario in SCENARIOS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise EvaluationError(f"no scenario {unknown[0]!r}; there are: {', '.join(known)}")
    return [known[name] for name in names] if names else list(SCENARIOS)
