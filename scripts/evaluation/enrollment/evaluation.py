"""What each check of enrollment photos costs and is worth: `evaluate enrollment`.

One photo of each person is worsened step by step. At each step: how many does the check refuse, and
how many would be lost, because a plain photo of the person no longer reaches the similarity from
which a face is named?
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds, normalize
from scripts.evaluation.enrollment.look import Look, Looker
from scripts.evaluation.enrollment.worse import WORSENINGS, FloatArray, Image, Worsening
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.identity.people_of_photos import person_of
from scripts.evaluation.images import ImageSource
from scripts.evaluation.progress import batches_on_all_cores
from server.enrollment.reports import FaceRejection

MAX_PHOTOS: Final = 4
"""So many plain photos of a person are looked at."""

STRANGERS: Final = 20
"""Every person's photos are compared with so many others', or with all where there are fewer."""

ANGLES: Final = (0, 10, 20, 30, 40, 90)


@dataclass(frozen=True, slots=True)
class Step:
    """One photo worsened to one level. `similarity` to a plain photo, None without a face."""

    worsening: Worsening
    level: float
    reasons: frozenset[FaceRejection]
    similarity: float | None


@dataclass(frozen=True, slots=True)
class PersonTrial:
    """A person's plain photos, and the steps of the first one."""

    plain: tuple[Look, ...]
    steps: tuple[Step, ...]


def people_of(photos: Iterable[str]) -> dict[str, list[str]]:
    """The photos, named PERSON/FILE, of people with two or more.

    Raises EvaluationError where nobody has them.
    """
    people: dict[str, list[str]] = defaultdict(list)
    for name in photos:
        people[person_of(name)].append(name)
    several = {person: names for person, names in people.items() if len(names) >= 2}
    if not several:
        raise EvaluationError("nobody has two photos; photos are named PERSON/FILE")
    return several


def run_trials(
    source: ImageSource,
    people: Mapping[str, Sequence[str]],
    looker: Looker,
    *,
    seed: int,
    only: Collection[str] = (),
) -> list[PersonTrial]:
    """Look at everybody's photos and at the worsened ones; `only` names the worsenings wanted."""
    wanted = [worsening for worsening in WORSENINGS if not only or worsening.name in only]

    def run(person: str) -> PersonTrial:
        images = [source.read(name) for name in people[person][:MAX_PHOTOS]]
        plain = tuple(looker.look(image) for image in images)
        return PersonTrial(plain, tuple(_steps(person, images[0], plain, looker, wanted, seed)))

    return [trial for batch in batches_on_all_cores(run, list(people), "People") for trial in batch]


def evaluate_enrollment(trials: Sequence[PersonTrial], thresholds: IdentityThresholds) -> Figures:
    """Figures of plain photos, of each step, of turned heads, and of who belongs together."""
    lowest = thresholds.known
    return {
        "people": len(trials),
        "named_from": lowest,
        "plain": _plain(trials, lowest),
        "steps": _by_worsening(trials, lowest),
        "yaw": _by_angle(trials, "yaw", lowest),
        "pitch": _by_angle(trials, "pitch", lowest),
        "agreement": _agreement(trials, thresholds.for_students(1).known),
    }


def describe_good(looks: Iterable[Look]) -> Figures:
    """How many of photos that are meant to be good are refused, and why."""
    everything = list(looks)
    found = [look.quality for look in everything if look.quality is not None]
    return {
        "photos": len(everything),
        "refused": _share(bool(look.reasons) for look in everything),
        "reasons": _reasons(everything),
        "sharpness": [float(x) for x in np.quantile([q.sharpness for q in found], (0, 0.5, 1))]
        if found
        else None,
    }


def _steps(
    person: str,
    image: Image,
    plain: Sequence[Look],
    looker: Looker,
    wanted: Sequence[Worsening],
    seed: int,
) -> Iterable[Step]:
    first, others = plain[0], [look for look in plain[1:] if look.embedding is not None]
    if first.face is None or first.reasons or not others:
        return
    reference = others[0].embedding
    for worsening in wanted:
        for level in worsening.levels:
            draw = [seed, zlib.crc32(person.encode()), zlib.crc32(worsening.name.encode())]
            random = np.random.default_rng(draw)
            look = looker.look(worsening.apply(image, first.face, level, random))
            similarity = None
            if look.embedding is not None and reference is not None:
                similarity = float(look.embedding @ reference)
            yield Step(worsening, level, look.reasons, similarity)


def _plain(trials: Sequence[PersonTrial], lowest: float) -> Figures:
    looks = [look for trial in trials for look in trial.plain]
    of_one = [look for look in looks if FaceRejection.SEVERAL_FACES not in look.reasons]
    pairs = [_cosine(*trial.plain[:2]) for trial in trials if trial.steps]
    return {
        "photos": len(looks),
        "several_faces": len(looks) - len(of_one),
        "refused_of_one_face": _share(bool(look.reasons) for look in of_one),
        "reasons": _reasons(of_one),
        "lost": _share(pair < lowest for pair in pairs if pair is not None),
    }


def _by_worsening(trials: Sequence[PersonTrial], lowest: float) -> Figures:
    groups: dict[str, dict[float, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for trial in trials:
        for step in trial.steps:
            groups[step.worsening.name][step.level].append(step)
    return {
        name: {f"{level:g}": _describe(steps, lowest) for level, steps in levels.items()}
        for name, levels in groups.items()
    }


def _describe(steps: Sequence[Step], lowest: float) -> Figures:
    """Shares: `check` of the check that is meant for it, `any` of any, `lost` of faces found."""
    check = steps[0].worsening.check
    found = [step for step in steps if step.similarity is not None]
    kept = [step for step in found if not step.reasons]
    return {
        "check": None if check is None else _share(check in step.reasons for step in steps),
        "any": _share(bool(step.reasons) for step in steps),
        "no_face": _share(step.similarity is None for step in steps),
        "lost": _share((step.similarity or 0.0) < lowest for step in found),
        "accepted_and_lost": sum((step.similarity or 0.0) < lowest for step in kept) / len(steps),
    }


def _by_angle(trials: Sequence[PersonTrial], angle: str, lowest: float) -> Figures:
    """Plain photos by how far the head is turned, each against the most frontal other one."""
    lost: dict[str, list[bool]] = {f"{low}..{high}": [] for low, high in _bins()}
    for trial in trials:
        for look in trial.plain:
            others = [o for o in trial.plain if o is not look and o.quality is not None]
            if look.quality is None or not others:
                continue
            frontal = min(others, key=lambda other: abs(other.quality.yaw) if other.quality else 90)
            cosine = _cosine(look, frontal)
            turned = abs(float(getattr(look.quality, angle)))
            bin_name = next((f"{a}..{b}" for a, b in _bins() if a <= turned < b), None)
            if bin_name is not None and cosine is not None:
                lost[bin_name].append(cosine < lowest)
    return {name: {"photos": len(seen), "lost": _share(seen)} for name, seen in lost.items()}


def _agreement(trials: Sequence[PersonTrial], least: float) -> Figures:
    """Own photos below `least` to the mean of one to three others, and strangers above it."""
    people = [
        np.stack([look.embedding for look in trial.plain if look.embedding is not None])
        for trial in trials
        if any(look.embedding is not None for look in trial.plain)
    ]
    figures: dict[str, Figures] = {}
    steps = range(1, min(STRANGERS, len(people) - 1) + 1)
    for count in range(1, MAX_PHOTOS):
        own: list[float] = []
        strangers: list[float] = []
        for index, photos in enumerate(people):
            if len(photos) > count:
                own.append(float(photos[count] @ _mean(photos[:count])))
                following = (people[(index + k) % len(people)] for k in steps)
                strangers += [float(other[0] @ _mean(photos[:count])) for other in following]
        figures[str(count)] = {
            "own_refused": _share(value < least for value in own),
            "strangers_accepted": _share(value >= least for value in strangers),
            "own_photos": len(own),
            "strangers": len(strangers),
        }
    return {"least": least, "photos": figures}


def _bins() -> list[tuple[int, int]]:
    return list(pairwise(ANGLES))


def _mean(photos: FloatArray) -> FloatArray:
    return np.asarray(normalize(photos.mean(axis=0, keepdims=True))[0], np.float32)


def _cosine(one: Look, other: Look) -> float | None:
    if one.embedding is None or other.embedding is None:
        return None
    return float(one.embedding @ other.embedding)


def _reasons(looks: Iterable[Look]) -> dict[str, int]:
    return dict(Counter(str(code) for look in looks for code in sorted(look.reasons)))


def _share(values: Iterable[bool]) -> float | None:
    counted = list(values)
    return sum(counted) / len(counted) if counted else None
