"""How well faces are told apart and named: `evaluate identity`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.embedder import Embedder, IdentityThresholds
from scripts.evaluation.bootstrap import interval_of_mean
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import EmbeddedImages, FaceReader
from scripts.evaluation.figures import Figures, JsonValue
from scripts.evaluation.identity.open_set_metrics import dir_at_fpir, open_set_curve
from scripts.evaluation.identity.verification_metrics import (
    equal_error_rate,
    fold_accuracy,
    roc,
    tar_at_far,
)
from scripts.evaluation.plots import Plot, plot_det, plot_open_set, plot_roc, plot_similarities
from scripts.evaluation.tables import OpenSetImage, Pair, Role
from server.recognition.calibration import Calibrator
from server.recognition.evidence import Evidence
from server.recognition.gallery import Gallery
from server.recognition.identity import identify
from server.recognition.types import IdentityStatus

NO_FACE_SIMILARITY = -1.0
"""A pair with an image without a face: nothing says that it is the same person."""

SIGHTS = 2
"""A still photo stands for a face seen this often: to name one at first sight takes more."""


@dataclass(frozen=True, slots=True)
class PairsResult:
    """Cosine similarities of pairs, float64 (n,), and whether they are the same person, (n,)."""

    similarities: npt.NDArray[np.float64]
    same: npt.NDArray[np.bool_]
    no_face: int
    embedder: str

    def figures(self) -> Figures:
        folds = fold_accuracy(self.similarities, self.same) if self._both else None
        return {
            "accuracy": float(folds.accuracies.mean()) if folds else None,
            "tar_at_far_1e-2": self._tar(1e-2),
            "tar_at_far_1e-3": self._tar(1e-3),
            "eer": equal_error_rate(roc(self.similarities, self.same)) if self._both else None,
            "pairs": len(self.same),
            "no_face": self.no_face,
            "accuracy_std_of_folds": float(folds.accuracies.std()) if folds else None,
            "accuracy_ci95": _interval(folds.right) if folds else None,
            "accuracy_threshold": float(folds.thresholds.mean()) if folds else None,
            "embedder": self.embedder,
        }

    def plots(self) -> list[Plot]:
        histogram = plot_similarities(
            {"same": self.similarities[self.same], "different": self.similarities[~self.same]}
        )
        if not self._both:
            return [histogram]
        curve = roc(self.similarities, self.same)
        return [plot_roc(curve), plot_det(curve), histogram]

    @property
    def _both(self) -> bool:
        return bool(self.same.any()) and not self.same.all()

    def _tar(self, far: float) -> JsonValue:
        return tar_at_far(roc(self.similarities, self.same), far) if self._both else None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the product says of n faces.

    `named` and `unsure` are bool (n,), `nearest` the nearest student's id, int64 (n,), -1 without
    a face, `named_at_once` bool (n,): named from a single sight; `similarities` float64 (n,), -inf
    without a face.
    """

    named: npt.NDArray[np.bool_]
    named_at_once: npt.NDArray[np.bool_]
    unsure: npt.NDArray[np.bool_]
    nearest: npt.NDArray[np.int64]
    similarities: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OpenSetResult:
    """Verdicts over probes and impostors; `persons` is the probes' true student id, int64 (n,)."""

    probes: Verdicts
    persons: npt.NDArray[np.int64]
    impostors: Verdicts
    enrolled: int
    not_enrolled: int
    no_face: int
    embedder: str
    thresholds: IdentityThresholds

    def figures(self) -> Figures:
        right = self.probes.nearest == self.persons
        return {
            "named_right": _part(self.probes.named & right),
            "named_wrong_probe": _part(self.probes.named & ~right),
            "named_wrong_impostor": _part(self.impostors.named),
            "unsure_probe": _part(self.probes.unsure),
            "unsure_impostor": _part(self.impostors.unsure),
            "dir_at_fpir_1e-2": self._dir(1e-2),
            "dir_at_fpir_1e-3": self._dir(1e-3),
            "probes": len(self.persons),
            "impostors": len(self.impostors.named),
            "enrolled": self.enrolled,
            "not_enrolled": self.not_enrolled,
            "no_face": self.no_face,
            "first_sight_named_right": _part(self.probes.named_at_once & right),
            "first_sight_named_wrong_impostor": _part(self.impostors.named_at_once),
            "named_right_ci95": _interval(self.probes.named & right),
            "embedder": self.embedder,
            "known_threshold": self.thresholds.known,
            "unsure_threshold": self.thresholds.unsure,
        }

    def plots(self) -> list[Plot]:
        right = self.probes.nearest == self.persons
        groups = {
            "probes, right student nearest": self.probes.similarities[right],
            "impostors": self.impostors.similarities,
        }
        plots = [plot_similarities(groups, thresholds=self.thresholds)]
        if len(right) and len(self.impostors.named):
            curve = open_set_curve(self.probes.similarities, right, self.impostors.similarities)
            plots.insert(0, plot_open_set(curve))
        return plots

    def _dir(self, fpir: float) -> JsonValue:
        if not len(self.persons) or not len(self.impostors.named):
            return None
        right = self.probes.nearest == self.persons
        curve = open_set_curve(self.probes.similarities, right, self.impostors.similarities)
        return dir_at_fpir(curve, fpir)


def evaluate_pairs(faces: FaceReader, pairs: Sequence[Pair], embedder: Embedder) -> PairsResult:
    """Compare the faces of each pair; an image without a face resembles nothing."""
    names = [name for pair in pairs for name in (pair.image_a, pair.image_b)]
    embedded = faces.embed(names, embedder)
    similarities = np.full(len(pairs), NO_FACE_SIMILARITY)
    for index, pair in enumerate(pairs):
        first, second = embedded.by_name[pair.image_a], embedded.by_name[pair.image_b]
        if first is not None and second is not None:
            similarities[index] = float(first @ second)
    same = np.array([pair.same for pair in pairs], np.bool_)
    return PairsResult(similarities, same, embedded.no_face, embedder.name)


def evaluate_open_set(
    faces: FaceReader,
    images: Sequence[OpenSetImage],
    embedder: Embedder,
    calibrator: Calibrator,
) -> OpenSetResult:
    """Enroll the gallery, then ask the product who each probe and each impostor is.

    A person none of whose gallery photos shows a face is not enrolled, and its probes cannot be
    named.
    """
    embedded = faces.embed([image.image for image in images], embedder)
    gallery, id_of = enroll_gallery(images, embedded, embedder.dimension)
    thresholds = calibrator.calibrate(gallery.faces, gallery.student_templates).thresholds
    probes = [image for image in images if image.role is Role.PROBE]
    impostors = [image for image in images if image.role is Role.IMPOSTOR]
    return OpenSetResult(
        probes=judge([embedded.by_name[image.image] for image in probes], gallery, thresholds),
        # A probe of a person without any gallery photo has no right answer: id 0 names nobody.
        persons=np.array([id_of.get(image.person, 0) for image in probes], np.int64),
        impostors=judge(
            [embedded.by_name[image.image] for image in impostors], gallery, thresholds
        ),
        enrolled=len(gallery),
        not_enrolled=len(id_of) - len(gallery),
        no_face=embedded.no_face,
        embedder=embedder.name,
        thresholds=thresholds,
    )


def enroll_gallery(
    images: Sequence[OpenSetImage], embedded: EmbeddedImages, dimension: int
) -> tuple[Gallery, dict[str, int]]:
    """Build the gallery of an open set; also return every person's student id.

    Raises EvaluationError when nobody is to be enrolled.
    """
    people = sorted({image.person for image in images if image.role is Role.GALLERY})
    if not people:
        raise EvaluationError("the open-set csv has no row with the role gallery")
    id_of = {person: index for index, person in enumerate(people, start=1)}
    rows = [
        (id_of[image.person], embedding)
        for image in images
        if image.role is Role.GALLERY and (embedding := embedded.by_name[image.image]) is not None
    ]
    gallery = Gallery.build(
        np.array([student_id for student_id, _ in rows], np.int64),
        np.array([row for _, row in rows], np.float32).reshape(-1, dimension),
        {student_id: person for person, student_id in id_of.items()},
    )
    return gallery, id_of


def judge(
    embeddings: Sequence[npt.NDArray[np.float32] | None],
    gallery: Gallery,
    thresholds: IdentityThresholds,
) -> Verdicts:
    """Ask the product about each face by itself, as if it were alone in the picture."""
    count = len(embeddings)
    named, at_once, unsure = (np.zeros(count, np.bool_) for _ in range(3))
    nearest, similarities = np.full(count, -1, np.int64), np.full(count, -np.inf)
    for index, embedding in enumerate(embeddings):
        if embedding is None or not len(gallery):
            continue
        best = gallery.nearest(embedding[np.newaxis], 1)
        nearest[index], similarities[index] = best.student_ids[0, 0], best.similarities[0, 0]
        status = _status(embedding, gallery, thresholds, sights=SIGHTS)
        named[index] = status is IdentityStatus.KNOWN
        unsure[index] = status is IdentityStatus.UNSURE
        at_first = _status(embedding, gallery, thresholds, sights=1)
        at_once[index] = at_first is IdentityStatus.KNOWN
    return Verdicts(named, at_once, unsure, nearest, similarities)


def _status(
    embedding: npt.NDArray[np.float32],
    gallery: Gallery,
    thresholds: IdentityThresholds,
    *,
    sights: int,
) -> IdentityStatus:
    evidence = Evidence()
    for _ in range(sights):
        evidence.add(embedding, 1.0)
    return identify([evidence], gallery, thresholds)[0].status


def _part(flags: npt.NDArray[np.bool_]) -> float | None:
    return float(flags.mean()) if len(flags) else None


def _interval(flags: npt.NDArray[np.bool_]) -> JsonValue:
    return interval_of_mean(flags.astype(np.float64)) if len(flags) else None
