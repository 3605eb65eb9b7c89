"""How well tracks follow people: CLEAR MOT (Bernardin and Stiefelhagen 2008) and IDF1.

IDF1 is that of Ristani et al., "Performance Measures and a Data Set for Multi-Target,
Multi-Camera Tracking" (2016): one optimal assignment of whole tracks to whole people. Faces that
are hidden too far (`counted` is False) are what MOTChallenge calls regions to be ignored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from models.boxes import overlaps
from scripts.evaluation.figures import Figures
from scripts.evaluation.tracking.truth import Moment, SeenBox, TrueBox, boxes_of

SAME_FACE = 0.5
"""Least IoU between a reported face and the true one, as in MOTChallenge."""
IGNORED_FACE = 0.2
"""A report that touches a hidden face this far is about that face: neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class MatchedFrame:
    """The counted people of one frame and the tracks on them.

    `people` are all who are there, `tracks` all tracks except those that follow an ignored face,
    `pairs` who is followed by which track, and `touching` all pairs that overlap enough.
    """

    people: tuple[str, ...]
    tracks: tuple[int, ...]
    pairs: Mapping[str, int]
    touching: frozenset[tuple[str, int]]


@dataclass(slots=True)
class TrackingScore:
    """Sums over frames; scores of several clips may be added, since no track spans two."""

    faces: int = 0
    reported: int = 0
    matched: int = 0
    identity_switches: int = 0
    fragmentations: int = 0
    identity_matches: int = 0
    """IDTP: frames in which the one track that stands for a person is on that person."""

    def __add__(self, other: "TrackingScore") -> "TrackingScore":
        return TrackingScore(
            *(getattr(self, name) + getattr(other, name) for name in self.__slots__)
        )

    @property
    def mota(self) -> float:
        """1 less misses, false reports and switches for each true face; may be negative."""
        misses, false_reports = self.faces - self.matched, self.reported - self.matched
        wrong = misses + false_reports + self.identity_switches
        return 1.0 - wrong / self.faces if self.faces else float("nan")

    @property
    def idf1(self) -> float:
        """2 IDTP / (2 IDTP + IDFP + IDFN)."""
        both = self.faces + self.reported
        return 2 * self.identity_matches / both if both else float("nan")

    def figures(self) -> Figures:
        return {
            "identity_switches": self.identity_switches,
            "idf1": self.idf1,
            "mota": self.mota,
            "fragmentations": self.fragmentations,
            "found": self.matched / self.faces if self.faces else None,
            "false_faces": self.reported - self.matched,
        }


def score_tracking(moments: Sequence[Moment]) -> TrackingScore:
    """Score one clip."""
    return score_frames(match_frames(moments))


def score_frames(frames: Sequence[MatchedFrame]) -> TrackingScore:
    """Score matched frames, in order."""
    switches, fragmentations = _count_changes(frames)
    return TrackingScore(
        faces=sum(len(frame.people) for frame in frames),
        reported=sum(len(frame.tracks) for frame in frames),
        matched=sum(len(frame.pairs) for frame in frames),
        identity_switches=switches,
        fragmentations=fragmentations,
        identity_matches=_identity_matches(frames),
    )


def match_frames(moments: Sequence[Moment]) -> list[MatchedFrame]:
    """Match reports to people frame by frame; who was followed by a track stays with it.

    A pair of the frame before stands while it overlaps enough; the rest is assigned anew so that
    as many as possible are matched, and of those ways the one with the largest overlap.
    """
    followed: dict[str, int] = {}
    frames = []
    for moment in moments:
        counted = [face for face in moment.truth if face.counted]
        shared = overlaps(boxes_of(counted), boxes_of(moment.seen))
        pairs = _match(counted, moment.seen, shared, followed)
        followed = {**followed, **pairs}
        loose = [face for face in moment.seen if face.track_id not in pairs.values()]
        ignored = _on_hidden(loose, moment.truth)
        frames.append(
            MatchedFrame(
                people=tuple(face.who for face in counted),
                tracks=tuple(f.track_id for f in moment.seen if f.track_id not in ignored),
                pairs=pairs,
                touching=frozenset(
                    (counted[row].who, moment.seen[column].track_id)
                    for row, column in np.argwhere(shared >= SAME_FACE)
                ),
            )
        )
    return frames


def _match(
    truth: Sequence[TrueBox],
    seen: Sequence[SeenBox],
    shared: npt.NDArray[np.float32],
    followed: Mapping[str, int],
) -> dict[str, int]:
    values = np.where(shared >= SAME_FACE, 1e3 + shared.astype(np.float64), 0.0)
    for row, face in enumerate(truth):
        for column, report in enumerate(seen):
            if values[row, column] and followed.get(face.who) == report.track_id:
                values[row, column] = 1e6  # a correspondence that still holds is kept
    rows, columns = linear_sum_assignment(values, maximize=True)
    return {
        truth[row].who: seen[column].track_id
        for row, column in zip(rows, columns, strict=True)
        if values[row, column]
    }


def _on_hidden(loose: Sequence[SeenBox], truth: Sequence[TrueBox]) -> set[int]:
    hidden = [face for face in truth if not face.counted]
    touched = overlaps(boxes_of(loose), boxes_of(hidden)).max(axis=1, initial=0.0) >= IGNORED_FACE
    return {face.track_id for face, ignore in zip(loose, touched, strict=True) if ignore}


@dataclass(slots=True)
class _Trail:
    """One person so far: the last track on them, and whether they are lost since."""

    track: int | None = None
    lost: bool = False


def _count_changes(frames: Sequence[MatchedFrame]) -> tuple[int, int]:
    """Identity switches, and how often a person who stays in view is lost and found again.

    MOTChallenge's fragmentations also count a loss during which the person leaves the view.
    """
    trails: dict[str, _Trail] = {}
    switches = fragmentations = 0
    for frame in frames:
        for who in frame.people:
            trail = trails.setdefault(who, _Trail())
            track = frame.pairs.get(who)
            if track is None:
                trail.lost = trail.track is not None
                continue
            switches += trail.track not in {None, track}
            fragmentations += trail.lost
            trail.track, trail.lost = track, False
        for who in trails.keys() - set(frame.people):
            trails[who].lost = False
    return switches, fragmentations


def _identity_matches(frames: Sequence[MatchedFrame]) -> int:
    """IDTP of the assignment of tracks to people that makes it largest.

    People and tracks keep their lengths whatever is assigned, so the assignment with the fewest
    IDFP + IDFN, which the paper asks for, is the one with the most IDTP.
    """
    together: dict[tuple[str, int], int] = {}
    for frame in frames:
        for pair in frame.touching:
            together[pair] = together.get(pair, 0) + 1
    people = {who: index for index, who in enumerate(sorted({who for who, _ in together}))}
    tracks = {track: index for index, track in enumerate(sorted({t for _, t in together}))}
    counts = np.zeros((len(people), len(tracks)))
    for (who, track), count in together.items():
        counts[people[who], tracks[track]] = count
    return int(counts[linear_sum_assignment(counts, maximize=True)].sum())
