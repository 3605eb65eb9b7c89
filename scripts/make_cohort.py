"""Make the background cohort of an embedder: faces of people who do not exist, as it sees them.

    python -m scripts.fetch_models random-face mtcnn sface
    python -m scripts.make_cohort

Draws one portrait for each seed, finds and embeds the face as enrollment does, and writes
WEIGHTS/cohort_EMBEDDER.npz, which models/cohort.py reads. Everything comes from fixed seeds; a run
takes about a third of a second for each person on one core.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import cv2
import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.progress import track

from models.cohort import cohort_file, write_cohort
from models.detections import Detector
from models.embedder import Embedder
from models.errors import ModelError
from scripts.evaluation.networks import Networks
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.photos import PHOTO_SIZE_PX
from server.start import load_settings

FIRST_SEED: Final = 100_000
"""Far from the seeds of the demo class, so that nobody of the cohort sits in it."""

TRUNCATION: Final = 1.0
"""The generator's own spread of people.

SFace finds 70 of them as alike as this (mean and deviation of the cosine): truncation 0.7 gives
0.253 and 0.111, 0.9 gives 0.175 and 0.104, 1.0 gives 0.143 and 0.104; real people 0.119 and 0.086.
"""

BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Portraits:
    """Faces cut as the embedder wants them: `crops` uint8 (n, h, w, 3) BGR, `seeds` int64 (n,)."""

    crops: npt.NDArray[np.uint8]
    seeds: npt.NDArray[np.int64]


def draw(
    seeds: Iterable[int],
    generator: FaceGenerator,
    detector: Detector,
    embedder: Embedder,
    *,
    min_detection_score: float,
) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """Yield seed and crop, uint8 (h, w, 3) BGR, of each portrait with exactly one face."""
    for seed in seeds:
        style = generator.person(seed, truncation=TRUNCATION, colour_truncation=TRUNCATION)
        photo = cv2.resize(
            generator.render(style), (PHOTO_SIZE_PX, PHOTO_SIZE_PX), interpolation=cv2.INTER_AREA
        )
        faces = detector.detect(np.asarray(photo, np.uint8))
        faces = faces.select(faces.detection_scores >= min_detection_score)
        if len(faces) == 1:
            yield seed, embedder.crop(np.asarray(photo, np.uint8), faces.landmarks)[0]


def gather(drawn: Iterable[tuple[int, npt.NDArray[np.uint8]]]) -> Portraits:
    """Put all portraits into two arrays. Raises ValueError without any."""
    seeds, crops = zip(*drawn, strict=True)
    return Portraits(np.stack(crops), np.array(seeds, np.int64))


def main(
    people: Annotated[int, typer.Option(min=1, help="How many portraits to draw.")] = 1000,
    crops: Annotated[Path | None, typer.Option(help="Keep the aligned crops in this .npz.")] = None,
    threads: Annotated[int, typer.Option(min=0, help="Cores to draw on; 0 takes all.")] = 0,
) -> None:
    """Draw people who do not exist and write how the embedder of the settings sees them."""
    console = Console(stderr=True)
    networks = Networks(load_settings())
    settings = networks.settings
    seeds = range(FIRST_SEED, FIRST_SEED + people)
    try:
        embedder = networks.embedder
        drawn = draw(
            track(seeds, "portraits", console=console),
            FaceGenerator(settings.weights_dir, threads=threads),
            networks.detector,
            embedder,
            min_detection_score=settings.detection.min_detection_score,
        )
        portraits = gather(drawn)
    except ModelError as error:
        console.print(f"make_cohort: {error}", style="red", soft_wrap=True)
        raise typer.Exit(2) from error
    if crops is not None:
        crops.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(crops, crops=portraits.crops, seeds=portraits.seeds)
    parts = [
        embedder.embed(portraits.crops[start : start + BATCH])
        for start in range(0, len(portraits.crops), BATCH)
    ]
    target = cohort_file(embedder.name, settings.weights_dir)
    write_cohort(target, np.concatenate(parts), weights_sha256=embedder.weights_sha256)
    console.print(f"{len(portraits.seeds)} of {people} portraits have one face; wrote {target}")


if __name__ == "__main__":
    typer.run(main)
