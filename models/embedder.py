"""Face embeddings: what an embedder is, and its identity thresholds."""

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import NormalDist
from typing import Final, Protocol, Self

import numpy as np
import numpy.typing as npt

from models.runtime import Runtime

FALSE_ACCEPT_RATE: Final = 0.001
"""Share of strangers who may be taken for some student of the gallery."""

UNSURE_RATE: Final = 0.05
"""Share of strangers who may look enough like a student to be called unsure."""

NOMINAL_STUDENTS: Final = 30
"""The class that thresholds are given for before a gallery is known."""


@dataclass(frozen=True, slots=True)
class ImpostorSimilarity:
    """How alike an embedder finds different people: mean and standard deviation of the cosine.

    Measured between single faces and templates of others. They follow a normal distribution
    closely enough to ask it for a threshold, with a tail that reaches `tail` times as far.
    `cohort_mean` is what the background cohort had with the same templates, where that tells
    anything.
    """

    mean: float
    deviation: float
    cohort_mean: float | None = None
    tail: float = 1.0

    @classmethod
    def implied(cls, *, known: float, unsure: float) -> Self:
        """The figures that lead to two thresholds for a class of usual size."""
        accepted, doubtful = (
            _deviations_above(NOMINAL_STUDENTS, rate) for rate in (FALSE_ACCEPT_RATE, UNSURE_RATE)
        )
        deviation = (known - unsure) / (accepted - doubtful)
        return cls(known - deviation * accepted, deviation)

    def threshold(self, students: int, false_accept_rate: float) -> float:
        """The cosine that a stranger reaches with one of `students` at this rate.

        The more students there are, the more likely is it that a stranger resembles one of them,
        so each single comparison must be the stricter (Bonferroni's bound).
        """
        above = _deviations_above(students, false_accept_rate)
        return self.mean + self.deviation * self.tail * above

    def false_accept_rate(self, students: int, threshold: float) -> float:
        """The share of strangers who reach a threshold with at least one of `students`.

        As if a stranger's similarities to several students had nothing to do with each other.
        """
        above = (threshold - self.mean) / (self.deviation * self.tail)
        return 1.0 - NormalDist().cdf(above) ** students


def _deviations_above(students: int, false_accept_rate: float) -> float:
    return NormalDist().inv_cdf(1.0 - false_accept_rate / max(students, 1))


@dataclass(frozen=True, slots=True)
class IdentityThresholds:
    """Cosine similarities that belong to one embedder.

    At `known` or above a face is the student; from `unsure` up to `known` it may be; a best match
    less than `margin` above the second-best student is unsure too. With `impostors` they follow the
    size of the gallery, so that at most `false_accept_rate` of the strangers are named, see
    `for_students`; without, they stay as they are. What an operator fixed, `fixed_known` or
    `fixed_unsure`, takes the place of the one and leaves the other to follow.
    """

    known: float
    unsure: float
    margin: float
    impostors: ImpostorSimilarity | None = None
    false_accept_rate: float = FALSE_ACCEPT_RATE
    fixed_known: float | None = None
    fixed_unsure: float | None = None

    @classmethod
    def measured(cls, impostors: ImpostorSimilarity, *, margin: float) -> Self:
        """Thresholds from how alike different people are, for a class of usual size."""
        known = impostors.threshold(NOMINAL_STUDENTS, FALSE_ACCEPT_RATE)
        unsure = impostors.threshold(NOMINAL_STUDENTS, UNSURE_RATE)
        return cls(known, unsure, margin, impostors)

    @property
    def fixed(self) -> bool:
        """Whether an operator fixed at least one of them."""
        return self.fixed_known is not None or self.fixed_unsure is not None

    def for_students(self, count: int) -> Self:
        """The thresholds for a gallery of `count` students.

        `known` is never below `unsure`: a fixed one moves the other, and `known` goes before where
        both are fixed.
        """
        known, unsure = self.known, self.unsure
        if self.impostors is not None:
            known = self.impostors.threshold(count, self.false_accept_rate)
            unsure = self.impostors.threshold(count, UNSURE_RATE)
        if self.fixed_unsure is not None:
            unsure = self.fixed_unsure
            known = max(known, unsure)
        if self.fixed_known is not None:
            known = self.fixed_known
            unsure = min(unsure, known)
        return replace(self, known=known, unsure=unsure)


class Embedder(Protocol):
    """Turns faces into unit vectors. Safe to call from several threads at once."""

    @property
    def name(self) -> str:
        """Name of the embedder as the settings spell it."""
        ...

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the weight file: embeddings of other weights cannot be compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        ...

    @property
    def thresholds(self) -> IdentityThresholds:
        """Default thresholds of this embedder, for a class of usual size."""
        ...

    def crop(
        self, image: npt.NDArray[np.uint8], landmarks: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.uint8]:
        """Cut the faces out of an image, uint8 (H, W, 3) BGR, by landmarks, float32 (n, 5, 2) px.

        Returns uint8 (n, h, w, 3) BGR, in the framing and size that the network wants.
        """
        ...

    def embed(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1, for the crops; n may be 0."""
        ...


def normalize(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Scale each row of float32 (n, d) to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def load_embedder(name: str, runtime: Runtime, weights_dir: Path) -> Embedder:
    """Load the embedder that the settings name.

    Raises WeightsMissingError or WeightsDamagedError, which say how to fetch its weights.
    """
    if name in {"sface", "sface-webcam"}:
        from models.sface import load_sface  # noqa: PLC0415 - each embedder imports this module

        return load_sface(name, runtime, weights_dir)
    from models.vggface_embedder import load_vggface  # noqa: PLC0415

    return load_vggface(name, runtime, weights_dir)
