"""Train the classifier of covered faces on occluders that are drawn onto photos.

    python -m scripts.train_occlusion --images lfw_dev.zip --without lfw_dev_openset.csv

Of people with a single photo, named PERSON/FILE: `scripts.evaluate enrollment` measures it on those
with two or more. Writes WEIGHTS/occlusion.npz and prints how many covered faces it finds where one
plain face in a hundred is refused, measured on people it was not fitted to (five folds).
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import numpy.typing as npt
import typer

from models.align import align_faces
from models.occlusion import describe_faces, write_occlusion
from scripts.evaluation.command_line import Limit, one_line_errors
from scripts.evaluation.enrollment.look import FaceFinder
from scripts.evaluation.enrollment.worse import (
    Face,
    FloatArray,
    Image,
    Random,
    blur,
    cover,
    darken,
    light_from_side,
)
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.identity.people_of_photos import person_of, photos_of_others
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.evaluation.progress import batches_on_all_cores
from scripts.evaluation.sampling import sample
from server.start import load_settings

PLAIN: Final = "plain"
FALSE_ALARMS: Final = 0.01
RIDGE: Final = 0.3
"""Of 0.3, 1, 3 and 10 the one that finds most in the folds."""

FOLDS: Final = 5
SEED: Final = 0

# What is laid over a face, from the least to the most of it; see enrollment_occluders.
_COVERED: Final = {
    "mask": (62, 80),
    "sunglasses": (0.6, 1.0),
    "hand": (0.9, 1.5),
    "book": (66, 84),
    "hair": (55, 100),
}
_PLAIN_BUT_POOR: Final[dict[str, tuple[Callable[..., Image], float, float]]] = {
    "dark": (darken, 0.3, 0.8),
    "side_light": (light_from_side, 0.4, 0.85),
    "blur": (blur, 0.5, 1.8),
}


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of `features`, float32 (n, f), by `kinds` and `people`."""

    people: npt.NDArray[np.str_]
    kinds: npt.NDArray[np.str_]
    features: FloatArray

    @property
    def covered(self) -> npt.NDArray[np.bool_]:
        return np.isin(self.kinds, list(_COVERED))


def fit(features: FloatArray, covered: npt.NDArray[np.bool_]) -> tuple[FloatArray, float]:
    """Ridge regression onto 0 and 1, both weighing the same: weights float32 (f,) and a bias."""
    means, spreads = features.mean(axis=0), features.std(axis=0) + 1e-3
    scaled = (features - means) / spreads
    shares = np.where(covered, 0.5 / covered.sum(), 0.5 / (~covered).sum())[:, np.newaxis]
    centre = (shares * scaled).sum(axis=0)
    scaled = scaled - centre
    moments = (scaled * shares).T @ scaled + RIDGE / 2 * np.eye(scaled.shape[1])
    solved = np.linalg.solve(moments, (scaled * shares).T @ (covered - 0.5))
    weights = solved / spreads
    return weights.astype(np.float32), float(0.5 - (means / spreads + centre) @ solved)


def measure(samples: Samples) -> dict[str, float]:
    """Share of each kind above the value that one plain face in a hundred exceeds, by folds."""
    folds = np.array([zlib.crc32(person.encode()) % FOLDS for person in samples.people])
    found = np.zeros(len(folds), np.float32)
    for fold in range(FOLDS):
        weights, bias = fit(samples.features[folds != fold], samples.covered[folds != fold])
        found[folds == fold] = samples.features[folds == fold] @ weights + bias
    limit = float(np.quantile(found[samples.kinds == PLAIN], 1 - FALSE_ALARMS))
    kinds = dict.fromkeys(samples.kinds.tolist())
    shares = {kind: float((found[samples.kinds == kind] > limit).mean()) for kind in kinds}
    return {"limit": limit, **shares}


def draw_samples(source: ImageSource, names: list[str], finder: FaceFinder) -> Samples:
    """Look at each person's photo as it is, covered in each way, and poor without being covered."""

    def run(name: str) -> list[tuple[str, Image]]:
        image = source.read(name)
        face = finder.find(image)
        if face is None:
            return []
        random = np.random.default_rng([SEED, zlib.crc32(name.encode())])
        return list(_faces(image, face, finder, random))

    people: list[str] = []
    kinds: list[str] = []
    crops: list[Image] = []
    faces = (each for batch in batches_on_all_cores(run, names, "Photos") for each in batch)
    for name, found in zip(names, faces, strict=True):
        for kind, crop in found:
            for mirrored in (crop, crop[:, ::-1]):
                people.append(name)
                kinds.append(kind)
                crops.append(np.ascontiguousarray(mirrored))
    return Samples(np.array(people), np.array(kinds), describe_faces(np.stack(crops)))


def _faces(
    image: Image, face: Face, finder: FaceFinder, random: Random
) -> Iterator[tuple[str, Image]]:
    yield PLAIN, align_faces(image, face.landmarks[np.newaxis])[0]
    ways: list[tuple[str, Callable[..., Image], float, float]] = [
        *((kind, partial(cover, what=kind), *levels) for kind, levels in _COVERED.items()),
        *((kind, *way) for kind, way in _PLAIN_BUT_POOR.items()),
    ]
    for kind, worsen, least, most in ways:
        worse = worsen(image, face, random.uniform(least, most), random)
        found = finder.find(worse)
        if found is not None:
            yield kind, align_faces(worse, found.landmarks[np.newaxis])[0]


def main(
    images: Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")],
    without: Annotated[
        Path | None, typer.Option(help="Open-set csv: leave its people out.")
    ] = None,
    limit: Limit = None,
) -> None:
    """Train on people with a single photo, print what it finds, and write the weights."""
    with one_line_errors():
        networks = Networks(load_settings())
        source = ImageSource.open(images)
        photos = defaultdict(list)
        for name in photos_of_others(source, without):
            photos[person_of(name)].append(name)
        single = [of[0] for of in photos.values() if len(of) == 1]
        if not single:
            raise EvaluationError(f"{source.label} has nobody with a single photo PERSON/FILE")
        names = sample(single, limit, seed=SEED)
        samples = draw_samples(source, names, FaceFinder(networks))
    weights, bias = fit(samples.features, samples.covered)
    write_occlusion(networks.settings.weights_dir / "occlusion.npz", weights, bias)
    counts = dict(Counter(samples.kinds.tolist()))
    print(json.dumps({"people": len(names), "faces": counts, "found": measure(samples)}, indent=2))


if __name__ == "__main__":
    typer.run(main)
