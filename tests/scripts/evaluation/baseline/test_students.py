"""Dealing faces to students, and correcting them, where the truth is made."""

from dataclasses import replace

import numpy as np
import pytest

from models.emotion import EMOTIONS, EmotionSet
from scripts.evaluation.baseline.people import share_between
from scripts.evaluation.baseline.students import (
    Faces,
    Gain,
    PersonEffect,
    corrected,
    deal,
    recalls,
    summarise,
)

ANGRY, HAPPY, NEUTRAL, SAD = (EMOTIONS.index(name) for name in ("angry", "happy", "neutral", "sad"))
EFFECT = PersonEffect(angry=0.3, sad=0.5, carried=0.5)


def made_faces(count: int = 1600) -> Faces:
    """Readings of faces whose people are not known: all labels, each with noise of its own."""
    random = np.random.default_rng(2)
    truth = random.choice([ANGRY, HAPPY, NEUTRAL, SAD], count, p=[0.15, 0.25, 0.45, 0.15])
    logits = random.normal(0, 1, (count, 6)).astype(np.float32)
    logits[np.arange(count), truth] += 2.0
    return Faces(logits, truth, np.zeros(count, np.int64))


def school(*, rests_sad_by: float, students: int = 20) -> Faces:
    """The first two students rest sad; all have neutral faces, and some that truly are sad."""
    random = np.random.default_rng(3)
    who = np.repeat(np.arange(students), 30)
    truth = np.where(np.arange(len(who)) % 30 < 24, NEUTRAL, SAD)
    logits = random.normal(0, 0.3, (len(who), 6)).astype(np.float32) - 3.0
    logits[:, NEUTRAL] += 3.0
    logits[truth == SAD, SAD] += 5.0
    logits[(truth == NEUTRAL), SAD] += 1.5
    logits[who < 2, SAD] += rests_sad_by
    return Faces(logits, truth, who)


def test_dealt_students_differ_at_rest_as_people_do() -> None:
    faces = made_faces(6000)
    dealt = deal(faces.logits, faces.truth, EFFECT, side=8, seed=0)
    rest = dealt.truth == NEUTRAL
    sad = dealt.logits[:, SAD] - dealt.logits[:, NEUTRAL]
    groups = [sad[rest & (dealt.who == student)].astype(np.float64) for student in range(64)]

    assert share_between(groups) == pytest.approx(EFFECT.sad, abs=0.12)


def test_dealing_changes_no_reading_and_gives_everybody_all_labels() -> None:
    faces = made_faces()
    dealt = deal(faces.logits, faces.truth, EFFECT, side=4, seed=0)

    assert dealt.logits is faces.logits
    assert len(np.unique(dealt.who)) == 16
    for student in range(16):
        labels = set(dealt.truth[dealt.who == student].tolist())
        assert labels == {ANGRY, HAPPY, NEUTRAL, SAD}


def test_correction_calls_who_rests_sad_neutral_and_still_sad_when_sad() -> None:
    faces = school(rests_sad_by=2.5)
    shown = corrected(faces, seed=0)
    resting_sad = faces.who < 2

    def right(rows: np.ndarray, label: int) -> float:
        chosen = resting_sad & (faces.truth == label)
        return float((rows[chosen].argmax(axis=1) == label).mean())

    assert right(faces.logits, NEUTRAL) < 0.3
    assert right(shown, NEUTRAL) > right(faces.logits, NEUTRAL) + 0.3
    assert right(shown, SAD) == 1.0


def test_correction_hardly_touches_who_rests_as_usual() -> None:
    faces = school(rests_sad_by=2.5)
    usual = faces.who >= 2

    assert np.abs(corrected(faces, seed=0) - faces.logits)[usual].max() < 0.5


def test_own_face_is_no_part_of_its_history() -> None:
    """A lone odd face among usual ones is not corrected by itself."""
    faces = school(rests_sad_by=0.0)
    odd = faces.logits.copy()
    odd[0, SAD] += 9.0
    changed = replace(faces, logits=odd)

    off = changed.logits[0] - corrected(changed, seed=0)[0]

    assert abs(float(off[SAD])) < 0.3


def test_summary_holds_means_and_what_was_gained() -> None:
    faces = school(rests_sad_by=2.5)
    gains = [Gain.of(faces, EmotionSet.WELLBEING, seed=seed) for seed in (0, 1)]
    summary = summarise(gains)

    before = recalls(faces, faces.logits, EmotionSet.WELLBEING)
    assert summary["before"] == pytest.approx(before)
    value, low, high = summary["gained"]["neutral"]  # type: ignore[misc]
    assert value > 0
    assert low <= value <= high
