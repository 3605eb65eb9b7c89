import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from server.live.recorder import Recorder
from server.metrics import Metrics
from server.recognition.types import FaceResult, IdentityMatch, IdentityStatus, LivenessStatus
from students_db.errors import DatabaseFullError, DatabaseLockedError
from students_db.observations import NO_EMOTION, Observation, StudentSpan
from tests.server.live.factories import Clock, Store, make_face, make_result, settle


def make_recorder(
    store: Store, *, clock: Callable[[], float] | None = None, max_unwritten: int = 100
) -> tuple[Recorder, Metrics]:
    metrics = Metrics()
    recorder = Recorder(store, metrics=metrics, now=clock or Clock(), max_unwritten=max_unwritten)
    return recorder, metrics


def test_recorder_averages_the_frames_of_a_second() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    for happy in (10.0, -10.0):
        result = make_result(1, make_face(student_id=5, happy=happy))
        recorder.add(result, class_session_id=None, seen_at=1000.5)
    asyncio.run(recorder.flush())

    (observation,) = store.observations
    assert (observation.second, observation.samples) == (1000, 2)
    assert sum(observation.probabilities) == pytest.approx(1)
    assert observation.probabilities[1] == pytest.approx(0.5, abs=1e-3)


def test_recorder_stores_what_was_read_not_what_a_resting_face_made_of_it() -> None:
    store = Store()
    recorder, _ = make_recorder(store)
    face = make_face(student_id=5, happy=3.0)
    assert face.emotion is not None
    rests_happy = np.array([0, 9, 0, 0, 0, 0], np.float32)
    corrected = replace(face, emotion=replace(face.emotion, baseline=rests_happy))

    recorder.add(make_result(1, corrected), class_session_id=None, seen_at=10.0)
    asyncio.run(recorder.flush())

    assert store.observations[0].probabilities[1] > 0.7


def test_recorder_keeps_apart_students_seconds_and_class_sessions() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    for student_id, class_session_id, seen_at in [
        (5, 1, 10.0),
        (6, 1, 10.0),
        (5, 2, 10.0),
        (5, 1, 11.0),
    ]:
        result = make_result(1, make_face(student_id=student_id))
        recorder.add(result, class_session_id=class_session_id, seen_at=seen_at)
    asyncio.run(recorder.flush())

    assert len(store.observations) == 4


class SlowStore(Store):
    """A store whose thread waits until the test lets it write."""

    def __init__(self) -> None:
        super().__init__()
        self.entered = threading.Event()
        self.released = threading.Event()

    def add(self, batch: Sequence[Observation]) -> int:
        self.entered.set()
        assert self.released.wait(10)
        return super().add(batch)


def test_recorder_that_stops_while_it_writes_stores_nothing_twice() -> None:
    store = SlowStore()
    recorder, _ = make_recorder(store, clock=Clock(1000.95))  # the next write is near
    recorder.add(make_result(1, make_face(student_id=5)), class_session_id=None, seen_at=999.5)

    async def stop_in_the_middle() -> None:
        running = asyncio.create_task(recorder.run())
        await asyncio.to_thread(store.entered.wait, 10)
        running.cancel()
        closing = asyncio.create_task(recorder.close())
        await settle()
        store.released.set()
        await closing

    asyncio.run(stop_in_the_middle())

    assert [(row.second, row.samples) for row in store.observations] == [(999, 1)]


def test_recorder_that_stops_says_what_it_could_not_write(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = Store()
    store.error = DatabaseLockedError("locked")
    recorder, metrics = make_recorder(store)
    recorder.add(make_result(1, make_face(student_id=5)), class_session_id=None, seen_at=10.0)

    asyncio.run(recorder.close())

    assert "1 observations are lost" in caplog.text
    assert b"homeroom_observations_lost_total 1.0" in metrics.exposition()


def test_recorder_takes_no_note_of_strangers() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    recorder.add(make_result(1, make_face()), class_session_id=None, seen_at=10.0)
    asyncio.run(recorder.flush())

    assert store.observations == []


def test_recorder_counts_a_student_without_an_emotion_as_seen() -> None:
    store = Store()
    recorder, _ = make_recorder(store)
    face = FaceResult(
        track_id=1,
        box=np.zeros(4, np.float32),
        detection_score=1.0,
        identity=IdentityMatch(IdentityStatus.KNOWN, 5, "name", 0.9),
        emotion=None,
    )

    recorder.add(make_result(1, face), class_session_id=None, seen_at=10.0)
    asyncio.run(recorder.flush())

    (observation,) = store.observations
    assert (observation.samples, observation.probabilities) == (0, NO_EMOTION)


def test_recorder_writes_finished_seconds_only() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    for seen_at in (10.2, 11.2):
        recorder.add(
            make_result(1, make_face(student_id=5)), class_session_id=None, seen_at=seen_at
        )
    asyncio.run(recorder.flush(before=11))

    assert [observation.second for observation in store.observations] == [10]


def test_recorder_tries_again_when_the_database_was_locked() -> None:
    store = Store()
    store.error = DatabaseLockedError("locked")
    recorder, metrics = make_recorder(store)

    async def scenario() -> None:
        recorder.add(make_result(1, make_face(student_id=5)), class_session_id=None, seen_at=10.0)
        await recorder.flush()
        store.error = None
        recorder.add(make_result(2, make_face(student_id=5)), class_session_id=None, seen_at=11.0)
        await recorder.flush()

    asyncio.run(scenario())

    assert [observation.second for observation in store.observations] == [10, 11]
    assert b"homeroom_observations_lost_total 0.0" in metrics.exposition()
    assert b"homeroom_observations_written_total 2.0" in metrics.exposition()


def test_recorder_gives_up_the_oldest_when_too_many_wait() -> None:
    store = Store()
    store.error = DatabaseLockedError("locked")
    recorder, metrics = make_recorder(store, max_unwritten=3)

    async def scenario() -> None:
        for second in range(10):
            result = make_result(1, make_face(student_id=5))
            recorder.add(result, class_session_id=None, seen_at=second)
            await recorder.flush()
        store.error = None
        await recorder.flush()

    asyncio.run(scenario())

    assert [observation.second for observation in store.observations] == [7, 8, 9]
    assert b"homeroom_observations_lost_total 7.0" in metrics.exposition()


def test_recorder_says_once_that_it_cannot_write(caplog: pytest.LogCaptureFixture) -> None:
    store = Store()
    store.error = DatabaseLockedError("another program keeps it locked")
    recorder, _ = make_recorder(store)

    async def scenario() -> None:
        for second in range(3):
            result = make_result(1, make_face(student_id=5))
            recorder.add(result, class_session_id=None, seen_at=second)
            await recorder.flush()

    asyncio.run(scenario())

    (record,) = caplog.records
    assert "another program keeps it locked" in record.message
    assert "student" not in record.message


def test_recorder_counts_a_student_who_is_not_judged_yet() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10, 11)
    asyncio.run(recorder.flush())

    assert [observation.second for observation in store.observations] == [10, 11]


def test_recorder_stores_nothing_of_a_suspect_face() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.SUSPECT, 10, 11)
    asyncio.run(recorder.flush())

    assert store.observations == []


def test_recorder_takes_back_what_it_counted_before_the_suspicion() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10, 11)
    asyncio.run(recorder.flush(before=11))
    see(recorder, LivenessStatus.UNSURE, 12)
    see(recorder, LivenessStatus.SUSPECT, 13)
    asyncio.run(recorder.flush())

    assert [observation.second for observation in store.observations] == [10]
    assert store.withdrawn == [StudentSpan(5, 1, first_second=10, last_second=12)]


def test_recorder_keeps_what_it_counted_of_a_living_student() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10)
    see(recorder, LivenessStatus.LIVE, 11)
    see(recorder, LivenessStatus.SUSPECT, 12)
    asyncio.run(recorder.flush())

    assert [observation.second for observation in store.observations] == [10, 11]
    assert store.withdrawn == []


def test_recorder_counts_again_when_the_suspicion_is_gone() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.SUSPECT, 10)
    see(recorder, LivenessStatus.LIVE, 11)
    asyncio.run(recorder.flush())

    assert [observation.second for observation in store.observations] == [11]


def test_recorder_never_writes_what_waited_until_the_suspicion() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10, 11)
    store.error = DatabaseLockedError("locked")
    asyncio.run(recorder.flush())
    see(recorder, LivenessStatus.SUSPECT, 12)
    store.error = None
    asyncio.run(recorder.flush())

    assert store.observations == []


class BusyStore(Store):
    """A store during whose writing something happens."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] = lambda: None

    def add(self, batch: Sequence[Observation]) -> int:
        self.meanwhile()
        return super().add(batch)


def test_recorder_takes_back_what_is_being_written_when_the_suspicion_comes() -> None:
    store = BusyStore()
    recorder, _ = make_recorder(store)
    store.meanwhile = lambda: see(recorder, LivenessStatus.SUSPECT, 12)

    see(recorder, LivenessStatus.UNSURE, 10, 11)
    asyncio.run(recorder.flush())
    asyncio.run(recorder.flush())

    assert store.withdrawn == [StudentSpan(5, 1, first_second=10, last_second=11)]


@pytest.mark.parametrize("error", [DatabaseLockedError("locked"), ZeroDivisionError()])
def test_recorder_withdraws_later_what_the_database_refuses_now(error: Exception) -> None:
    store = Store()
    recorder, _ = make_recorder(store)
    see(recorder, LivenessStatus.UNSURE, 10)
    see(recorder, LivenessStatus.SUSPECT, 11)

    store.error = error
    asyncio.run(recorder.flush())
    store.error = None
    asyncio.run(recorder.flush())

    assert store.withdrawn == [StudentSpan(5, 1, first_second=10, last_second=10)]


def test_recorder_keeps_what_another_camera_counted_of_the_student() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10, 11, 12, camera="with a photo")
    see(recorder, LivenessStatus.UNSURE, 12, 13, camera="with the student")
    asyncio.run(recorder.flush(before=12))
    see(recorder, LivenessStatus.SUSPECT, 13, camera="with a photo")
    asyncio.run(recorder.flush())

    assert store.withdrawn == [StudentSpan(5, 1, first_second=10, last_second=11)]
    of_the_student = [row for row in store.observations if row.second >= 12]
    assert [(row.second, row.samples) for row in of_the_student] == [(12, 1), (13, 1)]


def test_photo_takes_nothing_from_the_student_in_the_same_picture() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, *range(10, 20), track_id=1)  # far away, never judged
    see(recorder, LivenessStatus.UNSURE, 20, 21, track_id=9)  # a photo before the camera
    see(recorder, LivenessStatus.SUSPECT, 22, track_id=9)
    asyncio.run(recorder.flush())

    assert [row.second for row in store.observations] == list(range(10, 20))
    assert store.withdrawn == [StudentSpan(5, 1, first_second=20, last_second=21)]


def test_student_who_is_there_does_not_vouch_for_a_photo_in_the_same_picture() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    see(recorder, LivenessStatus.UNSURE, 10, 11, track_id=9)
    see(recorder, LivenessStatus.LIVE, 12, track_id=1)
    see(recorder, LivenessStatus.SUSPECT, 13, track_id=9)
    asyncio.run(recorder.flush())

    assert [row.second for row in store.observations] == [12]


def test_recorder_joins_the_cameras_that_see_a_student() -> None:
    store = Store()
    recorder, _ = make_recorder(store)

    for camera in ("left", "right"):
        see(recorder, LivenessStatus.LIVE, 10, camera=camera)
    asyncio.run(recorder.flush())

    (observation,) = store.observations
    assert (observation.second, observation.samples) == (10, 2)


def see(
    recorder: Recorder,
    liveness: LivenessStatus,
    *seconds: int,
    camera: str = "one",
    track_id: int = 1,
) -> None:
    """Show the recorder student 5 in class session 1."""
    for second in seconds:
        face = make_face(student_id=5, track_id=track_id, liveness=liveness)
        result = make_result(1, face)
        recorder.add(result, class_session_id=1, seen_at=float(second), camera=camera)


def test_recorder_tells_what_is_wrong_until_it_is_written() -> None:
    store = Store()
    recorder, _ = make_recorder(store)
    recorder.add(make_result(1, make_face(student_id=5)), class_session_id=None, seen_at=10.0)

    store.error = DatabaseFullError("no space is left; free some")
    asyncio.run(recorder.flush())
    while_full = recorder.problem
    store.error = None
    asyncio.run(recorder.flush())  # nobody was seen meanwhile

    assert while_full is not None
    assert "free some" in while_full
    assert recorder.problem is None
