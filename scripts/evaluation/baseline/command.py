"""Whether a baseline of one's own helps faces that rest sad or angry: `evaluate baseline`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Final, TypeVar

import numpy as np
import numpy.typing as npt
import typer

from models.emotion import EMOTIONS, EmotionSet, labels_of, probabilities
from scripts.evaluation import tables
from scripts.evaluation.baseline.people import (
    Interval,
    by_person,
    carried_over,
    share_between,
)
from scripts.evaluation.baseline.students import (
    Faces,
    Gain,
    IntArray,
    PersonEffect,
    corrected,
    deal,
    summarise,
)
from scripts.evaluation.command_line import (
    Report,
    Seed,
    face_reader,
    finish,
    one_line_errors,
    open_networks,
)
from scripts.evaluation.emotion.drivers import Driver, read_drivers
from scripts.evaluation.emotion.evaluation import Cropper, found_face_cropper, whole_image_cropper
from scripts.evaluation.emotion.labels import read_emotion
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.evaluation.progress import batches_on_all_cores
from server.recognition.emotion_baseline import Expression, is_at_rest
from server.recognition.types import FloatArray

MIN_PERSON_PHOTOS: Final = 6
SIDE: Final = 8
"""64 students: each gets some twenty neutral faces of FER+'s test set, and some of each other."""

LOOKED_AT: Final = ("angry", "sad")

T = TypeVar("T")
BoolArray = npt.NDArray[np.bool_]


def baseline(  # noqa: PLR0913, PLR0917 - one argument an option
    people: Annotated[Path, typer.Option(help="Folder or zip with photos: PERSON/*.jpg.")],
    images: Annotated[Path, typer.Option(help="Folder or zip with labelled face crops.")],
    labels: Annotated[Path, typer.Option(help="csv of the crops: image, label.")],
    drivers: Annotated[Path | None, typer.Option(help="YawDD: folder or zip of faces.")] = None,
    manifest: Annotated[Path | None, typer.Option(help="Its tired_manifest.csv.")] = None,
    deals: Annotated[int, typer.Option(min=1, help="How often faces are dealt.")] = 5,
    report: Report = None,
    seed: Seed = 0,
) -> None:
    """How much of a reading belongs to the person, and what correcting it changes.

    Labelled faces are dealt to students who differ as the people of the photos do, and each face is
    corrected by what its student's other faces read at rest.
    """
    with one_line_errors():
        if (drivers is None) != (manifest is None):
            raise EvaluationError("give --drivers and --manifest together")
        unseen = None
        if drivers is not None and manifest is not None:
            unseen = _unseen_drivers(drivers, manifest)
        crops = _labelled(images, labels)
        networks = open_networks()
        persons = _people(people, networks)
        measured = _measure(persons, seed=seed)
        figures: dict[str, Figures | int] = {
            "people": len(persons),
            "photos": sum(map(len, persons.values())),
            "at_rest": _figures(measured),
        }
        logits, truth = _read_labelled(*crops, networks)
        effect = _effect(measured)
        emotion_set = EmotionSet.ENGAGEMENT
        for name, carried in (("students", effect.carried), ("students_nothing_carried_over", 0.0)):
            dealt = PersonEffect(effect.angry, effect.sad, carried)
            gains = [
                Gain.of(deal(logits, truth, dealt, side=SIDE, seed=each), emotion_set, seed=each)
                for each in range(seed, seed + deals)
            ]
            figures[name] = {
                "faces": len(truth),
                "students": SIDE**2,
                "carried_over": carried,
                **summarise(gains),
            }
        if unseen is not None:
            figures["drivers"] = _driver_figures(_read_drivers(*unseen, networks), seed=seed)
        finish(figures, [], report=report, title="Baseline")


def _people(photos: Path, networks: Networks) -> Mapping[str, FloatArray]:
    """The readings of everybody of whom there are enough photos."""
    source = ImageSource.open(photos)
    names = source.images()
    counts = Counter(Path(name).parent.name for name in names)
    chosen = [name for name in names if counts[Path(name).parent.name] >= MIN_PERSON_PHOTOS]
    crop = found_face_cropper(face_reader(source, networks), networks.emotions)
    found, logits = _read(chosen, crop, networks)
    if not found:
        raise EvaluationError(f"{photos} has nobody with {MIN_PERSON_PHOTOS} photos or more")
    return by_person([Path(name).parent.name for name in found], logits)


def _read(names: Sequence[str], crop: Cropper, networks: Networks) -> tuple[list[str], FloatArray]:
    """Which images show a face, and what the network says of them, float32 (n, 6)."""
    found: list[str] = []
    rows = [np.zeros((0, len(EMOTIONS)), np.float32)]
    waiting = iter(names)
    for crops in batches_on_all_cores(crop, names, "Reading faces"):
        found += [name for cut, name in zip(crops, waiting, strict=False) if len(cut)]
        rows.append(networks.emotions.logits(np.concatenate(crops)))
    return found, np.concatenate(rows)


def _measure(persons: Mapping[str, FloatArray], *, seed: int) -> Mapping[str, Interval]:
    rest = [[Expression.of(row) for row in rows if is_at_rest(row)] for rows in persons.values()]
    smiling = [
        [Expression.of(row) for row in rows if EMOTIONS[int(row.argmax())] == "happy"]
        for rows in persons.values()
    ]
    measured = {}
    for label in LOOKED_AT:
        still = [np.array([getattr(one, label) for one in own]) for own in rest]
        happy = [np.array([getattr(one, label) for one in own]) for own in smiling]
        pairs = list(zip(still, happy, strict=True))
        for name, estimate in (
            ("share", partial(_of_chosen, share_between, still)),
            ("carried_over", partial(_of_chosen, carried_over, pairs)),
        ):
            measured[f"{name}_{label}"] = Interval.over_people(estimate, len(still), seed=seed)
    return measured


def _of_chosen(
    estimate: Callable[[Sequence[T]], float], people: Sequence[T], chosen: Sequence[int]
) -> float:
    return estimate([people[index] for index in chosen])


def _figures(measured: Mapping[str, Interval]) -> Figures:
    return {name: interval.figures() for name, interval in measured.items()}


def _effect(measured: Mapping[str, Interval]) -> PersonEffect:
    angry, sad = (measured[f"share_{label}"].value for label in LOOKED_AT)
    if not np.isfinite([angry, sad]).all():
        raise EvaluationError("too few people have photos at rest; give photos of more people")
    slopes = [measured[f"carried_over_{label}"].value for label in LOOKED_AT]
    found = [slope for slope in slopes if np.isfinite(slope)]
    carried = float(np.clip(np.mean(found), 0.0, 1.0)) if found else 0.0
    return PersonEffect(angry, sad, carried)


def _labelled(images: Path, labels: Path) -> tuple[ImageSource, Mapping[str, int]]:
    """The crops, and the index in EMOTIONS of each that has one of these labels."""
    source = ImageSource.open(images)
    rows = [(row.image, read_emotion(row.label)) for row in tables.read_labels(labels)]
    truth = {image: EMOTIONS.index(label) for image, label in rows if label in EMOTIONS}
    source.require(truth)
    return source, truth


def _read_labelled(
    source: ImageSource, truth: Mapping[str, int], networks: Networks
) -> tuple[FloatArray, IntArray]:
    found, logits = _read(list(truth), whole_image_cropper(source, networks.emotions), networks)
    return logits, np.array([truth[name] for name in found], np.int64)


def _unseen_drivers(faces: Path, manifest: Path) -> tuple[ImageSource, Sequence[Driver]]:
    """YawDD's faces of subjects whom the network has not learned from."""
    drivers = [one for one in read_drivers(manifest) if one.split in {"test", "left_out"}]
    source = ImageSource.open(faces)
    source.require(driver.file for driver in drivers)
    return source, drivers


def _read_drivers(source: ImageSource, drivers: Sequence[Driver], networks: Networks) -> Faces:
    """What is read of them; `truth` of alert faces is neutral."""
    crop = found_face_cropper(face_reader(source, networks), networks.emotions)
    found, logits = _read([driver.file for driver in drivers], crop, networks)
    by_file = {driver.file: driver for driver in drivers}
    shown = [by_file[name] for name in found]
    subjects = sorted({driver.subject for driver in drivers})
    truth = {"alert": EMOTIONS.index("neutral"), "tired": EMOTIONS.index("tired")}
    return Faces(
        logits,
        np.array([truth[driver.label] for driver in shown], np.int64),
        np.array([subjects.index(driver.subject) for driver in shown], np.int64),
    )


def _driver_figures(faces: Faces, *, seed: int) -> Figures:
    """What alert faces are taken for, and yawns, before and after; the same people in both."""
    shown = corrected(faces, seed=seed)
    alert = faces.truth == EMOTIONS.index("neutral")
    before, after = (probabilities(rows, EmotionSet.WELLBEING) for rows in (faces.logits, shown))
    return {
        "subjects": len(np.unique(faces.who)),
        "alert_faces": int(alert.sum()),
        "yawns": int((~alert).sum()),
        "before": _moods(before, alert),
        "after": _moods(after, alert),
        "fewer_angry_or_sad": Interval.over_people(
            partial(_less_misread, faces.who[alert], _misread(before[alert] - after[alert])),
            int(faces.who.max()) + 1,
            seed=seed,
        ).figures(),
    }


def _moods(chances: FloatArray, alert: BoolArray) -> Figures:
    labels = np.array(labels_of(EmotionSet.WELLBEING))
    said = labels[chances.argmax(axis=1)]
    return {
        "alert_called_angry_or_sad": float(np.isin(said[alert], LOOKED_AT).mean()),
        "probability_of_angry_or_sad_when_alert": float(_misread(chances[alert]).mean()),
        "tired_recall": float((said[~alert] == "tired").mean()),
    }


def _misread(chances: FloatArray) -> FloatArray:
    labels = labels_of(EmotionSet.WELLBEING)
    columns = [labels.index(label) for label in LOOKED_AT]
    return np.asarray(chances[:, columns].sum(axis=1), np.float32)


def _less_misread(who: IntArray, less: FloatArray, chosen: Sequence[int]) -> float:
    """Mean over the faces of these subjects."""
    rows = [less[who == subject] for subject in chosen]
    return float(np.concatenate(rows).mean())
