"""Does the calibration keep its promise? Many galleries are drawn from a set of photos."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import genpareto

from models.embedder import normalize
from scripts.evaluation.figures import Figures
from server.recognition.calibration import Calibrator
from server.recognition.gallery import Gallery

GALLERY_SIZES: Final = (2, 5, 10, 30, 100, 250)
TRIALS: Final = 100
TEMPLATE_PHOTOS: Final = 3
NEIGHBOURS: Final = 600
"""So many people around one of them are a school whose people look alike."""

_TAIL: Final = 0.1
"""Share of the cohort's highest similarities that a Pareto tail is fitted to."""

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Photos:
    """`people` int64 (n,) numbers the person of each row of `embeddings`, float32 (n, d)."""

    people: IntArray
    embeddings: FloatArray

    @classmethod
    def of(cls, names: Sequence[str], embeddings: FloatArray) -> "Photos":
        _, people = np.unique(np.array(names), return_inverse=True)
        return cls(people.astype(np.int64), embeddings)

    def select(self, chosen: npt.NDArray[np.bool_]) -> "Photos":
        return Photos(self.people[chosen], self.embeddings[chosen])

    def enroll(self, students: IntArray) -> Gallery:
        """Enroll the first photos of these people."""
        rows = [np.flatnonzero(self.people == student)[:TEMPLATE_PHOTOS] for student in students]
        chosen = np.concatenate(rows)
        return Gallery.build(self.people[chosen], self.embeddings[chosen], {})

    @property
    def with_two_photos(self) -> IntArray:
        """People of whom a gallery can be made."""
        people, counts = np.unique(self.people, return_counts=True)
        return np.asarray(people[counts >= 2], np.int64)


def try_calibration(
    photos: Photos, calibrator: Calibrator, *, trials: int = TRIALS, seed: int = 0
) -> Figures:
    """Which share of the strangers each rule would name, by the size of the gallery.

    `public` are thresholds from public photos alone, `calibrated` those of the product, `pareto`
    those of a generalised Pareto tail of the cohort's highest similarities. A stranger is everybody
    of the photos who is not in the gallery: in `usual` galleries of random people, in `alike` ones
    of NEIGHBOURS people who resemble one of them. Sizes that leave no stranger are empty.
    """
    random = np.random.default_rng(seed)
    return {
        kind: {
            str(size): _summarise(
                _try(school, calibrator, size, random)
                for school in _schools(photos, trials, random, alike=kind == "alike")
                if len(school.with_two_photos) >= size < len(np.unique(school.people))
            )
            for size in GALLERY_SIZES
        }
        for kind in ("usual", "alike")
    }


@dataclass(frozen=True, slots=True)
class _Trial:
    """A rule's threshold for one gallery, and the share of its strangers who reach it."""

    threshold: float
    named: float


def _try(
    school: Photos, calibrator: Calibrator, size: int, random: np.random.Generator
) -> dict[str, _Trial]:
    students = random.choice(school.with_two_photos, size, replace=False)
    gallery = school.enroll(students)
    strangers = school.embeddings[~np.isin(school.people, students)]
    highest = gallery.nearest(strangers, 1).similarities[:, 0]
    return {
        rule: _Trial(threshold, float((highest >= threshold).mean()))
        for rule, threshold in _rules(gallery, calibrator).items()
    }


def _summarise(trials: Iterable[dict[str, _Trial]]) -> Figures:
    done = list(trials)
    return {
        rule: {
            "named": round(float(np.mean([trial[rule].named for trial in done])), 5),
            "threshold": round(float(np.mean([trial[rule].threshold for trial in done])), 4),
            "deviation": round(float(np.std([trial[rule].threshold for trial in done])), 4),
        }
        for rule in (done[0] if done else ())
    }


def _schools(
    photos: Photos, count: int, random: np.random.Generator, *, alike: bool
) -> Iterator[Photos]:
    for _ in range(count):
        yield _neighbours(photos, random) if alike else photos


def _rules(gallery: Gallery, calibrator: Calibrator) -> dict[str, float]:
    rate = calibrator.defaults.false_accept_rate
    calibration = calibrator.calibrate(gallery.faces, gallery.student_templates)
    rules = {
        "public": calibrator.defaults.for_students(len(gallery)).known,
        "calibrated": calibration.thresholds.known,
    }
    if calibrator.cohort is not None:
        rules["pareto"] = _pareto(gallery.nearest(calibrator.cohort, 1).similarities[:, 0], rate)
    return rules


def _pareto(highest: FloatArray, rate: float) -> float:
    """The value that this share of float32 (n,) exceeds, by the tail beyond a quantile."""
    start = float(np.quantile(highest, 1 - _TAIL))
    shape, _, scale = genpareto.fit(highest[highest > start] - start, floc=0)
    return start + float(genpareto.ppf(1 - rate / _TAIL, shape, 0, scale))


def _neighbours(photos: Photos, random: np.random.Generator) -> Photos:
    """The photos of NEIGHBOURS people who resemble one of them, drawn by chance."""
    people = np.unique(photos.people)
    means = np.zeros((len(people), photos.embeddings.shape[1]), np.float32)
    np.add.at(means, np.searchsorted(people, photos.people), photos.embeddings)
    means = normalize(means)
    order = np.argsort(-(means @ means[random.integers(len(people))]))
    return photos.select(np.isin(photos.people, people[order[:NEIGHBOURS]]))
