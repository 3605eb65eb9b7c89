"""Make the background cohort of an embedder: faces of people who do not exist, as it sees them.

    python -m scripts.fetch_models random-face mtcnn sface sface-webcam
    python -m scripts.make_cohort

Draws one portrait for each seed, finds and embeds the face as enrollment does, and writes
WEIGHTS/cohort_EMBEDDER.npz, which models/cohort.py reads. Everything comes from fixed seeds; a run
takes about half a second for each person on one core.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import cv2
import numpy as np
import numpy.typing as npt
import typer
from rich.progress import track

from models.cohort import cohort_file, cohort_name, write_cohort
from models.detections import Detector
from models.embedder import Embedder
from models.errors import RESTORE_COMMAND
from models.manifest import MANIFEST_FILE, Manifest, sha256_of
from scripts.evaluation.command_line import one_line_errors
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.networks import Networks
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.photos import PHOTO_SIZE_PX
from scripts.printed import plain_console
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
    """Put all portraits into two arrays. Raises EvaluationError without any."""
    portraits = list(drawn)
    if not portraits:
        raise EvaluationError("no portrait has exactly one face; draw more people: --people")
    seeds, crops = zip(*portraits, strict=True)
    return Portraits(np.stack(crops), np.array(seeds, np.int64))


def write(portraits: Portraits, embedder: Embedder, weights_dir: Path) -> Path:
    """Write how the embedder sees them, and return where."""
    parts = [
        embedder.embed(portraits.crops[start : start + BATCH])
        for start in range(0, len(portraits.crops), BATCH)
    ]
    target = cohort_file(embedder.name, weights_dir)
    write_cohort(target, np.concatenate(parts), weights_sha256=embedder.weights_sha256)
    return target


def keep_crops(portraits: Portraits, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, crops=portraits.crops, seeds=portraits.seeds)


def manifest_change(embedder: str, cohort: Path, manifest: Manifest) -> str | None:
    """What the manifest must say of a cohort before a server takes it; None when it does."""
    sha256, group = sha256_of(cohort), cohort_name(embedder)
    if group not in manifest.groups:
        return (
            f"no server reads it yet: add an entry to {MANIFEST_FILE}, with "
            f'group = "{group}", file = "{cohort.name}" and sha256 = "{sha256}"'
        )
    (entry,) = manifest.group(group)
    if entry.sha256 == sha256:
        return None
    return (
        f"no server starts with it yet: in {MANIFEST_FILE} let the sha256 of {group} be {sha256}; "
        f"`{RESTORE_COMMAND}` brings the former cohort back"
    )


def main(
    people: Annotated[int, typer.Option(min=1, help="How many portraits to draw.")] = 1000,
    crops: Annotated[Path | None, typer.Option(help="Keep the aligned crops in this .npz.")] = None,
    threads: Annotated[int, typer.Option(min=0, help="Cores to draw on; 0 takes all.")] = 0,
) -> None:
    """Draw people who do not exist and write how the embedder of the settings sees them."""
    console = plain_console(stderr=True)
    with one_line_errors():
        networks = Networks(load_settings())
        settings, embedder = networks.settings, networks.embedder
        drawn = draw(
            track(range(FIRST_SEED, FIRST_SEED + people), "portraits", console=console),
            FaceGenerator(settings.weights_dir, threads=threads),
            networks.detector,
            embedder,
            min_detection_score=settings.detection.min_detection_score,
        )
        portraits = gather(drawn)
        target = write(portraits, embedder, settings.weights_dir)
        console.print(f"{len(portraits.seeds)} of {people} portraits have one face; wrote {target}")
        if change := manifest_change(embedder.name, target, Manifest.read()):
            console.print(change)
        if crops is not None:
            keep_crops(portraits, crops)


if __name__ == "__main__":
    typer.run(main)
