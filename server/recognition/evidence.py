"""What the embeddings of one track say of who it is, gathered over time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.embedder import IdentityThresholds
from server.recognition.gallery import Candidates, Gallery
from server.recognition.types import FloatArray

MEMORY = 0.85
"""Share of the old evidence that an embedding of full weight leaves: the last seven or so count."""

CONTRADICTION = 0.6
"""An embedding nearer to its track than this share of the `unsure` threshold agrees with it."""

MAX_CONTRADICTIONS = 3
"""So many embeddings in a row that contradict a track mean that it is somebody else by now."""


@dataclass(slots=True)
class Evidence:
    """What the embeddings of one track say: their weighted mean, in which the past fades."""

    mean: FloatArray | None = None
    embeddings: int = 0
    contradictions: int = 0
    confirmed: int | None = None
    """The student whom the track was last named after."""
    _sum: FloatArray | None = None
    _candidates: Candidates | None = None
    _gallery: Gallery | None = None

    def add(self, embedding: FloatArray, weight: float) -> None:
        """Take in an embedding, float32 (d,) of length 1, with the weight of its face, 0..1.

        A poor face adds little and, as important, makes little forgotten: a student who turns
        away stays who they were when they looked at the camera.
        """
        fresh = embedding * max(weight, 1e-3)
        kept = 1.0 - (1.0 - MEMORY) * min(weight, 1.0)
        self._sum = fresh if self._sum is None else kept * self._sum + fresh
        self.mean = np.asarray(self._sum / np.linalg.norm(self._sum), np.float32)
        self.embeddings += 1
        self.contradictions = 0
        self._candidates = None

    def similarity(self, embedding: FloatArray) -> float:
        """Cosine of an embedding to the track so far; 1 for the first."""
        return 1.0 if self.mean is None else float(self.mean @ embedding)

    def with_embedding(self, embedding: FloatArray, weight: float) -> FloatArray:
        """What the mean would be after one more embedding, float32 (d,) of length 1."""
        fresh = embedding * max(weight, 1e-3)
        total = fresh if self._sum is None else self._sum + fresh
        return np.asarray(total / np.linalg.norm(total), np.float32)

    def candidates(self, gallery: Gallery) -> Candidates:
        """The nearest students, looked up again only when the evidence or the gallery changed."""
        if self._candidates is None or self.is_stale(gallery):
            rows = np.zeros((0, 0), np.float32) if self.mean is None else self.mean[np.newaxis]
            self._candidates, self._gallery = gallery.nearest(rows), gallery
        return self._candidates

    def is_stale(self, gallery: Gallery) -> bool:
        """Whether the nearest students must be looked up anew."""
        return self._candidates is None or self._gallery is not gallery

    def forget_candidates(self) -> None:
        """Keep nothing of a gallery: students may be deleted from the next one."""
        self._candidates = self._gallery = None

    def remember(self, candidates: Candidates, gallery: Gallery) -> None:
        """Keep what a gallery answered."""
        self._candidates, self._gallery = candidates, gallery


def find_candidates(tracks: Sequence[Evidence], gallery: Gallery) -> list[Candidates]:
    """The nearest students of each track; all tracks that need it are looked up at once.

    One search for 30 faces costs a large gallery little more than one for a single face.
    """
    stale = [track for track in tracks if track.mean is not None and track.is_stale(gallery)]
    if stale:
        found = gallery.nearest(np.stack([track.mean for track in stale if track.mean is not None]))
        for row, track in enumerate(stale):
            own = slice(row, row + 1)
            track.remember(Candidates(found.student_ids[own], found.similarities[own]), gallery)
    return [track.candidates(gallery) for track in tracks]


def accept_embedding(
    evidence: Evidence, embedding: FloatArray, weight: float, *, thresholds: IdentityThresholds
) -> bool:
    """Add an embedding to a track's evidence, or return False: this is not the same person.

    For a track that goes on without a break, in which an odd embedding is more likely a hand before
    the face: only a row of them ends the track.
    """
    if evidence.similarity(embedding) >= CONTRADICTION * thresholds.unsure:
        evidence.add(embedding, weight)
        return True
    evidence.contradictions += 1
    return evidence.contradictions < MAX_CONTRADICTIONS
