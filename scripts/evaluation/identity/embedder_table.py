"""Every embedder in one table, by the same evaluation: `evaluate embedders`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from models.embedder import Embedder
from models.errors import FETCH_COMMAND, WeightsMissingError
from models.manifest import Manifest
from models.measured_impostors import impostors_file
from scripts.evaluation import tables
from scripts.evaluation.command_line import (
    MEASURED_HERE,
    EmbedderName,
    Images,
    Limit,
    Seed,
    face_reader,
    finish,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures, JsonValue
from scripts.evaluation.identity.evaluation import evaluate_open_set, evaluate_pairs
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.evaluation.sampling import sample, sample_open_set
from scripts.evaluation.tables import OpenSetImage, Pair

_BATCHES: Final = (1, 8)
_TIMED_RUNS: Final = 9
_FRAME: Final = (480, 640)

# key of the figures, heading, format
_FIGURES: Final = (
    ("accuracy", "accuracy", ".4f"),
    ("tar_at_far_1e-3", "TAR at FAR 1e-3", ".3f"),
    ("dir_at_fpir_1e-3", "DIR at FPIR 1e-3", ".3f"),
    ("named_right", "named right", ".3f"),
    ("named_wrong_impostor", "impostors named", ".4f"),
    ("dimension", "dimension", "d"),
    ("weights_mb", "MB", ".0f"),
    ("ms_per_face_batch_1", "ms/face (1)", ".1f"),
    ("ms_per_face_batch_8", "ms/face (8)", ".1f"),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What every embedder is given."""

    source: ImageSource
    pairs: Sequence[Pair]
    people: Sequence[OpenSetImage]


def embedders(
    images: Images,
    pairs: Annotated[Path | None, typer.Option(help="csv: image_a, image_b, same.")] = None,
    openset: Annotated[
        Path | None, typer.Option(help="csv: image, person, role (gallery, probe, impostor).")
    ] = None,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """The evaluation of `identity` for every embedder whose weights are there, in one table.

    The table goes to stderr, JSON to stdout.
    """
    with one_line_errors():
        if pairs is None and openset is None:
            raise EvaluationError("give --pairs or --openset")
        trial = Trial(
            ImageSource.open(images),
            sample(tables.read_pairs(pairs), limit, seed=seed) if pairs else (),
            sample_open_set(tables.read_open_set(openset), limit, seed=seed) if openset else (),
        )
        trial.source.require(name for pair in trial.pairs for name in (pair.image_a, pair.image_b))
        trial.source.require(image.image for image in trial.people)
        rows = {name: _evaluate(open_networks(embedder=name), trial) for name in EmbedderName}
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(render(rows))
    for name, row in rows.items():
        if row is None:
            console.print(f"{name}: no weights here; fetch them: {FETCH_COMMAND} {name}")
        elif not row["thresholds_measured"]:
            console.print(f"{name}: thresholds are guessed; measure them as docs/embedders.md says")
    found: dict[str, JsonValue] = {name: row for name, row in rows.items() if row is not None}
    absent: list[JsonValue] = [name.value for name, row in rows.items() if row is None]
    finish({"embedders": found, "weights_missing": absent}, (), report=None, title="Embedders")


def render(rows: dict[EmbedderName, Figures | None]) -> Table:
    """Lay the figures out, a column an embedder, which fits 80 characters; None: no weights."""
    table = Table("", *(name.value.replace("-", "\n") for name in rows), box=None)
    for key, heading, form in _FIGURES:
        table.add_row(heading, *(_cell(row and row.get(key), form) for row in rows.values()))
    table.add_row("thresholds", *(_thresholds(row) for row in rows.values()))
    return table


def _cell(value: JsonValue, form: str) -> str:
    return format(value, form) if isinstance(value, (int, float)) else "-"


def _thresholds(row: Figures | None) -> str:
    if row is None:
        return "no weights"
    return "measured" if row["thresholds_measured"] else "guessed"


def _evaluate(networks: Networks, trial: Trial) -> Figures | None:
    """All figures of one embedder, None where its weights are missing."""
    try:
        embedder = networks.embedder
    except WeightsMissingError:
        return None
    faces = face_reader(trial.source, networks)
    figures: dict[str, JsonValue] = {}
    if trial.pairs:
        figures |= evaluate_pairs(faces, trial.pairs, embedder).figures()
    if trial.people:
        open_set = evaluate_open_set(faces, trial.people, embedder, networks.calibrator)
        figures |= open_set.figures()
    weights_dir = networks.settings.weights_dir
    measured = impostors_file(embedder.name, weights_dir).is_file()
    figures |= {
        "dimension": embedder.dimension,
        "weights_mb": _weights_bytes(embedder.name, weights_dir) / 1e6,
        "thresholds_measured": measured or embedder.name in MEASURED_HERE,
    }
    for batch in _BATCHES:
        figures[f"ms_per_face_batch_{batch}"] = ms_per_face(embedder, batch)
    return figures


def ms_per_face(embedder: Embedder, batch: int) -> float:
    """Median time to embed one face of a batch, in milliseconds; crops are noise."""
    image = np.random.default_rng(0).integers(0, 256, (*_FRAME, 3)).astype(np.uint8)
    eyes_nose_mouth = [[280, 200], [360, 200], [320, 250], [290, 290], [350, 290]]
    crops = embedder.crop(image, np.array([eyes_nose_mouth] * batch, np.float32))
    embedder.embed(crops)  # the first run of a shape prepares it
    seconds = []
    for _ in range(_TIMED_RUNS):
        started = perf_counter()
        embedder.embed(crops)
        seconds.append(perf_counter() - started)
    return float(np.median(seconds)) * 1000 / batch


def _weights_bytes(name: str, weights_dir: Path) -> int:
    return sum((weights_dir / entry.file).stat().st_size for entry in Manifest.read().group(name))
