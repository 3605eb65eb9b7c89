"""A camera's side of the protocol, without a socket: every frame is answered exactly once."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.live.camera import Camera
from server.live.context import LiveContext
from server.live.engine import TURNS_AT_ONCE
from server.live.hub import Traffic
from server.live.outbox import Close, Outbox
from server.live.watcher import Watcher
from server.recognition.types import LivenessStatus
from server.settings import LimitSettings
from students_db.observations import Observation
from tests.server.live.factories import (
    RUNNING_CLASS_SESSION,
    Clock,
    InstantTurns,
    ManualExecutor,
    Store,
    Wire,
    binary_frame,
    make_context,
    make_face,
    make_outbox,
    overload,
    settle,
    start_text,
)


class Studio:
    """A started camera whose turns run when the test says so."""

    def __init__(
        self,
        *,
        turns: InstantTurns | None = None,
        store: Store | None = None,
        limits: LimitSettings | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.executor = ManualExecutor()
        self.context: LiveContext = make_context(
            turns=turns, executor=self.executor, store=store, limits=limits, clock=clock
        )
        self.wire = Wire()
        self.outbox: Outbox = make_outbox(self.wire)
        self.camera = Camera(self.context, self.outbox, connection_id="camera-1")
        self.writer: asyncio.Task[Close] | None = None

    async def start(self, **fields: object) -> None:
        self.writer = asyncio.create_task(self.outbox.run())
        await self.camera.receive(start_text(**fields))

    async def send(self, *frame_ids: int) -> None:
        for frame_id in frame_ids:
            await self.camera.receive(binary_frame(frame_id))

    async def work(self) -> None:
        while self.executor.waiting:
            await self.executor.work()
        await settle()

    async def closed(self) -> Close:
        assert self.writer is not None
        return await asyncio.wait_for(self.writer, 5)

    def answers(self) -> list[tuple[str, int]]:
        kinds = {"result", "dropped", "error"}
        sent = [message for message in self.wire.sent if message["type"] in kinds]
        return [(message["type"], message["frame_id"]) for message in sent]


async def film(context: LiveContext, connection_id: str, **start: object) -> None:
    """Let one more camera start and send a frame."""
    camera = Camera(context, make_outbox(Wire()), connection_id=connection_id)
    await camera.receive(start_text(**start))
    await camera.receive(binary_frame(1))


def test_ready_tells_the_limits_that_hold() -> None:
    async def scenario() -> dict[str, Any]:
        studio = Studio(limits=LimitSettings(max_in_flight=4))
        await studio.start(max_in_flight=16, emotion_set="engagement")
        await settle()
        return studio.wire.sent[0]

    ready = asyncio.run(scenario())

    assert ready["limits"]["max_in_flight"] == 4
    assert ready["emotion_labels"] == ["angry", "happy", "neutral", "sad", "surprise"]
    assert (ready["students"], ready["connection_id"]) == (3, "camera-1")


@pytest.mark.parametrize(
    ("start", "last_label"),
    [
        ({}, "tired"),
        ({"emotion_set": "engagement"}, "surprise"),
        ({"class_session_id": RUNNING_CLASS_SESSION}, "surprise"),
        ({"class_session_id": RUNNING_CLASS_SESSION, "emotion_set": "wellbeing"}, "surprise"),
    ],
)
def test_emotions_are_those_of_the_class_session_first(
    start: dict[str, Any], last_label: str
) -> None:
    async def scenario() -> list[dict[str, Any]]:
        studio = Studio(turns=InstantTurns(make_face()))
        await studio.start(**start)
        await settle()
        await studio.send(1)
        await studio.work()
        return studio.wire.sent

    ready, result = asyncio.run(scenario())

    assert ready["emotion_labels"][-1] == last_label
    assert list(result["faces"][0]["emotion"]["probabilities"])[-1] == last_label


def test_hub_tells_how_a_camera_is_doing() -> None:
    async def scenario() -> Traffic:
        clock = Clock()
        studio = Studio(clock=clock)
        studio.context.hub.enter(studio.camera)
        await studio.start(max_in_flight=3)
        await studio.send(1, 2, 3)
        await studio.work()
        clock.seconds += 1
        return studio.context.hub.traffic()

    traffic = asyncio.run(scenario())

    (camera,) = traffic.cameras
    assert (camera.connection_id, traffic.watchers) == ("camera-1", 0)
    assert camera.opened_at == 1000.0
    assert (camera.totals.received, camera.totals.done, camera.totals.dropped) == (3, 2, 1)
    assert (camera.rates.frames_per_second, camera.rates.dropped_per_second) == (2, 1)


def test_newest_frame_wins_and_the_older_is_dropped() -> None:
    async def scenario() -> Studio:
        studio = Studio()
        await studio.start(max_in_flight=3)
        await studio.send(1, 2, 3)
        await studio.work()
        return studio

    studio = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 2), ("result", 1), ("result", 3)]
    assert studio.wire.of_type("dropped")[0]["reason"] == "newer_frame"


@pytest.mark.parametrize("said", [1, 2])
def test_client_that_sends_more_than_it_said_is_told(said: int) -> None:
    async def scenario() -> Studio:
        studio = Studio()
        await studio.start(max_in_flight=said)
        await studio.send(1, 2, 3)
        await studio.work()
        return studio

    dropped = asyncio.run(scenario()).wire.of_type("dropped")

    assert [(one["frame_id"], one["reason"]) for one in dropped] == [(2, "too_many_in_flight")]


def test_client_that_waits_behind_others_and_keeps_its_word_is_not_blamed() -> None:
    async def scenario() -> Studio:
        studio = Studio()
        for number in range(TURNS_AT_ONCE):
            await film(studio.context, f"other-{number}")
        await studio.start(max_in_flight=2)
        await studio.send(1, 2)
        await studio.work()
        return studio

    studio = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 1), ("result", 2)]
    assert studio.wire.of_type("dropped")[0]["reason"] == "newer_frame"


def test_frames_above_the_rate_are_dropped() -> None:
    async def scenario() -> Studio:
        clock = Clock()
        studio = Studio(clock=clock, limits=LimitSettings(max_frames_per_second=2))
        await studio.start()
        await studio.send(1, 2, 3)
        await studio.work()
        clock.seconds += 0.5
        await studio.send(4)
        await studio.work()
        return studio

    studio = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 3), ("result", 1), ("result", 2), ("result", 4)]
    assert studio.wire.of_type("dropped")[0]["reason"] == "rate_limit"


def test_rate_below_one_frame_a_second_lets_frames_through() -> None:
    async def scenario() -> Studio:
        studio = Studio(clock=(clock := Clock()), limits=LimitSettings(max_frames_per_second=0.5))
        await studio.start()
        for frame_id in range(1, 6):
            await studio.send(frame_id)
            await studio.work()
            clock.seconds += 1
        return studio

    answered = [one["frame_id"] for one in asyncio.run(scenario()).wire.of_type("result")]

    assert answered == [1, 3, 5]


def test_frames_above_what_a_busy_server_takes_are_dropped_as_overload() -> None:
    async def scenario() -> Studio:
        studio = Studio(clock=(clock := Clock()))
        await studio.start()
        overload(studio.context.governor, clock)
        for frame_id in range(1, 6):
            await studio.send(frame_id)
            await studio.work()
        return studio

    studio = asyncio.run(scenario())

    assert studio.answers()[3:] == [("dropped", 4), ("dropped", 5)]
    assert studio.wire.of_type("dropped")[-1]["reason"] == "overload"
    result = studio.wire.of_type("result")[-1]
    assert result["effort"]["max_frames_per_second"] == 3.0
    assert result["effort"]["lowered"][-1] == "frame_rate"
    assert studio.wire.of_type("ready")[0]["latency_target_ms"] == 100.0


def test_newest_frame_wins_on_a_busy_server_too() -> None:
    async def scenario() -> Studio:
        studio = Studio(clock=(clock := Clock()))
        await studio.start(max_in_flight=3)
        overload(studio.context.governor, clock)
        await studio.send(1, 2, 3, 4)  # three a second are taken
        await studio.work()
        return studio

    studio = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 2), ("dropped", 3), ("result", 1), ("result", 4)]


def test_cameras_whose_answers_come_late_lower_the_effort() -> None:
    async def scenario() -> Studio:
        studio = Studio(clock=(clock := Clock()))
        await studio.start()
        for frame_id in range(60):
            await film(studio.context, "other")
            await studio.send(frame_id)
            clock.seconds += 0.4
            await studio.work()
        return studio

    last = asyncio.run(scenario()).wire.of_type("result")[-1]

    assert last["timings"]["total"] == pytest.approx(400)
    assert last["effort"]["lowered"][-1] == "frame_rate"


def test_watcher_sees_every_camera_of_the_class_session() -> None:
    async def scenario() -> list[str]:
        studio, wire = Studio(), Wire()
        watcher = make_outbox(wire)
        for name in ("left", "right"):
            await film(studio.context, name, class_session_id=RUNNING_CLASS_SESSION)
        peer = Watcher(
            studio.context, watcher, connection_id="w", class_session_id=RUNNING_CLASS_SESSION
        )
        studio.context.hub.watch(peer, watcher)
        await studio.work()
        watcher.close(Close(1000))
        await watcher.run()
        return [message["connection_id"] for message in wire.sent]

    assert asyncio.run(scenario()) == ["left", "right"]


def test_metrics_tell_why_frames_have_no_result() -> None:
    async def scenario() -> bytes:
        studio = Studio()
        await studio.start(max_in_flight=3)
        await studio.send(1, 2, 3)
        await studio.camera.receive(binary_frame(4, b""))
        return studio.context.metrics.exposition()

    metrics = asyncio.run(scenario())

    assert b'homeroom_frames_dropped_total{reason="newer_frame"} 1.0' in metrics
    assert b'homeroom_frames_failed_total{code="image_empty"} 1.0' in metrics


def test_stop_waits_for_the_frames_under_way() -> None:
    async def scenario() -> tuple[Studio, Close]:
        studio = Studio()
        await studio.start()
        await studio.send(1, 2)
        await studio.camera.receive('{"type": "stop"}')
        await studio.send(3)
        await studio.work()
        return studio, await studio.closed()

    studio, close = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 3), ("result", 1), ("result", 2)]
    assert studio.wire.of_type("dropped")[0]["reason"] == "stopping"
    bye = studio.wire.sent[-1]
    assert (bye["type"], bye["frames_received"], bye["frames_done"]) == ("bye", 3, 2)
    assert close.code == 1000


def test_server_that_stops_drops_what_waits() -> None:
    async def scenario() -> tuple[Studio, Close]:
        studio = Studio()
        await studio.start()
        await studio.send(1, 2)
        studio.camera.leave("server_stopping")
        await studio.work()
        return studio, await studio.closed()

    studio, close = asyncio.run(scenario())

    assert studio.answers() == [("dropped", 2), ("result", 1)]
    assert studio.wire.of_type("dropped")[0]["reason"] == "stopping"
    assert close.code == 1001


def test_second_start_breaks_the_protocol() -> None:
    async def scenario() -> tuple[Studio, Close]:
        studio = Studio()
        await studio.start()
        await studio.camera.receive(start_text())
        return studio, await studio.closed()

    studio, close = asyncio.run(scenario())

    assert studio.wire.sent[-1]["code"] == "already_started"
    assert close.code == 1002


def test_known_faces_are_recorded_for_their_class_session() -> None:
    async def scenario() -> list[Observation]:
        store = Store()
        turns = InstantTurns(make_face(student_id=5), make_face(track_id=2))
        studio = Studio(store=store, turns=turns, clock=Clock(1000.7))
        await studio.start(class_session_id=RUNNING_CLASS_SESSION)
        await studio.send(1)
        await studio.work()
        await studio.context.recorder.flush()
        return store.observations

    (observation,) = asyncio.run(scenario())

    assert (observation.student_id, observation.second) == (5, 1000)
    assert observation.class_session_id == RUNNING_CLASS_SESSION


def test_answers_after_a_disconnect_go_nowhere() -> None:
    async def scenario() -> Studio:
        studio = Studio()
        await studio.start()
        await studio.send(1, 2)
        studio.camera.disconnect()
        await studio.work()
        return studio

    assert asyncio.run(scenario()).answers() == []


Step = bytes | str


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.integers(0, 5).map(binary_frame),
            st.integers(0, 5).map(lambda number: binary_frame(number, b"")),
            st.integers(0, 5).map(
                lambda number: json.dumps({"type": "frame", "frame_id": number, "image": "aGk="})
            ),
            st.binary(max_size=11),
            st.just("work"),
        ),
        max_size=40,
    )
)
def test_each_frame_is_answered_exactly_once(steps: Sequence[Step]) -> None:
    async def scenario() -> Studio:
        studio = Studio()
        await studio.start()
        for step in steps:
            if step == "work":
                if studio.executor.waiting:
                    await studio.executor.work()
            else:
                await studio.camera.receive(step)
        await studio.camera.receive('{"type": "stop"}')
        await studio.work()
        await studio.closed()
        return studio

    studio = asyncio.run(scenario())

    sent = [step for step in steps if step != "work"]
    bye = studio.wire.sent[-1]
    assert len(studio.answers()) == len(sent)
    assert bye["frames_received"] == len(sent)
    assert bye["frames_done"] + bye["frames_dropped"] + bye["frames_failed"] == len(sent)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=20) | st.text() | st.just(start_text()), max_size=10))
def test_no_message_ever_raises(messages: Sequence[str | bytes]) -> None:
    async def scenario() -> None:
        studio = Studio()
        for message in messages:
            await studio.camera.receive(message)
        await studio.work()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "message", ["", "{}", "null", '{"type": 5}', "\x00", "9" * 10_000, "[" * 100_000]
)
def test_nonsense_ends_the_connection_with_an_explanation(message: str) -> None:
    async def scenario() -> tuple[Studio, Close]:
        studio = Studio()
        await studio.start()
        await studio.camera.receive(message)
        return studio, await studio.closed()

    studio, close = asyncio.run(scenario())

    assert studio.wire.sent[-1]["type"] == "error"
    assert close.code == 1002


def test_photo_held_into_one_camera_takes_nothing_back_of_what_another_saw() -> None:
    async def scenario() -> Store:
        store, turns = Store(), InstantTurns()
        context = make_context(turns=turns, executor=(executor := ManualExecutor()), store=store)
        for number, liveness in ((1, LivenessStatus.UNSURE), (2, LivenessStatus.SUSPECT)):
            turns.faces = (make_face(5, liveness=liveness),)
            camera = Camera(context, make_outbox(Wire()), connection_id=f"camera-{number}")
            await camera.receive(start_text())
            await camera.receive(binary_frame(1))
            await executor.work()
        await context.recorder.flush()
        return store

    (kept,) = asyncio.run(scenario()).observations

    assert (kept.student_id, kept.samples) == (5, 1)
