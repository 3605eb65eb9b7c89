"""What is to be said of all photos of a student together."""

from typing import Final

from models.embedder import IdentityThresholds
from server.enrollment.agreement import find_agreement
from server.enrollment.comparison import KnownFaces, least_agreement
from server.enrollment.reports import FaceWarning, Notice
from server.recognition.types import FloatArray

ENOUGH_VIEWS: Final = 3
"""The open set's students have as many photos (docs/evaluation.md)."""

SAME_VIEW: Final = 0.92
"""Cosine from which a photo shows hardly more than another one does, such as the next frame."""


def describe_photos(known: KnownFaces, thresholds: IdentityThresholds) -> list[Notice]:
    """Return warnings about the photos of a student, stored and new."""
    return [*_disagreement(known, thresholds), *_few_views(known)]


def count_views(embeddings: FloatArray) -> int:
    """Count photos, float32 (n, d) of unit rows, that differ from all those counted before."""
    views: list[int] = []
    for index, embedding in enumerate(embeddings):
        if (embeddings[views] @ embedding < SAME_VIEW).all():
            views.append(index)
    return len(views)


def _few_views(known: KnownFaces) -> list[Notice]:
    views = count_views(known.own)
    if not 0 < views < ENOUGH_VIEWS:
        return []
    so_far = "one view" if views == 1 else f"{views} views"
    return [
        Notice(
            FaceWarning.FEW_ANGLES,
            f"The photos show {so_far} of the face so far. Take some with the head turned a little "
            f"to each side: from {ENOUGH_VIEWS} on a camera recognises the student more often.",
        )
    ]


def _disagreement(known: KnownFaces, thresholds: IdentityThresholds) -> list[Notice]:
    odd = find_agreement(known.own, least_agreement(thresholds)).odd
    if not odd:
        return []
    which = ", ".join(str(index + 1) for index in odd)
    return [
        Notice(
            FaceWarning.PHOTOS_DISAGREE,
            f"Of the {len(known.own)} stored photos, counted from the first one stored, number "
            f"{which} does not look like the others. If it shows somebody else, delete the stored "
            "faces and send the right photos again.",
        )
    ]
