"""Whether the right names stand on the right people, and how soon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from models.boxes import overlaps
from scripts.evaluation.figures import Figures
from scripts.evaluation.tracking.truth import Moment, SeenBox, TrueBox, boxes_of

NAMED_FACE = 0.3
"""Least IoU at which a name belongs to a person; less than for tracks: no wrong name may hide."""
AWAY_SECONDS = 1.0
"""Somebody who was not in view for so long comes back, and is to be named again."""


@dataclass(slots=True)
class NameScore:
    """Sums over people who are enrolled, and over wrong names on anybody."""

    right_seconds: float = 0.0
    wrong_seconds: float = 0.0
    unnamed_seconds: float = 0.0
    name_switches: int = 0
    """How often a person's name changes into another one."""
    name_losses: int = 0
    """How often a name goes away while its owner stays in view."""
    first_names: list[float | None] = field(default_factory=list)
    """Seconds from the first sight of each student to their name; None for never."""
    names_again: list[float | None] = field(default_factory=list)
    """The same after each absence."""

    def __add__(self, other: "NameScore") -> "NameScore":
        return NameScore(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def figures(self) -> Figures:
        return {
            "wrong_name_seconds": self.wrong_seconds,
            "right_name_seconds": self.right_seconds,
            "unnamed_seconds": self.unnamed_seconds,
            "name_switches": self.name_switches,
            "name_losses": self.name_losses,
            "first_name_after_seconds": _mean(self.first_names),
            "named_again_after_seconds": _mean(self.names_again),
            "never_named": self.first_names.count(None) + self.names_again.count(None),
        }


def score_names(moments: Sequence[Moment]) -> NameScore:
    """Score one clip. A name on nobody, or on a face that is hidden, counts as wrong names do."""
    score = NameScore()
    watches: dict[str, _Watch] = {}
    for moment in moments:
        given = list(_given(moment))
        for face, report in given:
            if report.name is not None and report.name != (face.name if face else None):
                score.wrong_seconds += moment.seconds
        shown = {face.who: report.name for face, report in given if face}
        for face in moment.truth:
            watch = watches.setdefault(face.who, _Watch(face.name))
            watch.see(shown.get(face.who), moment, score, counted=face.counted)
    for watch in watches.values():
        watch.end(score)
    return score


@dataclass(slots=True)
class _Watch:
    """One person over time."""

    name: str | None
    came_at: float | None = None
    seen_at: float = float("-inf")
    waiting: bool = False
    returns: bool = False
    last_name: str | None = None
    was_right: bool = False

    def see(self, shown: str | None, moment: Moment, score: NameScore, *, counted: bool) -> None:
        if shown is not None:
            score.name_switches += self.last_name not in {None, shown}
            self.last_name = shown
        if self.name is None or not counted:
            return
        right = shown == self.name
        if moment.at - self.seen_at > AWAY_SECONDS + moment.seconds:
            self.end(score)
            self.came_at, self.waiting, self.was_right = moment.at, True, False
        self.seen_at = moment.at
        score.right_seconds += moment.seconds * right
        score.unnamed_seconds += moment.seconds * (shown is None)
        score.name_losses += self.was_right and not right
        if right and self.waiting:
            self._arrived(moment.at - (self.came_at or 0.0), score)
        self.was_right = right

    def end(self, score: NameScore) -> None:
        """Close the time that somebody was in view."""
        if self.waiting:
            self._arrived(None, score)

    def _arrived(self, after: float | None, score: NameScore) -> None:
        (score.names_again if self.returns else score.first_names).append(after)
        self.waiting, self.returns = False, True


def _given(moment: Moment) -> Iterator[tuple[TrueBox | None, SeenBox]]:
    """Each report and whom it is on, by the assignment with the largest total overlap.

    A face in full view comes before one that somebody else hides.
    """
    shared = overlaps(boxes_of(moment.truth), boxes_of(moment.seen)).astype(np.float64)
    counted = np.array([face.counted for face in moment.truth], np.float64).reshape(-1, 1)
    shared = np.where(shared >= NAMED_FACE, shared + counted, 0.0)
    rows, columns = linear_sum_assignment(shared, maximize=True)
    owners = {
        int(column): moment.truth[row]
        for row, column in zip(rows, columns, strict=True)
        if shared[row, column]
    }
    return ((owners.get(index), report) for index, report in enumerate(moment.seen))


def _mean(seconds: Sequence[float | None]) -> float | None:
    known = [value for value in seconds if value is not None]
    return float(np.mean(known)) if known else None
