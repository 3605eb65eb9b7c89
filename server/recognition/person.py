"""What is known about whoever a track follows, and about those who were here before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

from server.recognition.burst import MOMENT_SECONDS, Burst
from server.recognition.continuity import APPEARANCE_SIZE
from server.recognition.effort import Effort
from server.recognition.evidence import Evidence
from server.recognition.smoothing import EmotionSmoother
from server.recognition.tracker import Track
from server.recognition.types import EmotionEstimate, FloatArray

SETTLED_EMBEDDINGS = 3
"""A named track is settled after so many embeddings."""

UNSETTLED_EMBEDDINGS = 8
"""A track that stays without a name is settled after so many."""

UNNAMED_SHARE = 0.2
"""Until then it is embedded after this share of the time after which settled ones are."""

REMEMBERED_SECONDS = 300.0
"""Who left is known again for so long: a walk to the toilet, not a break."""

REMEMBERED_PEOPLE = 64
"""Of more people than these out of view the ones who left first are forgotten."""

BLANK = np.zeros(APPEARANCE_SIZE**2, np.float32)
"""The appearance of nobody: it correlates with no face."""

REMEMBERED_EMBEDDINGS = 3
"""Somebody of whom fewer were seen is not remembered: it may not even have been a face."""


@dataclass(slots=True)
class Person:
    """The memory of one track: who it seems to be, its mood, and how it looked a frame ago."""

    smoother: EmotionSmoother
    emotion: EmotionEstimate | None = None
    """What the face was taken for when it was read last."""
    evidence: Evidence = field(default_factory=Evidence)
    burst: Burst = field(default_factory=Burst)
    appearance: FloatArray | None = None
    emotion_at: float = 0.0
    embedded_at: float = float("-inf")
    seen_at: float = 0.0
    suspended: bool = False
    """The last look could not tell whether it is still the same person: no name is shown."""
    remembered: Evidence | None = None
    """What was gathered before this person left, by which they were known again."""

    @property
    def known_by(self) -> Evidence:
        """What to compare a face with, to find out whether it is this person."""
        if self.remembered and self.evidence.embeddings < REMEMBERED_EMBEDDINGS:
            return self.remembered
        return self.evidence

    @property
    def is_remembered(self) -> bool:
        """Whether enough of the face was seen to know it again."""
        return self.known_by.embeddings >= REMEMBERED_EMBEDDINGS

    def come_back(self, mood_from: "Person | None") -> None:
        """Begin anew with what says who it is: a sibling resembles the memory of who left, too.

        The mood is what was read since, of the new track that turned out to be this person; None
        where the track was somebody else's, so that nothing was.
        """
        self.remembered, self.evidence = self.known_by, Evidence()
        self.emotion = None
        if mood_from is not None:
            self.smoother, self.emotion = mood_from.smoother, mood_from.emotion
            self.emotion_at = mood_from.emotion_at

    def leave(self) -> None:
        """Keep no picture of the face, and nothing of the gallery that it was compared with.

        A blank appearance is like no other: if the track goes on, its face must tell who it is.
        """
        self.burst = Burst()
        if self.appearance is not None:
            self.appearance = BLANK
        for evidence in (self.evidence, self.remembered):
            if evidence is not None:
                evidence.forget_candidates()

    def embedding_interval(self, effort: Effort) -> float:
        """How often to embed the face, in seconds, 0 for every frame.

        Often while it is not settled who it is, seldom after.
        """
        evidence = self.evidence
        if evidence.embeddings < 2 or evidence.contradictions or self.suspended:
            return effort.unsettled_interval_seconds
        named = evidence.confirmed is not None
        if named and evidence.embeddings < SETTLED_EMBEDDINGS:
            return effort.unsettled_interval_seconds
        if named or evidence.embeddings >= UNSETTLED_EMBEDDINGS:
            return effort.settled_interval_seconds
        unnamed = UNNAMED_SHARE * effort.settled_interval_seconds
        return max(unnamed, effort.unsettled_interval_seconds)

    def read_emotion(self, logits: FloatArray, clarity: float, now: float) -> None:
        """Take in what the emotion network says now, float32 (6,).

        `clarity` 0..1 is how well the face can be seen.
        """
        elapsed, self.emotion_at = now - self.emotion_at, now
        smoothed = self.smoother.update(logits, elapsed, clarity)
        self.emotion = EmotionEstimate(smoothed, clarity=clarity)


class People:
    """Everybody whom one camera sees, and who left within the last minutes, by track id."""

    def __init__(self, smoothing_seconds: float) -> None:
        self._smoothing_seconds = smoothing_seconds
        self._people: dict[int, Person] = {}

    def __getitem__(self, track_id: int) -> Person:
        """Whoever this track follows; somebody new is nobody in particular yet."""
        if track_id not in self._people:
            self._people[track_id] = Person(EmotionSmoother(self._smoothing_seconds))
        return self._people[track_id]

    def evidence(self, *, without: Collection[int], always: Collection[int]) -> dict[int, Evidence]:
        """The evidence of everybody who is remembered, except `without`; `always` come with it."""
        return {
            track_id: person.known_by
            for track_id, person in self._people.items()
            if track_id in always or (track_id not in without and person.is_remembered)
        }

    def see(self, tracks: Iterable[Track], now: float) -> None:
        """These are in view; who left long ago, or left after a glimpse, is forgotten.

        Of others no picture is kept.
        """
        for track in tracks:
            self[track.track_id].seen_at = now
        latest = sorted(self._people.items(), key=lambda item: -item[1].seen_at)
        in_view = [item for item in latest if item[1].seen_at == now]
        gone = [item for item in latest if item[1].seen_at != now]
        # Apart, so that what was no face, or seen for a glimpse, takes nobody's place.
        remembered = [item for item in gone if item[1].is_remembered][:REMEMBERED_PEOPLE]
        others = [item for item in gone if not item[1].is_remembered][:REMEMBERED_PEOPLE]
        self._people = {
            track_id: person
            for track_id, person in [*in_view, *remembered, *others]
            if now - person.seen_at <= REMEMBERED_SECONDS
        }
        for person in self._people.values():
            if now - person.seen_at > MOMENT_SECONDS:
                person.leave()
