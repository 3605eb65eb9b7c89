"""Thresholds from the school's own gallery: how alike its people are decides who is named.

Cosines between different people are nearly normally distributed: for the published SFace, on LFW's
people outside the open-set protocol, the measured quantiles of 1 in 100 to 1 in 100,000 comparisons
differ from those of the normal distribution by 0.003 at most. Generalised Pareto tails (Pickands
1975) of the cohort's highest similarities let two to four times as many strangers pass as wanted,
and move by 0.02 to 0.06 from one gallery to the next, since few faces are in such a tail.
`python -m scripts.measure_impostors` prints all this.

Mean and deviation are Bayesian estimates under the normal-inverse-gamma prior (Gelman et al.,
Bayesian Data Analysis, 3rd edition, section 3.3; its inverse-chi-squared form). With the prior's
mean m0 and deviation s0 counting as k0 people, and mean x and deviation s of a gallery of k people:

    mean       = (k0 m0 + k x) / (k0 + k)
    deviation² = (k0 s0² + k s² + k0 k / (k0 + k) (x - m0)²) / (k0 + k)

A comparison counts by its people and not by itself, because all comparisons of one person go
together. The prior's mean is that of public photos, moved by what the background cohort tells of
this gallery's templates where that is known to tell anything. Comparisons beyond the threshold that
the prior and the gallery's median suggest are left out: they are the same person enrolled twice, or
twins, and are reported as such.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from models.embedder import IdentityThresholds, ImpostorSimilarity
from server.recognition.rows import GroupedRows, IntArray
from server.recognition.search import TemplateSearch
from server.recognition.types import FloatArray

PRIOR_PEOPLE: Final = 50
"""The prior weighs as much as so many students. Of 5, 20 and 50 the largest erred least in
galleries of 2 to 10 students, and as little as the others in larger ones."""

COHORT_SLOPE: Final = 0.43
"""How far real people's mean similarity to a template follows the cohort's: the slope of the
regression over 612 templates (correlation 0.58)."""

MAX_PHOTOS: Final = 1000
MAX_STUDENTS: Final = 1000
"""So many, spread evenly over the gallery, tell mean and deviation; more would take longer only."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Cosines between faces and students who are not the same person, without outliers."""

    count: int
    mean: float
    deviation: float
    highest: float

    @classmethod
    def of(cls, similarities: FloatArray) -> "Comparisons | None":
        """Sum up float32 (n,); None without any."""
        if not len(similarities):
            return None
        values = np.asarray(similarities, np.float64)
        return cls(len(values), float(values.mean()), float(values.std()), float(values.max()))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Thresholds for a gallery, and how they came about.

    `thresholds.impostors` are the figures that they follow from, `prior` those without the
    gallery's own; both are None for an embedder of which nothing is known. `own` compares stored
    faces with other students, `cohort` people who do not exist with all students; `left_out`
    comparisons of `own` were too alike to be of different people.
    """

    thresholds: IdentityThresholds
    students: int
    prior: ImpostorSimilarity | None = None
    own: Comparisons | None = None
    cohort: Comparisons | None = None
    left_out: int = 0

    @property
    def expected_false_accept_rate(self) -> float | None:
        """The share of strangers who would be named; None where nothing tells it."""
        impostors = self.thresholds.impostors
        if impostors is None:
            return None
        return impostors.false_accept_rate(self.students, self.thresholds.known)


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Calibrates thresholds on galleries of one embedder.

    `defaults` are the embedder's thresholds, or the operator's; `cohort` is float32 (n, d) with
    rows of length 1, faces of people who are in no gallery, or None.
    """

    defaults: IdentityThresholds
    cohort: FloatArray | None = None

    def calibrate(self, faces: GroupedRows, templates: GroupedRows) -> Calibration:
        """Find the thresholds for a gallery: the stored faces and the templates of each student."""
        students = len(templates)
        search, chosen = _some_students(templates)
        of_cohort = self._compare_cohort(search)
        public = self.defaults.impostors
        prior = _move(public, of_cohort) if public else None
        similarities = _between_students(faces, search, chosen)
        kept = similarities
        if prior is not None and len(similarities):
            bound = _outlier_bound(prior, similarities, self.defaults, students)
            kept = similarities[similarities < bound]
        own = Comparisons.of(kept)
        impostors = _combine(prior, own, students) if prior else None
        return Calibration(
            thresholds=replace(self.defaults, impostors=impostors).for_students(students),
            students=students,
            prior=prior,
            own=own,
            cohort=of_cohort,
            left_out=len(similarities) - len(kept),
        )

    def _compare_cohort(self, search: TemplateSearch) -> Comparisons | None:
        if self.cohort is None or not len(search.order):
            return None
        return Comparisons.of(search.similarities(self.cohort).reshape(-1))


def _some_students(templates: GroupedRows) -> tuple[TemplateSearch, IntArray]:
    """A search among MAX_STUDENTS students at most, and which they are."""
    chosen = _spread(len(templates), MAX_STUDENTS)
    return TemplateSearch.of(templates.take(chosen)), chosen


def _between_students(faces: GroupedRows, search: TemplateSearch, students: IntArray) -> FloatArray:
    """Similarities of stored faces to other students, float32 (n,)."""
    rows = _spread(len(faces.values), MAX_PHOTOS)
    if not len(rows):
        return np.zeros(0, np.float32)
    owners = faces.owners[rows]
    similarities = search.similarities(faces.values[rows])
    return np.asarray(similarities[owners[:, np.newaxis] != students], np.float32)


def _spread(count: int, most: int) -> IntArray:
    """At most `most` of `count` row numbers, evenly spread, int64 (k,)."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


def _move(public: ImpostorSimilarity, cohort: Comparisons | None) -> ImpostorSimilarity:
    """What public photos tell, for templates that the cohort finds more or less alike."""
    if cohort is None or public.cohort_mean is None:
        return public
    shift = COHORT_SLOPE * (cohort.mean - public.cohort_mean)
    return replace(public, mean=public.mean + shift)


def _outlier_bound(
    prior: ImpostorSimilarity,
    similarities: FloatArray,
    defaults: IdentityThresholds,
    students: int,
) -> float:
    """The cosine from which two students are too alike to be taken for different people."""
    weight = students / (students + PRIOR_PEOPLE)
    median = float(np.median(similarities))
    mean = (1.0 - weight) * prior.mean + weight * median
    return replace(prior, mean=mean).threshold(students, defaults.false_accept_rate)


def _combine(
    prior: ImpostorSimilarity, own: Comparisons | None, students: int
) -> ImpostorSimilarity:
    """The estimate of the module's docstring."""
    if own is None:
        return prior
    total = PRIOR_PEOPLE + students
    mean = (PRIOR_PEOPLE * prior.mean + students * own.mean) / total
    apart = PRIOR_PEOPLE * students / total * (own.mean - prior.mean) ** 2
    variance = (PRIOR_PEOPLE * prior.deviation**2 + students * own.deviation**2 + apart) / total
    return replace(prior, mean=mean, deviation=float(np.sqrt(variance)))
