"""The photos of one upload, judged in order: each with what is known, and with those before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.embedder import IdentityThresholds
from server.enrollment.comparison import (
    Comparison,
    KnownFaces,
    compare,
    find_conflicts,
    find_look_alikes,
    least_agreement,
    similarities_to_own,
)
from server.enrollment.examination import Examined
from server.enrollment.reports import FaceRejection, Measurements, Notice, Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one photo; it is accepted when there is no reason against it."""

    reasons: tuple[Reason, ...]
    measurements: Measurements
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares photos by a gallery's thresholds; a student has at most `max_faces`."""

    thresholds: IdentityThresholds
    max_faces: int

    def judge(
        self, photos: Sequence[Examined], known: KnownFaces
    ) -> tuple[list[Verdict], KnownFaces]:
        """Return a verdict for each photo, and what is known with the accepted ones."""
        similarities = iter(self._to_own(photos, known))
        verdicts = []
        for photo in photos:
            if photo.embedding is None:
                verdicts.append(Verdict(photo.reasons, photo.measurements))
                continue
            similarity = float(next(similarities))
            to_own = None if np.isnan(similarity) else similarity
            verdict = self._judge(photo, compare(photo.embedding, to_own, known), known)
            verdicts.append(verdict)
            if not verdict.reasons:
                known = known.with_own(photo.embedding)
        return verdicts, known

    def _to_own(self, photos: Sequence[Examined], known: KnownFaces) -> list[float]:
        new = [photo.embedding for photo in photos if photo.embedding is not None]
        if not new:
            return []
        least = least_agreement(self.thresholds)
        return [float(value) for value in similarities_to_own(np.stack(new), known, least)]

    def _judge(self, photo: Examined, comparison: Comparison, known: KnownFaces) -> Verdict:
        measurements = replace(
            photo.measurements,
            similarity_to_own=comparison.to_own,
            similarity_to_others=comparison.to_others,
        )
        reasons = find_conflicts(comparison, known, self.thresholds)
        if len(known.own) >= self.max_faces:
            reasons.append(self._too_many())
        if reasons:
            return Verdict(tuple(reasons), measurements)
        warnings = find_look_alikes(comparison, known, self.thresholds)
        return Verdict((), measurements, tuple(warnings))

    def _too_many(self) -> Reason:
        return Reason(
            FaceRejection.TOO_MANY_FACES_STORED,
            f"This student has {self.max_faces} stored faces already, which is enough. "
            "To take new ones, delete the stored faces first.",
        )
