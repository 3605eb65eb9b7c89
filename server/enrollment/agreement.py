"""Which of a student's photos show the same person, and which one is the odd one out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.embedder import normalize
from server.recognition.types import FloatArray


@dataclass(frozen=True, slots=True)
class Agreement:
    """The photos that agree, `same`, bool (n,), and how alike each is to the agreeing others.

    `similarities` is float32 (n,): the cosine to the mean of the agreeing photos, without itself;
    NaN where there is no other one.
    """

    same: npt.NDArray[np.bool_]
    similarities: FloatArray

    @property
    def odd(self) -> list[int]:
        """The photos that show somebody else than most do."""
        return np.flatnonzero(~self.same).tolist()


def find_agreement(embeddings: FloatArray, least: float) -> Agreement:
    """Find the largest group of photos that agree, in `embeddings`, float32 (n, d) of unit rows.

    The photo that most others resemble (a cosine of `least` or more) stands for the group; who
    belongs to it is then asked again of the mean of all that do, which a stranger resembles by
    chance more seldom than one of several single photos. Of equal groups the one whose members are
    most alike is taken, then the earliest.
    """
    count = len(embeddings)
    if not count:
        return Agreement(np.zeros(0, bool), np.zeros(0, np.float32))
    cosines = embeddings @ embeddings.T
    alike = cosines >= least
    np.fill_diagonal(alike, True)
    support = alike.sum(axis=1) + np.where(alike, cosines, 0.0).sum(axis=1) / (count + 1)
    middle = int(np.argmax(np.round(support, 4)))
    group = alike[middle]
    similarities = similarities_to_group(embeddings, group)
    same = np.where(np.isnan(similarities), group, similarities >= least)
    same[middle] = True
    return Agreement(same, similarities_to_group(embeddings, same))


def similarities_to_group(embeddings: FloatArray, group: npt.NDArray[np.bool_]) -> FloatArray:
    """Return the cosine, float32 (n,), of each photo to the mean of the others in the group.

    `group` is bool (n,). NaN where nobody else is in it.
    """
    others = group[np.newaxis] & ~np.eye(len(embeddings), dtype=bool)
    means = normalize(np.asarray(others.astype(np.float32) @ embeddings, np.float32))
    cosines = (means * embeddings).sum(axis=1)
    return np.asarray(np.where(others.any(axis=1), cosines, np.nan), np.float32)
