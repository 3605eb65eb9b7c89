"""Students made of labelled faces, and what their baselines change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from models.emotion import EMOTIONS, EmotionSet, labels_of
from scripts.evaluation.baseline.people import middle_of
from server.recognition.emotion_baseline import (
    Expression,
    RestingFace,
    RestingMinute,
    correction,
    is_at_rest,
    usual_expression,
)
from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.int64]

NEUTRAL: Final = EMOTIONS.index("neutral")
MINUTES, DAYS = 40, 5
"""A photo stands for a minute; the trust is that of so many minutes of so many days."""

OTHER_EXPRESSIONS: Final = 0.15
"""Share of a student's history in which the face is not neutral."""

MIN_HISTORY: Final = 3
ROUNDS: Final = 200


@dataclass(frozen=True, slots=True)
class Faces:
    """Readings, float32 (n, 6), with what they truly are, int64 (n,), and whose, int64 (n,).

    `truth` is an index into EMOTIONS.
    """

    logits: FloatArray
    truth: IntArray
    who: IntArray


@dataclass(frozen=True, slots=True)
class PersonEffect:
    """What is measured on real people: shares of the variance, and how much is carried over.

    `angry` and `sad` are the shares of the variance at rest that belong to the person; `carried`
    is how much of the person's difference there is in other expressions.
    """

    angry: float
    sad: float
    carried: float


def deal(
    logits: FloatArray, truth: IntArray, effect: PersonEffect, *, side: int, seed: int
) -> Faces:
    """Deal faces of unknown people to side * side students, so that students differ as people do.

    No reading is changed. Each face gets a hidden person's value that correlates with how angry,
    and how sad, it is read among those of its label, and faces of like values go to one student;
    so a student's faces have in common what `effect` says. Each student has all labels.
    """
    random = np.random.default_rng(seed)
    who = np.zeros(len(truth), np.int64)
    for label in np.unique(truth):
        faces = np.flatnonzero(truth == label)
        carried = 1.0 if label == NEUTRAL else effect.carried
        expressions = [Expression.of(row) for row in logits[faces]]
        angry = _hidden([one.angry for one in expressions], effect.angry, carried, random)
        sad = _hidden([one.sad for one in expressions], effect.sad, carried, random)
        for row, some in enumerate(np.array_split(np.argsort(angry), side)):
            ordered = some[np.argsort(sad[some])]
            for column, own in enumerate(np.array_split(ordered, side)):
                who[faces[own]] = row * side + column
    return Faces(logits, truth, who)


def corrected(faces: Faces, *, seed: int) -> FloatArray:
    """Every reading as it would be shown: with what the student's other faces say of it at rest.

    Float32 (n, 6). The face itself is never part of its own history.
    """
    students = [np.flatnonzero(faces.who == student) for student in np.unique(faces.who)]
    known = [_resting(faces, own, seed=seed) for own in students]
    usual = usual_expression([face for face in known if face is not None])
    shown = faces.logits.copy()
    for own in students:
        for index in own:
            face = _resting(faces, own[own != index], seed=seed + int(index))
            off = None if face is None else correction(face, usual)
            if off is not None:
                shown[index] -= off.as_logits()
    return shown


def recalls(faces: Faces, shown: FloatArray, emotion_set: EmotionSet) -> Mapping[str, float]:
    """Recall of each label of the set, and over all: `accuracy` and `macro_recall`."""
    labels = [EMOTIONS.index(label) for label in labels_of(emotion_set)]
    said = np.array(labels)[shown[:, labels].argmax(axis=1)]
    right = said == faces.truth
    by_label = {
        EMOTIONS[label]: float(right[faces.truth == label].mean())
        for label in labels
        if (faces.truth == label).any()
    }
    macro = float(np.mean(list(by_label.values())))
    return {"accuracy": float(right.mean()), "macro_recall": macro, **by_label}


@dataclass(frozen=True, slots=True)
class Gain:
    """Figures of `recalls` before and after, and what each gained in draws of the students."""

    before: Mapping[str, float]
    after: Mapping[str, float]
    drawn: Sequence[Mapping[str, float]]

    @classmethod
    def of(cls, faces: Faces, emotion_set: EmotionSet, *, seed: int) -> "Gain":
        """Correct every reading, and draw the students ROUNDS times."""
        random = np.random.default_rng(seed)
        shown = corrected(faces, seed=seed)
        students = [np.flatnonzero(faces.who == student) for student in np.unique(faces.who)]
        drawn = []
        for _ in range(ROUNDS):
            some = random.integers(0, len(students), len(students))
            chosen = np.concatenate([students[index] for index in some])
            drawn.append(_gain(faces, shown, emotion_set, chosen))
        before = recalls(faces, faces.logits, emotion_set)
        return cls(before, recalls(faces, shown, emotion_set), drawn)


def summarise(gains: Sequence[Gain]) -> dict[str, dict[str, float] | dict[str, list[float]]]:
    """Means over several deals; what is gained with the 95 % interval of all their draws."""
    before = {name: _mean(gain.before[name] for gain in gains) for name in gains[0].before}
    after = {name: _mean(gain.after[name] for gain in gains) for name in gains[0].after}
    gained = {}
    for name, value in before.items():
        draws = [draw.get(name, np.nan) for gain in gains for draw in gain.drawn]
        gained[name] = [after[name] - value, *middle_of(draws)]
    return {"before": before, "after": after, "gained": gained}


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _gain(
    faces: Faces, shown: FloatArray, emotion_set: EmotionSet, chosen: IntArray
) -> Mapping[str, float]:
    some = Faces(faces.logits[chosen], faces.truth[chosen], faces.who[chosen])
    before = recalls(some, some.logits, emotion_set)
    after = recalls(some, shown[chosen], emotion_set)
    return {name: after[name] - before[name] for name in before}


def _resting(faces: Faces, own: IntArray, *, seed: int) -> RestingFace | None:
    """What would be learned of a student from these faces; None where they are too few."""
    random = np.random.default_rng(seed)
    neutral, others = own[faces.truth[own] == NEUTRAL], own[faces.truth[own] != NEUTRAL]
    wanted = round(len(neutral) * OTHER_EXPRESSIONS / (1 - OTHER_EXPRESSIONS))
    if len(neutral):
        own = np.concatenate([neutral, random.permutation(others)[:wanted]])
    minutes = [
        RestingMinute(0, 0, 0, Expression.of(faces.logits[index]))
        for index in random.permutation(own)
        if is_at_rest(faces.logits[index])
    ]
    if len(minutes) < MIN_HISTORY:
        return None
    face = RestingFace.first(minutes[0])
    for minute in minutes[1:]:
        face = face.after(minute)
    return replace(face, minutes=MINUTES, days=DAYS)


def _hidden(
    values: Sequence[float], share: float, carried: float, random: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Draw the person's value of each face, given its reading (a Gaussian copula)."""
    normal, count = NormalDist(), len(values)
    ranks = (np.argsort(np.argsort(values)) + 0.5) / count
    scores = np.array([normal.inv_cdf(rank) for rank in ranks])
    known = share * carried**2
    return np.asarray(np.sqrt(known) * scores + np.sqrt(1 - known) * random.normal(size=count))
