"""What is learned, and what comes of it, over a real database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from server.emotion_baselines import KEPT_DAYS, BaselineKeeper
from server.recognition.emotion_baseline import MIN_STUDENTS, Expression, RestingMinute
from students_db.database import Database
from students_db.emotion_baselines import EmotionBaselines, RestingRow
from students_db.errors import DatabaseLockedError, StudentNotFoundError
from students_db.students import Students
from tests.students_db.factories import EPOCH_SECOND, NOW, open_database

NETWORK = "a" * 64
DAY = 24 * 3600
USUAL = Expression(angry=-4.0, sad=-2.0)
RESTS_SAD = Expression(angry=-4.0, sad=0.0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def make_keeper(
    database: Database, *, network: str = NETWORK, enabled: bool = True
) -> BaselineKeeper:
    keeper = BaselineKeeper(EmotionBaselines(database), network_sha256=network, enabled=enabled)
    keeper.reload(now=NOW)
    return keeper


def make_class(database: Database) -> list[int]:
    students = Students(database)
    return [students.create(f"Student {index}", now=NOW) for index in range(MIN_STUDENTS)]


def minutes_of(student_id: int, expression: Expression, count: int = 40) -> list[RestingMinute]:
    """Minutes spread over four days."""
    return [
        RestingMinute(student_id, EPOCH_SECOND + 60 * index, 4 * index // count, expression)
        for index in range(count)
    ]


def teach(keeper: BaselineKeeper, students: list[int]) -> None:
    """All rest as usual, but for the first one, who rests sad."""
    for student_id in students:
        expression = RESTS_SAD if student_id == students[0] else USUAL
        keeper.learn(minutes_of(student_id, expression), now=NOW)


def test_keeper_shows_cameras_whose_face_rests_sad(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)

    teach(keeper, students)

    off = keeper.live.correction_of(students[0])
    assert off is not None
    assert off[3] > 0.8
    usual = keeper.live.correction_of(students[1])
    assert usual is not None
    assert abs(usual).max() < 0.1


def test_keeper_shows_the_same_after_a_restart(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)
    teach(keeper, students)
    again = make_keeper(database)

    before, after = (one.live.correction_of(students[0]) for one in (keeper, again))

    assert before is not None
    assert after is not None
    assert before.tolist() == after.tolist()


def test_keeper_corrects_nothing_while_it_is_switched_off(database: Database) -> None:
    students = make_class(database)
    teach(make_keeper(database), students)
    off = make_keeper(database, enabled=False)

    assert off.live.correction_of(students[0]) is None
    assert off.report(students[0]).correction is None
    assert off.report(students[0]).resting is not None


class LockedStore(EmotionBaselines):
    """A store of which one kind of call fails, as while another program keeps the file locked."""

    failing = ""

    def load(self, network_sha256: str) -> dict[int, RestingRow]:
        self._check("load")
        return super().load(network_sha256)

    def forget_unused(self, *, before: datetime) -> int:
        self._check("forget_unused")
        return super().forget_unused(before=before)

    def _check(self, call: str) -> None:
        if call == self.failing:
            raise DatabaseLockedError("another program keeps the database locked")


@pytest.mark.parametrize("failing", ["load", "forget_unused"])
def test_minute_is_learned_once_however_often_it_is_tried(database: Database, failing: str) -> None:
    (student_id, *_), store = make_class(database), LockedStore(database)
    keeper = BaselineKeeper(store, network_sha256=NETWORK, enabled=True)
    minutes = minutes_of(student_id, USUAL, count=1)
    for store.failing in (failing, failing, ""):
        try:
            keeper.learn(minutes, now=NOW)
        except DatabaseLockedError:
            continue
        minutes = []

    resting = keeper.report(student_id).resting
    assert resting is not None
    assert resting.minutes == 1


def test_forgotten_student_is_learned_from_what_is_seen_later_alone(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)
    teach(keeper, students)
    later = NOW + timedelta(hours=1)

    keeper.forget(students[0], now=later)
    keeper.learn(minutes_of(students[0], RESTS_SAD), now=later)  # began before

    assert keeper.live.correction_of(students[0]) is None
    assert keeper.report(students[0]).resting is None


def test_refusing_student_is_not_learned(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)
    teach(keeper, students)

    keeper.set_refused(students[0], refused=True, now=NOW - timedelta(hours=1))
    teach(keeper, students)

    assert keeper.live.correction_of(students[0]) is None
    assert keeper.live.current.refused == {students[0]}
    assert keeper.report(students[0]).stored.refused


def test_what_another_network_read_is_not_used_and_is_replaced(database: Database) -> None:
    students = make_class(database)
    teach(make_keeper(database), students)
    keeper = make_keeper(database, network="b" * 64)
    outdated = keeper.report(students[0])

    keeper.learn(minutes_of(students[0], USUAL, count=1), now=NOW)

    assert (outdated.outdated, outdated.resting) == (True, None)
    report = keeper.report(students[0])
    assert report.resting is not None
    assert (report.outdated, report.resting.minutes) == (False, 1)


def test_who_was_not_seen_for_long_is_forgotten(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)
    teach(keeper, students)

    keeper.reload(now=NOW + timedelta(days=KEPT_DAYS + 1))

    assert keeper.report(students[0]).stored.resting is None
    assert keeper.live.current.corrections == {}


def test_keeper_learns_nothing_of_a_student_who_is_gone(database: Database) -> None:
    keeper, students = make_keeper(database), make_class(database)
    Students(database).delete(students[0])

    keeper.learn(minutes_of(students[0], RESTS_SAD), now=NOW)

    with pytest.raises(StudentNotFoundError):
        keeper.report(students[0])
