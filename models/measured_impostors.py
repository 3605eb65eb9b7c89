"""How alike an embedder's weights find different people, measured by an operator.

`python -m scripts.measure_impostors --save` writes it beside the weights, for embedders that came
without: see docs/embedders.md.
"""

import json
from dataclasses import dataclass
from math import inf
from pathlib import Path

from models.embedder import ImpostorSimilarity
from models.errors import ImpostorsInvalidError
from models.replacing import replacing


def impostors_file(embedder: str, weights_dir: Path) -> Path:
    """Where the figures of an embedder lie."""
    return weights_dir / f"{embedder}.impostors.json"


@dataclass(frozen=True, slots=True)
class MeasuredImpostors:
    """The figures, and the weights that they were measured with."""

    impostors: ImpostorSimilarity
    weights_sha256: str
    comparisons: int

    def write(self, path: Path) -> None:
        """Write them as JSON; a reader sees the old file or the new one."""
        figures = {
            "mean": self.impostors.mean,
            "deviation": self.impostors.deviation,
            "cohort_mean": self.impostors.cohort_mean,
            "tail": self.impostors.tail,
            "comparisons": self.comparisons,
            "weights_sha256": self.weights_sha256,
        }
        with replacing(path) as partial:
            partial.write_text(json.dumps(figures, indent=2) + "\n")


def are_possible(impostors: ImpostorSimilarity) -> bool:
    """Whether cosines between different people can have these figures.

    A tail is taken for no shorter than the normal distribution's: thresholds would come out lower.
    """
    return -1 < impostors.mean < 1 and 0 < impostors.deviation < 1 and 1 <= impostors.tail < inf


def read_impostors(
    embedder: str, weights_dir: Path, *, weights_sha256: str
) -> ImpostorSimilarity | None:
    """Return what was measured with these weights, None where nothing was.

    Raises ImpostorsInvalidError for figures of other weights, or none at all: to go on with the
    defaults would name people by thresholds that the operator did not choose. Files from before
    the tail was kept have the normal distribution's, 1.
    """
    path = impostors_file(embedder, weights_dir)
    if not path.is_file():
        return None
    try:
        figures = json.loads(path.read_text())
        cohort_mean = figures["cohort_mean"]
        impostors = ImpostorSimilarity(
            float(figures["mean"]),
            float(figures["deviation"]),
            None if cohort_mean is None else float(cohort_mean),
            tail=float(figures.get("tail", 1.0)),
        )
        measured_with = str(figures["weights_sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImpostorsInvalidError(path, "cannot be read") from error
    if not are_possible(impostors):
        raise ImpostorsInvalidError(path, "has figures that no cosines have")
    if measured_with != weights_sha256:
        raise ImpostorsInvalidError(path, "was measured with other weights")
    return impostors
