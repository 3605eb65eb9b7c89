"""Which seconds count as a face at rest, and when they are learned."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from server.live.resting_faces import FORGET_SECONDS, SECONDS, RestingFaces
from server.recognition.emotion_baseline import Baselines, LiveBaselines, RestingMinute
from server.recognition.types import EmotionEstimate, FaceResult, LivenessStatus
from students_db.errors import DatabaseLockedError
from tests.server.live.factories import Clock, make_face

STUDENT = 5


class Learned:
    """Keeps the minutes; `error` is raised instead while it is set."""

    def __init__(self) -> None:
        self.minutes: list[RestingMinute] = []
        self.times = 0
        self.error: Exception | None = None

    def learn(self, minutes: Sequence[RestingMinute], *, now: datetime) -> None:
        assert now.tzinfo is not None
        self.times += 1
        if self.error is not None:
            raise self.error
        self.minutes += minutes


def face(
    sad: float = 1.0,
    *,
    happy: float = -3.0,
    clarity: float = 0.8,
    liveness: LivenessStatus | None = LivenessStatus.LIVE,
) -> FaceResult:
    logits = np.array([-2.0, happy, 0.0, sad, -3.0, -3.0], np.float32)
    made = make_face(STUDENT, liveness=liveness)
    return replace(made, emotion=EmotionEstimate(logits, clarity=clarity))


def watch(
    *faces: FaceResult, seconds: int = SECONDS, refused: Sequence[int] = ()
) -> list[RestingMinute]:
    """What is learned when each of the faces is seen for so many seconds."""
    learned = Learned()
    resting = RestingFaces(learned, LiveBaselines(Baselines(refused=refused)), now=Clock())
    second = 0
    for one in faces:
        for _ in range(seconds):
            second += 1
            resting.see(STUDENT, one, second)
            resting.see(STUDENT, one, second)  # a second frame of the same second
    asyncio.run(resting.flush())
    return learned.minutes


def test_minute_at_rest_is_learned() -> None:
    (minute,) = watch(face(sad=1.0))

    assert (minute.student_id, minute.started_at, minute.day) == (STUDENT, 1, 0)
    assert minute.expression.sad == pytest.approx(1.0)
    assert minute.expression.angry == pytest.approx(-2.0)


def test_less_than_a_minute_is_not_learned() -> None:
    assert watch(face(), seconds=SECONDS - 1) == []


@pytest.mark.parametrize(
    "passed_over",
    [
        face(happy=5.0),
        face(clarity=0.2),
        face(liveness=LivenessStatus.UNSURE),
        face(liveness=LivenessStatus.SUSPECT),
        replace(face(), emotion=None),
    ],
    ids=["smiles", "poorly seen", "not surely alive", "a photo", "not read"],
)
def test_other_faces_are_passed_over(passed_over: FaceResult) -> None:
    assert watch(passed_over) == []


def test_face_counts_where_nobody_watches_for_photos() -> None:
    assert len(watch(face(liveness=None))) == 1


def test_minute_is_the_median_so_that_some_odd_seconds_do_not_matter() -> None:
    (minute,) = watch(face(sad=1.0), face(sad=9.0), seconds=40)

    assert minute.expression.sad == pytest.approx(1.0)


def test_nothing_is_gathered_of_who_refused() -> None:
    assert watch(face(), refused=[STUDENT]) == []


@pytest.mark.parametrize("error", [DatabaseLockedError("locked"), RuntimeError("a bug")])
def test_minutes_wait_while_the_database_cannot_be_written(error: Exception) -> None:
    learned = Learned()
    resting = RestingFaces(learned, LiveBaselines(), now=Clock())
    for second in range(SECONDS):
        resting.see(STUDENT, face(), second)

    learned.error = error
    asyncio.run(resting.flush())
    learned.error = None
    asyncio.run(resting.flush())

    assert len(learned.minutes) == 1


def test_old_baselines_are_forgotten_hourly_also_while_nobody_is_seen() -> None:
    learned, clock = Learned(), Clock()
    resting = RestingFaces(learned, LiveBaselines(), now=clock)

    for _ in range(3):
        asyncio.run(resting.flush())
    assert learned.times == 0
    clock.seconds += FORGET_SECONDS
    for _ in range(3):
        asyncio.run(resting.flush())

    assert (learned.times, learned.minutes) == (1, [])


def test_days_are_those_of_the_school() -> None:
    learned = Learned()
    resting = RestingFaces(
        learned, LiveBaselines(), now=Clock(), timezone=timezone(timedelta(hours=9))
    )
    nine_in_the_morning = 24 * 3600  # midnight of UTC

    for second in range(nine_in_the_morning - SECONDS, nine_in_the_morning + SECONDS):
        resting.see(STUDENT, face(), second)
    asyncio.run(resting.flush())

    assert [minute.day for minute in learned.minutes] == [1, 1]
