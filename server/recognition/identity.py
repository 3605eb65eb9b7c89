"""Who the tracks of one frame are: an open set, one face a student."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from models.embedder import IdentityThresholds
from server.recognition.evidence import Evidence, find_candidates
from server.recognition.gallery import Candidates, Gallery, IntArray
from server.recognition.types import FloatArray, IdentityMatch, IdentityStatus

FIRST_SIGHT_MARGIN = 0.08
"""One embedding alone names a face only this far above the threshold; else a second must agree."""

STICKY_BONUS = 0.05
"""Head start in the assignment for the student whom a track was named after before."""


def identify(
    tracks: Sequence[Evidence], gallery: Gallery, thresholds: IdentityThresholds
) -> list[IdentityMatch]:
    """Name the tracks of one frame, each student at most once.

    Among all ways to give students to tracks the one with the largest total similarity is taken
    (Kuhn 1955, by scipy). A face is `known` when it got the student it resembles most, by enough;
    one whose student went to another face, or that resembles two, is `unsure`. `thresholds` are
    those of this gallery.
    """
    candidates = find_candidates(tracks, gallery)
    given = _assign(tracks, candidates, thresholds)
    matches = []
    for evidence, found, student_id in zip(tracks, candidates, given, strict=True):
        match = _judge(evidence, found, student_id, gallery, thresholds)
        if match.status is IdentityStatus.KNOWN:
            evidence.confirmed = match.student_id
        elif match.status is IdentityStatus.UNKNOWN:
            evidence.confirmed = None
        matches.append(match)
    return matches


def _assign(
    tracks: Sequence[Evidence], candidates: Sequence[Candidates], thresholds: IdentityThresholds
) -> list[int | None]:
    """For each track the student it may be named after, or None."""
    pairs = [
        (row, int(student_id), float(similarity))
        for row, found in enumerate(candidates)
        for student_id, similarity in zip(*_flat(found), strict=True)
        if similarity >= thresholds.unsure
    ]
    given: list[int | None] = [None] * len(tracks)
    if not pairs:
        return given
    students = sorted({student_id for _, student_id, _ in pairs})
    column = {student_id: index for index, student_id in enumerate(students)}
    values = np.zeros((len(tracks), len(students)))
    for row, student_id, similarity in pairs:
        bonus = STICKY_BONUS if tracks[row].confirmed == student_id else 0.0
        values[row, column[student_id]] = similarity + bonus
    for row, index in zip(*linear_sum_assignment(values, maximize=True), strict=True):
        if values[row, index] > 0.0:
            given[row] = students[index]
    return given


def _judge(
    evidence: Evidence,
    found: Candidates,
    student_id: int | None,
    gallery: Gallery,
    thresholds: IdentityThresholds,
) -> IdentityMatch:
    ids, similarities = _flat(found)
    if not len(ids):
        return IdentityMatch(IdentityStatus.UNKNOWN)
    best, similarity = int(ids[0]), float(similarities[0])
    if student_id == best and _is_named(evidence, best, similarities, thresholds):
        name = gallery.names.get(best)
        return IdentityMatch(IdentityStatus.KNOWN, best, name, similarity)
    if similarity >= thresholds.unsure:
        return IdentityMatch(IdentityStatus.UNSURE, similarity=similarity)
    return IdentityMatch(IdentityStatus.UNKNOWN, similarity=similarity)


def _is_named(
    evidence: Evidence, best: int, similarities: FloatArray, thresholds: IdentityThresholds
) -> bool:
    similarity = float(similarities[0])
    if len(similarities) > 1 and similarity - float(similarities[1]) < thresholds.margin:
        return False
    if evidence.confirmed == best:  # a name once given holds down to where doubt begins
        return similarity >= thresholds.unsure
    needed = thresholds.known + (FIRST_SIGHT_MARGIN if evidence.embeddings < 2 else 0.0)
    return similarity >= needed


def _flat(found: Candidates) -> tuple[IntArray, FloatArray]:
    return found.student_ids.reshape(-1), found.similarities.reshape(-1)
