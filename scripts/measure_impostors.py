"""Measure how alike an embedder finds different people: where its thresholds come from.

    python -m scripts.measure_impostors --images lfw.zip --without openset.csv [--save]

Images are named PERSON/FILE. People with two photos or more are enrolled, and every photo is
compared with all others of them, as a camera would. Prints mean and deviation of these
similarities, how well the normal distribution with them tells the upper quantiles, what the
background cohort has with the same people, and which share of the strangers the calibrated
thresholds would name in galleries drawn from the photos.

With --save the figures go beside the weights, and the thresholds of that embedder follow them from
the next start on: see docs/embedders.md.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import NormalDist
from typing import Annotated, Final, cast

import numpy as np
import numpy.typing as npt
import typer

from models.embedder import ImpostorSimilarity
from models.errors import ImpostorsInvalidError
from models.measured_impostors import MeasuredImpostors, are_possible, impostors_file
from scripts.evaluation.command_line import (
    MEASURED_HERE,
    Embedder,
    face_reader,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures, JsonValue, to_json
from scripts.evaluation.identity.calibration_trials import Photos, try_calibration
from scripts.evaluation.identity.people_of_photos import person_of, photos_of_others
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from server.recognition.gallery import Gallery
from server.recognition.search import TemplateSearch

FALSE_ACCEPT_RATES: Final = (1e-2, 1e-3, 1e-4, 1e-5)

FloatArray = npt.NDArray[np.float32]


def enroll_all(photos: Photos) -> Gallery:
    """Enroll everybody with two photos. Raises EvaluationError when nobody has them."""
    students = photos.with_two_photos
    if not len(students):
        raise EvaluationError("nobody has two photos that show a face: a template needs them")
    return photos.enroll(students)


def compare(photos: Photos, gallery: Gallery) -> FloatArray:
    """Similarity of each photo to each student, float32 (n, m); NaN to the person's own."""
    search = TemplateSearch.of(gallery.student_templates)
    similarities = search.similarities(photos.embeddings)
    own = photos.people[:, np.newaxis] == gallery.student_ids
    return np.where(own, np.float32(np.nan), similarities)


def summarise(similarities: FloatArray) -> Figures:
    """Mean, deviation, and the upper quantiles: measured, and by the normal distribution.

    `tail` is how many times as far as the normal distribution the measured tail reaches at most.
    Raises EvaluationError when there are not two different ones.
    """
    if len(np.unique(similarities)) < 2:
        raise EvaluationError("too few people to be compared with each other; give more photos")
    mean, deviation = float(similarities.mean()), float(similarities.std())
    normal = NormalDist(mean, deviation)
    reach = [
        (float(np.quantile(similarities, 1 - rate)) - mean) / (normal.inv_cdf(1 - rate) - mean)
        for rate in FALSE_ACCEPT_RATES
    ]
    return {
        "comparisons": len(similarities),
        "mean": round(mean, 4),
        "deviation": round(deviation, 4),
        "tail": round(max(reach), 3),
        "quantiles": {
            f"{rate:g}": {
                "measured": round(float(np.quantile(similarities, 1 - rate)), 3),
                "normal": round(normal.inv_cdf(1 - rate), 3),
            }
            for rate in FALSE_ACCEPT_RATES
        },
    }


def compare_cohort(cohort: FloatArray, gallery: Gallery, similarities: FloatArray) -> Figures:
    """What a cohort, float32 (n, d), has with the same students, and how far real people follow.

    `similarities` is what `compare` returned.
    """
    search = TemplateSearch.of(gallery.student_templates)
    of_cohort = search.similarities(cohort)
    means, real = of_cohort.mean(axis=0), np.nanmean(similarities, axis=0)
    several = len(means) > 1  # of one student nothing follows
    return {
        "mean": round(float(of_cohort.mean()), 4),
        "deviation": round(float(of_cohort.std()), 4),
        "slope": round(float(np.polyfit(means, real, 1)[0]), 2) if several else None,
        "correlation": round(float(np.corrcoef(means, real)[0, 1]), 2) if several else None,
    }


def impostors_of(figures: Figures) -> ImpostorSimilarity:
    """What thresholds follow from, of the figures that `main` prints."""
    cohort = figures.get("cohort")
    return ImpostorSimilarity(
        float(cast("float", figures["mean"])),
        float(cast("float", figures["deviation"])),
        float(cast("float", cohort["mean"])) if isinstance(cohort, dict) else None,
        tail=max(1.0, float(cast("float", figures["tail"]))),
    )


def main(
    images: Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")],
    without: Annotated[
        Path | None, typer.Option(help="Open-set csv: leave its people out.")
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option(help="Leave this person out: somebody else under two names.")
    ] = None,
    embedder: Embedder = None,
    save: Annotated[
        bool, typer.Option("--save", help="Let the embedder's thresholds follow the figures.")
    ] = False,
) -> None:
    """Print how alike the embedder finds different people, as JSON."""
    with one_line_errors():
        networks = open_networks(embedder=embedder)
        if save:
            _prepare_to_save(networks)
        source = ImageSource.open(images)
        names = photos_of_others(source, without, leave_out or ())
        figures = _measure(_read(source, names, networks), networks)
        print(to_json(figures, indent=2))
        if save:
            _save(networks, figures)


def _read(source: ImageSource, names: Sequence[str], networks: Networks) -> Photos:
    embedded = face_reader(source, networks).embed(names, networks.embedder)
    found = {name: row for name, row in embedded.by_name.items() if row is not None}
    if not found:
        raise EvaluationError(f"{source.label} has no photo PERSON/FILE that shows a face")
    return Photos.of([person_of(name) for name in found], np.stack(list(found.values())))


def _measure(photos: Photos, networks: Networks) -> Figures:
    gallery, calibrator = enroll_all(photos), networks.calibrator
    similarities = compare(photos, gallery)
    figures: dict[str, JsonValue] = {
        "embedder": networks.embedder.name,
        **summarise(similarities[~np.isnan(similarities)]),
    }
    if calibrator.cohort is not None:
        figures["cohort"] = compare_cohort(calibrator.cohort, gallery, similarities)
    figures["strangers_named"] = try_calibration(photos, calibrator)
    return figures


def _prepare_to_save(networks: Networks) -> None:
    """Load the embedder; figures of its former weights would keep it from loading."""
    settings = networks.settings
    name = settings.identity.embedder
    if name in MEASURED_HERE:
        raise EvaluationError(f"{name} is measured already; its figures are in models/sface.py")
    try:
        _ = networks.embedder
    except ImpostorsInvalidError:
        impostors_file(name, settings.weights_dir).unlink()


def _save(networks: Networks, figures: Figures) -> None:
    impostors = impostors_of(figures)
    if not are_possible(impostors):
        raise EvaluationError("not saved: to these weights all people look the same")
    embedder = networks.embedder
    path = impostors_file(embedder.name, networks.settings.weights_dir)
    comparisons = int(cast("int", figures["comparisons"]))
    MeasuredImpostors(impostors, embedder.weights_sha256, comparisons).write(path)
    typer.echo(f"saved in {path}; restart the server to use it", err=True)


if __name__ == "__main__":
    typer.run(main)
