"""Measure how alike an embedder finds different people: where its thresholds come from.

    python -m scripts.measure_impostors --images lfw.zip --without openset.csv

Images are named PERSON/FILE. People with two photos or more become templates, and every photo is
compared with the templates of all others. Prints mean and deviation of these similarities, and how
well the normal distribution with them tells the upper quantiles.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from statistics import NormalDist
from typing import Annotated, Final

import numpy as np
import numpy.typing as npt
import typer

from models.embedder import normalize
from models.errors import ModelError
from scripts.evaluation import tables
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from server.start import load_settings

FALSE_ACCEPT_RATES: Final = (1e-2, 1e-3, 1e-4, 1e-5)
TEMPLATE_PHOTOS: Final = 3

FloatArray = npt.NDArray[np.float32]


def impostor_similarities(people: Sequence[str], embeddings: FloatArray) -> FloatArray:
    """Cosines between photos and templates of other people, float32 (k,).

    `people` names the person of each row of `embeddings`, float32 (n, d) with rows of length 1.
    Raises ValueError when nobody has two photos.
    """
    photos = defaultdict(list)
    for row, person in enumerate(people):
        photos[person].append(row)
    owners = [person for person, rows in photos.items() if len(rows) >= 2]
    if not owners:
        raise ValueError("no person has two photos: a template needs them")
    sums = [embeddings[photos[person][:TEMPLATE_PHOTOS]].sum(axis=0) for person in owners]
    similarities = embeddings @ normalize(np.stack(sums)).T
    others = np.array(people)[:, np.newaxis] != np.array(owners)[np.newaxis]
    return np.asarray(similarities[others], np.float32)


def summarise(similarities: FloatArray) -> dict[str, object]:
    """Mean, deviation, and the upper quantiles: measured, and by the normal distribution."""
    mean, deviation = float(similarities.mean()), float(similarities.std())
    normal = NormalDist(mean, deviation)
    return {
        "comparisons": len(similarities),
        "mean": round(mean, 4),
        "deviation": round(deviation, 4),
        "quantiles": {
            f"{rate:g}": {
                "measured": round(float(np.quantile(similarities, 1 - rate)), 3),
                "normal": round(normal.inv_cdf(1 - rate), 3),
            }
            for rate in FALSE_ACCEPT_RATES
        },
    }


def main(
    images: Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")],
    without: Annotated[
        Path | None, typer.Option(help="Open-set csv: leave its people out.")
    ] = None,
) -> None:
    """Print how alike the embedder of the settings finds different people, as JSON."""
    try:
        networks = Networks(load_settings())
        source = ImageSource.open(images)
        left_out = set() if without is None else _people_of(without)
        names = [name for name in source.images() if _person(name) not in left_out]
        reader = FaceReader(
            source, networks.detector, networks.settings.detection.min_detection_score
        )
        embedded = reader.embed(names, networks.embedder)
    except (EvaluationError, ModelError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    found = {name: row for name, row in embedded.by_name.items() if row is not None}
    people = [_person(name) for name in found]
    figures = summarise(impostor_similarities(people, np.stack(list(found.values()))))
    print(json.dumps({"embedder": networks.embedder.name, **figures}, indent=2))


def _people_of(openset: Path) -> set[str]:
    return {_person(image.image) for image in tables.read_open_set(openset)}


def _person(name: str) -> str:
    return PurePosixPath(name).parent.name


if __name__ == "__main__":
    typer.run(main)
