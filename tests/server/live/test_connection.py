"""A connection's edges: who never starts, and what fails behind the protocol."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from server.live.connection import router
from server.live.context import LiveContext
from server.live.turn import Pipeline
from tests.server.live.factories import Clock, binary_frame, make_context, start_text


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
    client = make_client(context)
    said: list[Message] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "text": start_text()},
    ]

    async def receive() -> Message:
        return said.pop(0) if said else await asyncio.Future()

    async def send(message: Message) -> None:
        if message["type"] != "websocket.accept":
            raise RuntimeError("Unexpected ASGI message, after sending 'websocket.close'")

    async def scenario() -> None:
        scope = {"type": "websocket", "path": "/ws/live", "query_string": b"", "headers": []}
        async with asyncio.timeout(10):
            await client.app(scope, receive, send)

    asyncio.run(scenario())

    assert len(context.hub) == 0


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
        assert socket.receive_json()["type"] == "ready"
        socket.send_text('{"type": "stop"}')

        assert socket.receive_json()["type"] == "bye"


def test_watcher_that_stops_gets_a_bye() -> None:
    with make_client(make_context()).websocket_connect("/ws/watch/7") as socket:
        socket.receive_json()
        socket.send_text('{"type": "stop"}')

        assert socket.receive_json()["reason"] == "stopped"
