from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.recognition.emotion_baseline import (
    LIMIT,
    MIN_STUDENTS,
    Baselines,
    Expression,
    LiveBaselines,
    RestingFace,
    RestingMinute,
    correction,
    usual_expression,
)

USUAL = Expression(angry=-4.0, sad=-2.0)
SAD = Expression(angry=-4.0, sad=0.5)
ODDS = st.floats(-20.0, 20.0)


def minute(expression: Expression, day: int = 100) -> RestingMinute:
    return RestingMinute(student_id=1, started_at=0, day=day, expression=expression)


def seen(expression: Expression, *, minutes: int = 60, days: int = 4) -> RestingFace:
    face = RestingFace.first(minute(expression, day=0))
    for index in range(1, minutes):
        face = face.after(minute(expression, day=index * days // minutes))
    return face


def classmates(count: int = MIN_STUDENTS) -> dict[int, RestingFace]:
    return {100 + index: seen(USUAL) for index in range(count)}


def test_face_that_rests_sad_has_most_of_that_taken_off() -> None:
    off = correction(seen(replace(USUAL, sad=-1.0)), USUAL)

    assert off is not None
    assert 0.6 < off.sad < 1.0
    assert off.angry == 0.0


def test_face_that_rests_less_sad_than_usual_is_called_sad_sooner() -> None:
    off = correction(seen(replace(USUAL, sad=-3.0)), USUAL)

    assert off is not None
    assert -1.0 < off.sad < -0.6


@given(angry=ODDS, sad=ODDS, minutes=st.integers(10, 100), days=st.integers(2, 10))
def test_correction_stays_within_its_limit(
    angry: float, sad: float, minutes: int, days: int
) -> None:
    """Somebody who is sad for weeks is still read as sad."""
    off = correction(seen(Expression(angry, sad), minutes=minutes, days=days), USUAL)

    assert off is not None
    assert max(abs(off.angry), abs(off.sad)) < LIMIT


@pytest.mark.parametrize(("minutes", "days"), [(9, 2), (60, 1)])
def test_nothing_is_taken_off_before_enough_was_seen(minutes: int, days: int) -> None:
    assert correction(seen(SAD, minutes=minutes, days=days), USUAL) is None


def test_nothing_is_taken_off_before_enough_students_are_known() -> None:
    few = {1: seen(SAD), **classmates(MIN_STUDENTS - 2)}
    glimpsed = {200: seen(SAD, minutes=5)}

    assert usual_expression([*few.values(), *glimpsed.values()]) is None
    assert Baselines.of(few, ()).corrections == {}


def test_trust_grows_with_what_was_seen() -> None:
    trusts = [seen(SAD, minutes=n, days=d).trust for n, d in [(10, 2), (40, 2), (40, 8), (200, 8)]]

    assert trusts == sorted(trusts)
    assert trusts[0] < 0.4
    assert 0.8 < trusts[-1] < 1.0


@given(odd=st.tuples(ODDS, ODDS))
def test_single_minute_hardly_changes_what_is_known(odd: tuple[float, float]) -> None:
    before = seen(USUAL)
    after = before.after(minute(Expression(*odd)))

    assert abs(after.expression.sad - USUAL.sad) < 0.05
    assert abs(after.expression.angry - USUAL.angry) < 0.05


def test_face_that_changes_is_learned_anew_within_a_term() -> None:
    face = seen(USUAL, minutes=300, days=10)
    for index in range(1500):
        face = face.after(minute(replace(USUAL, sad=-1.0), day=100 + index // 40))

    assert face.expression.sad == pytest.approx(-1.0, abs=0.05)


def test_usual_does_not_follow_a_few_unusual_students() -> None:
    usual = usual_expression([*classmates(8).values(), *[seen(Expression(9.0, 9.0))] * 3])

    assert usual == USUAL


def test_baselines_correct_angry_and_sad_alone() -> None:
    live = LiveBaselines()
    live.replace(Baselines.of({1: seen(SAD), **classmates()}, refused=(5,)))

    off = live.correction_of(1)

    assert off is not None
    assert np.flatnonzero(off).tolist() == [3]
    assert live.correction_of(2) is None
    assert live.correction_of(None) is None
    assert live.current.refused == {5}


def test_expression_is_read_against_neutral() -> None:
    logits = np.array([1.0, 9.0, 3.0, 2.5, 0.0, 0.0], np.float32)

    assert Expression.of(logits) == Expression(angry=-2.0, sad=-0.5)
