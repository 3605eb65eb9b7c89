"""A connection's edges: who never starts, and what fails behind the protocol."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Send
from starlette.websockets import WebSocketDisconnect

from models.emotion import EmotionSet
from server.live.connection import router
from server.live.context import LiveContext
from server.live.outbox import ABSORBED_MESSAGES
from server.live.turn import Pipeline
from students_db.errors import DatabaseLockedError
from tests.server.live.factories import Clock, binary_frame, make_context, overload, start_text

BAD_FRAME: Message = {"type": "websocket.receive", "bytes": b""}


class ClockedLoop(asyncio.SelectorEventLoop):
    """An event loop whose timeouts go by a clock that the test moves."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        super().__init__()

    def time(self) -> float:
        return self._clock()


def make_client(
    context: LiveContext, loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> TestClient:
    app = FastAPI()
    app.include_router(router)
    app.state.live = context
    return TestClient(app, backend_options={"loop_factory": loop_factory})


def said_by_client(*texts: str) -> Receive:
    """A client that says this, and then nothing."""
    said: list[Message] = [{"type": "websocket.connect"}]
    said += [{"type": "websocket.receive", "text": text} for text in texts]

    async def receive() -> Message:
        return said.pop(0) if said else await asyncio.Future()

    return receive


async def accept_and_read_nothing(message: Message) -> None:
    if message["type"] != "websocket.accept":
        await asyncio.Future()


async def serve(context: LiveContext, receive: Receive, send: Send) -> None:
    """Serve one camera without a web server between."""
    scope = {"type": "websocket", "path": "/ws/live", "query_string": b"", "headers": []}
    async with asyncio.timeout(60):
        await make_client(context).app(scope, receive, send)


def broken_pipeline() -> Pipeline:
    raise RuntimeError("a fault in our own code")


def test_connection_on_which_nobody_starts_is_closed() -> None:
    client = make_client(replace(make_context(), start_timeout_seconds=0.01))

    with client.websocket_connect("/ws/live") as socket:
        error: dict[str, Any] = socket.receive_json()
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert error["code"] == "start_timeout"
    assert closed.value.code == 4408


@pytest.mark.parametrize(
    ("first", "answer"),
    [('{"type": "stop"}', "bye"), ('{"type": "frame", "frame_id": 1}', "bad_frame")],
)
def test_stop_and_unreadable_frame_before_the_start_are_answered(first: str, answer: str) -> None:
    with make_client(make_context()).websocket_connect("/ws/live") as socket:
        socket.send_text(first)
        message: dict[str, Any] = socket.receive_json()

    assert answer in (message["type"], message.get("code"))


def test_connection_that_started_is_not_timed() -> None:
    clock = Clock()
    context = replace(make_context(), start_timeout_seconds=10, drain_timeout_seconds=10_000)
    client = make_client(context, lambda: ClockedLoop(clock))

    with client.websocket_connect("/ws/live") as socket:
        socket.send_text(start_text())
        socket.receive_json()
        socket.send_bytes(binary_frame(1))
        socket.receive_json()  # so `start` has been dealt with to its end
        clock.seconds += 1000
        socket.send_bytes(binary_frame(2))

        assert socket.receive_json()["frame_id"] == 2


def test_fault_of_our_own_closes_with_1011_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    context = replace(make_context(), make_pipeline=broken_pipeline)

    with make_client(context).websocket_connect("/ws/live") as socket:
        socket.send_text(start_text())
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == 1011
    assert "a fault in our own code" in caplog.text


def test_client_whose_socket_the_server_closed_meanwhile_is_gone() -> None:
    """As uvicorn does, and says, when text was not UTF-8 while answers waited for the client."""
    context = make_context()

    async def send(message: Message) -> None:
        if message["type"] != "websocket.accept":
            raise RuntimeError("Unexpected ASGI message, after sending 'websocket.close'")

    asyncio.run(serve(context, said_by_client(start_text()), send))

    assert len(context.hub) == 0


def test_client_that_reads_nothing_is_let_go(caplog: pytest.LogCaptureFixture) -> None:
    context = replace(make_context(), drain_timeout_seconds=0.01)

    asyncio.run(serve(context, said_by_client(start_text()), accept_and_read_nothing))

    assert len(context.hub) == 0
    assert "a camera is disconnected: nothing was read for 0.01 s" in caplog.text


def test_client_that_reads_nothing_is_not_read_either() -> None:
    context = replace(make_context(), drain_timeout_seconds=60)
    beginning = said_by_client(start_text())
    read = 0

    async def receive() -> Message:
        nonlocal read
        read += 1
        await asyncio.sleep(0)
        return await beginning() if read <= 2 else BAD_FRAME

    async def scenario() -> None:
        serving = asyncio.create_task(serve(context, receive, accept_and_read_nothing))
        for _ in range(3 * ABSORBED_MESSAGES):
            await asyncio.sleep(0)
        serving.cancel()
        await asyncio.wait([serving])

    asyncio.run(scenario())

    assert ABSORBED_MESSAGES <= read < ABSORBED_MESSAGES + 10


def test_effort_is_raised_when_the_last_camera_leaves() -> None:
    context = make_context(clock=(clock := Clock()))
    client = make_client(context)

    with client.websocket_connect("/ws/live") as camera:
        camera.send_text(start_text())
        camera.receive_json()
        overload(context.governor, clock)
        for path in ("/ws/watch/7", "/ws/live"):
            with client.websocket_connect(path):
                pass
        assert context.governor.step > 0

    assert context.governor.step == 0


def locked(_class_session_id: int) -> EmotionSet:
    raise DatabaseLockedError("another program keeps the database locked")


@pytest.mark.parametrize("path", ["/ws/live", "/ws/watch/7"])
def test_class_session_that_cannot_be_looked_up_now_may_be_joined_later(path: str) -> None:
    client = make_client(replace(make_context(), running_set=locked))

    assert refused_with(client, path) == ("database_locked", 1011)


@pytest.mark.parametrize("path", ["/ws/live", "/ws/watch/7"])
def test_who_comes_while_the_server_stops_is_told(path: str) -> None:
    context = make_context()
    context.hub.stop()

    assert refused_with(make_client(context), path) == ("shutting_down", 1001)


def refused_with(client: TestClient, path: str) -> tuple[str, int]:
    """The error's code, and that of the close."""
    with client.websocket_connect(path) as socket:
        socket.send_text(start_text(class_session_id=7))
        error: dict[str, Any] = socket.receive_json()
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    return error["code"], closed.value.code


def test_connection_that_ends_makes_room() -> None:
    context = make_context()
    client = make_client(context)

    for _ in range(3):
        with client.websocket_connect("/ws/live") as socket:
            socket.send_text(start_text())
            socket.receive_json()
            assert len(context.hub) == 1
            socket.send_text('{"type": "stop"}')
            assert socket.receive_json()["type"] == "bye"

    assert len(context.hub) == 0


@pytest.mark.parametrize("sent", [b"frame", '{"type": "dance"}', "{"])
def test_watcher_may_send_stop_only(sent: str | bytes) -> None:
    with make_client(make_context()).websocket_connect("/ws/watch/7") as socket:
        assert socket.receive_json()["emotion_set"] == "engagement"
        socket.send_text(sent) if isinstance(sent, str) else socket.send_bytes(sent)
        error = socket.receive_json()
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert error["code"] == "read_only"
    assert closed.value.code == 1002


def test_watcher_may_be_silent_for_as_long_as_it_likes() -> None:
    context = replace(make_context(), start_timeout_seconds=0.0)

    with make_client(context).websocket_connect("/ws/watch/7") as socket:
        ready = socket.receive_json()
        socket.send_text('{"type": "stop"}')

        assert (ready["type"], ready["limits"]["max_in_flight"]) == ("ready", 0)
        assert socket.receive_json()["type"] == "bye"


def test_watcher_that_stops_gets_a_bye() -> None:
    with make_client(make_context()).websocket_connect("/ws/watch/7") as socket:
        socket.receive_json()
        socket.send_text('{"type": "stop"}')

        assert socket.receive_json()["reason"] == "stopped"
