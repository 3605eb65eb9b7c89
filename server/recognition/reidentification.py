"""Which remembered person a face is: after a gap, a crossing or an absence, and for new faces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.optimize import linear_sum_assignment

from models.embedder import IdentityThresholds
from server.recognition.continuity import Doubt
from server.recognition.evidence import Evidence, accept_embedding
from server.recognition.identity import FIRST_SIGHT_MARGIN
from server.recognition.person import People
from server.recognition.tracker import Track, Tracker
from server.recognition.types import FloatArray

SAME_PERSON_RATE = 0.01
"""Share of other people whom a track would take for its own person after a gap or a crossing."""

OTHER_PERSON_MARGIN = 0.05
"""By so much a face must resemble another person more before its track becomes theirs."""

NEW_EMBEDDINGS = 5
"""A track of so few embeddings may turn out to be somebody who was here before."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One face that was embedded: float32 (d,) of length 1, and the weight of the face, 0..1."""

    track: Track
    embedding: FloatArray
    weight: float
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Limits:
    """Least cosines of a face to a person: `same` to go on as before, `again` to be known again."""

    same: float
    again: float

    @classmethod
    def of(cls, thresholds: IdentityThresholds) -> Self:
        """To go on is to resemble one person.

        To be known again is as hard as to be named at once by a class of usual size: so many people
        are remembered at most, however many are enrolled.
        """
        again = thresholds.known + FIRST_SIGHT_MARGIN
        impostors = thresholds.impostors
        if impostors is None or thresholds.fixed_unsure is not None:
            return cls(thresholds.unsure, again)
        return cls(min(impostors.threshold(1, SAME_PERSON_RATE), thresholds.known), again)


class Reidentifier:
    """Gives faces to the people of one camera, and tracks the ids of those people."""

    def __init__(self, tracker: Tracker, people: People, thresholds: IdentityThresholds) -> None:
        self._tracker = tracker
        self._people = people
        self._thresholds = thresholds
        self._limits = Limits.of(thresholds)

    def take(self, sightings: Sequence[Sighting], now: float) -> None:
        """Add what was seen to the evidence of whoever it is."""
        unsettled = [sighting for sighting in sightings if not self._goes_on(sighting)]
        if unsettled:
            self._settle(unsettled)
        for sighting in sightings:
            self._people[sighting.track.track_id].embedded_at = now

    def _goes_on(self, sighting: Sighting) -> bool:
        """Whether a track needs no look at others; if so its evidence is added."""
        evidence = self._people[sighting.track.track_id].evidence
        if sighting.doubt or evidence.embeddings < NEW_EMBEDDINGS:
            return False
        return accept_embedding(
            evidence, sighting.embedding, sighting.weight, thresholds=self._thresholds
        )

    def _settle(self, sightings: Sequence[Sighting]) -> None:
        """Find out together who these are: two who crossed may have each other's track."""
        former = [None if self._is_new(s) else s.track.track_id for s in sightings]
        claimed = {track_id for track_id in former if track_id is not None}
        people = self._people.evidence(without=self._tracker.seen_ids() - claimed, always=claimed)
        found = assign([self._face(s) for s in sightings], former, people, self._limits)
        before = [self._people[s.track.track_id] for s in sightings]
        looks = [(person.appearance, person.burst) for person in before]
        stays = [  # nobody keeps an id that another face turns out to have
            track_id is None
            and (own is None or (sighting.doubt is Doubt.OBSCURED and own not in found))
            for sighting, own, track_id in zip(sightings, former, found, strict=True)
        ]
        self._tracker.relabel(
            [s.track for s, stay in zip(sightings, stays, strict=True) if not stay],
            [track_id for track_id, stay in zip(found, stays, strict=True) if not stay],
        )
        for row, sighting in enumerate(sightings):
            person = self._people[sighting.track.track_id]
            person.appearance, person.burst = looks[row]
            person.suspended = stays[row] and former[row] is not None
            if found[row] is not None and found[row] not in claimed:
                person.come_back(mood_from=before[row] if former[row] is None else None)
            if not person.suspended:
                person.evidence.add(sighting.embedding, sighting.weight)

    def _is_new(self, sighting: Sighting) -> bool:
        """Whether a track has just begun, so that it may be anybody who was here before."""
        evidence = self._people[sighting.track.track_id].evidence
        return evidence.embeddings < (1 if sighting.doubt else NEW_EMBEDDINGS)

    def _face(self, sighting: Sighting) -> FloatArray:
        """What to compare: a new track's few embeddings together, else the last one alone.

        All that a settled track has gathered would hide that it is somebody else by now.
        """
        evidence = self._people[sighting.track.track_id].evidence
        if sighting.doubt or evidence.mean is None or evidence.embeddings >= NEW_EMBEDDINGS:
            return sighting.embedding
        return evidence.with_embedding(sighting.embedding, sighting.weight)


def assign(
    faces: Sequence[FloatArray],
    former: Sequence[int | None],
    people: Mapping[int, Evidence],
    limits: Limits,
) -> list[int | None]:
    """For each face the id of the person it is, or None for somebody new.

    `faces` are float32 (d,) of length 1, `former` who each was so far if it was anybody, `people`
    everybody whom they may be. The assignment has the largest total cosine that is possible, with
    OTHER_PERSON_MARGIN for staying who one is.
    """
    found: list[int | None] = [None] * len(faces)
    means = {key: evidence.mean for key, evidence in people.items() if evidence.mean is not None}
    if not means:
        return found
    ids = list(means)
    similarities = np.stack(faces) @ np.stack([means[track_id] for track_id in ids]).T
    own = np.array([[track_id == was for track_id in ids] for was in former], np.bool_)
    enough = similarities >= np.where(own, limits.same, limits.again)
    values = np.where(enough, similarities + OTHER_PERSON_MARGIN * own, 0.0)
    for row, column in zip(*linear_sum_assignment(values, maximize=True), strict=True):
        if values[row, column] > 0.0:
            found[row] = ids[column]
    return found
