"""How steady and how quick the shown expression is: `evaluate expression`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from scripts.evaluation.clip import clips_by_name
from scripts.evaluation.command_line import Report, Seed, finish, one_line_errors, open_networks
from scripts.evaluation.expression.readings import Readings, read_clip
from scripts.evaluation.expression.trials import (
    AllAlike,
    Gaps,
    PlainAverage,
    Smoother,
    Trials,
    Unsmoothed,
)
from scripts.evaluation.expression.webcam import webcam_tracks
from scripts.evaluation.figures import Figures
from scripts.evaluation.networks import Networks
from scripts.generated_faces.truth import read_truth
from server.recognition.smoothing import EmotionSmoother

DEMO: Final = Path(__file__).resolve().parents[3] / "demo"
DEMO_CLIP: Final = DEMO / "class.webm"
RATES: Final = (1, 2, 5, 10, 25)
IRREGULAR: Final = Gaps(0.2, irregular=True)


def expression(
    clip: Annotated[
        list[Path] | None, typer.Option(help="Video, instead of the demo clip; repeatable.")
    ] = None,
    students: Annotated[
        int, typer.Option(min=1, help="Of the demo class, seen through a poor webcam.")
    ] = 16,
    trials: Annotated[int, typer.Option(min=1, help="Changes and odd frames at each rate.")] = 300,
    report: Report = None,
    seed: Seed = 0,
) -> None:
    """Flips of the label, seconds until a change shows, and what an odd frame does.

    Readings are those of the emotion network, of a clip and of the demo class's photos as a poor
    webcam shows them. The server's smoothing sees them at several frame rates, and so does a plain
    exponential average of the same time constant, which is what it had before.
    """
    with one_line_errors():
        networks = open_networks()
        people = sorted((DEMO / "students").iterdir())[:students]
        clips = clips_by_name(clip or [DEMO_CLIP])
        tracks = {
            **{name: _read(path, networks) for name, path in clips.items()},
            "poor webcam": list(webcam_tracks(people, networks, seed=seed)),
        }
        make_trials = partial(
            Trials, emotion_set=networks.settings.emotion.emotion_set, count=trials, seed=seed
        )
        pool = [track for some in tracks.values() for track in some]
        tried = make_trials(pool)
        smoothers = _smoothers(networks.settings.emotion.smoothing_seconds)
        figures: Figures = {
            "tracks": len(pool),
            "face_seconds": sum(track[-1].seconds - track[0].seconds for track in pool),
            "stretches": len(tried.stretches),
            "frames_per_second": {
                rate: {name: tried.run(make, gaps).figures() for name, make in smoothers.items()}
                for rate, gaps in _all_gaps().items()
            },
            "label_changes_per_minute": {
                name: {
                    way: make_trials(some).changes_per_minute(make, Gaps(1 / RATES[-1]))
                    for way, make in smoothers.items()
                }
                for name, some in tracks.items()
            },
        }
        finish(figures, [], report=report, title="Expression")


def _all_gaps() -> dict[str, Gaps]:
    return {**{str(rate): Gaps(1 / rate) for rate in RATES}, "irregular, 5 on average": IRREGULAR}


def _smoothers(time_constant: float) -> dict[str, Callable[[], Smoother]]:
    return {
        "unsmoothed": Unsmoothed,
        "plain_average": partial(PlainAverage, time_constant),
        "server": partial(EmotionSmoother, time_constant),
        "server_without_clarity": partial(AllAlike, time_constant),
    }


def _read(path: Path, networks: Networks) -> list[Readings]:
    """The tracks that can be judged: of people who only pass, little can be said."""
    truth = read_truth(DEMO / "truth.json") if path.resolve() == DEMO_CLIP else ()
    tracks = read_clip(path, networks, truth)
    return [track for track in tracks if track[-1].seconds - track[0].seconds >= 3.0]
