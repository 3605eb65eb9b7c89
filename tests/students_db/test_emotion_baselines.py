"""What is kept of how a face reads at rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from students_db.database import Database
from students_db.emotion_baselines import BaselineState, EmotionBaselines, RestingRow
from students_db.errors import StudentNotFoundError
from students_db.students import Students
from tests.students_db.factories import NOW

SHA256 = "c" * 64
RESTING = RestingRow(SHA256, angry=-4.0, sad=-1.5, minutes=12, days=2, last_day=20_000)


def make_student(database: Database, name: str = "Amara") -> int:
    return Students(database).create(name, now=NOW)


def learn(database: Database, *student_ids: int, resting: RestingRow = RESTING) -> None:
    EmotionBaselines(database).learn(student_ids, lambda _id, _before: resting, now=NOW)


def test_learn_stores_a_baseline_and_hands_the_old_one_to_the_next(database: Database) -> None:
    baselines, student_id = EmotionBaselines(database), make_student(database)
    learn(database, student_id)
    before = []

    def change(_student_id: int, resting: RestingRow | None) -> RestingRow:
        before.append(resting)
        return replace(RESTING, minutes=13)

    baselines.learn([student_id], change, now=NOW)

    assert before == [RESTING]
    assert baselines.get(student_id) == BaselineState(False, replace(RESTING, minutes=13), NOW)
    assert baselines.load(SHA256) == {student_id: replace(RESTING, minutes=13)}


def test_load_returns_nothing_that_another_network_read(database: Database) -> None:
    learn(database, make_student(database))

    assert EmotionBaselines(database).load("d" * 64) == {}


def test_forget_removes_what_was_learned(database: Database) -> None:
    baselines, student_id = EmotionBaselines(database), make_student(database)
    learn(database, student_id)

    baselines.forget(student_id)

    assert baselines.get(student_id) == BaselineState()


def test_refusal_forgets_and_lets_nothing_be_learned_until_it_is_withdrawn(
    database: Database,
) -> None:
    baselines, student_id = EmotionBaselines(database), make_student(database)
    learn(database, student_id)

    baselines.set_refused(student_id, refused=True, now=NOW)
    baselines.forget(student_id)
    learn(database, student_id)
    refused = baselines.get(student_id)
    baselines.set_refused(student_id, refused=False, now=NOW)
    learn(database, student_id)

    assert (refused.refused, refused.resting) == (True, None)
    assert baselines.refused() == frozenset()
    assert baselines.get(student_id).resting == RESTING


def test_withdrawing_a_refusal_that_never_was_forgets_nothing(database: Database) -> None:
    baselines, student_id = EmotionBaselines(database), make_student(database)
    learn(database, student_id)

    baselines.set_refused(student_id, refused=False, now=NOW)

    assert baselines.get(student_id).resting == RESTING


def test_delete_of_a_student_removes_the_baseline(database: Database) -> None:
    student_id = make_student(database)
    learn(database, student_id)

    Students(database).delete(student_id)
    learn(database, student_id)

    assert EmotionBaselines(database).load(SHA256) == {}


def test_forget_unused_removes_who_was_not_seen_for_long_and_keeps_refusals(
    database: Database,
) -> None:
    baselines = EmotionBaselines(database)
    gone, refuser = make_student(database), make_student(database, "Bilal")
    learn(database, gone)
    baselines.set_refused(refuser, refused=True, now=NOW)

    assert baselines.forget_unused(before=NOW) == 0
    assert baselines.forget_unused(before=NOW + timedelta(seconds=1)) == 1
    assert baselines.load(SHA256) == {}
    assert baselines.refused() == {refuser}


def test_unknown_student_is_not_found(database: Database) -> None:
    baselines = EmotionBaselines(database)

    with pytest.raises(StudentNotFoundError):
        baselines.get(99)
    with pytest.raises(StudentNotFoundError):
        baselines.forget(99)
    with pytest.raises(StudentNotFoundError):
        baselines.set_refused(99, refused=True, now=NOW)
