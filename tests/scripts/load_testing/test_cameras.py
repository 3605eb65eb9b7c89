"""Cameras of a load test, against a small server that answers as the test says."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from scripts.load_testing.cameras import (
    IN_FLIGHT,
    CameraLog,
    CamerasError,
    Load,
    drive,
)
from server.live.protocol import FRAME_HEADER

Answer = Callable[[int], dict[str, Any]]


def result(frame_id: int) -> dict[str, Any]:
    effort = {"lowered": ["emotion_rate"]}
    timings = {"decode": 1.0, "total": 2.0}
    return {"type": "result", "frame_id": frame_id, "faces": [{}, {}], "timings": timings} | {
        "effort": effort
    }


def dropped(frame_id: int) -> dict[str, Any]:
    return {"type": "dropped", "frame_id": frame_id, "reason": "newer_frame"}


def failed(frame_id: int) -> dict[str, Any]:
    return {"type": "error", "frame_id": frame_id, "code": "not_an_image", "detail": "no"}


def run(load: Load, answers: Iterator[Answer], *, ready: str = "ready") -> list[CameraLog]:
    async def talk(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(json.dumps({"type": ready}))
        async for data in socket:
            assert isinstance(data, bytes)
            frame_id, _ = FRAME_HEADER.unpack_from(data)
            await socket.send(json.dumps(next(answers)(frame_id)))

    return run_against(talk, load)


def run_against(talk: Callable[[ServerConnection], Awaitable[None]], load: Load) -> list[CameraLog]:
    async def scenario() -> list[CameraLog]:
        async with serve(talk, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with asyncio.timeout(10) as patience:
                try:
                    return await drive(f"http://127.0.0.1:{port}", load)
                finally:
                    assert not patience.expired()

    return asyncio.run(scenario())


def test_every_answer_of_every_camera_is_counted() -> None:
    load = Load(((b"a",), (b"b",)), fps=100.0, seconds=0.3, warm_up_seconds=0.0)

    logs = run(load, cycle([result, dropped, failed]))

    assert len(logs) == 2
    for log in logs:
        answered = len(log.answer_ms)
        assert log.sent == answered + sum(log.dropped.values()) + sum(log.failed.values())
        assert log.faces == 2 * answered
        assert log.stages_ms["decode"] == answered
        assert log.lowered == {"emotion_rate"}
    assert set(logs[0].dropped) | set(logs[1].dropped) == {"newer_frame"}
    assert set(logs[0].failed) | set(logs[1].failed) == {"not_an_image"}


def test_saturating_camera_sends_when_it_is_answered() -> None:
    load = Load(((b"a",),), fps=None, seconds=0.2, warm_up_seconds=0.0)

    (log,) = run(load, cycle([result]))

    assert log.sent == len(log.answer_ms) > 10


def test_warm_up_is_not_counted() -> None:
    load = Load(((b"a",),), fps=50.0, seconds=0.1, warm_up_seconds=0.4)

    (log,) = run(load, cycle([result]))

    assert 1 <= log.sent <= 6


def test_refused_stream_is_said() -> None:
    load = Load(((b"a",),), fps=50.0, seconds=0.1, warm_up_seconds=0.0)
    with pytest.raises(CamerasError, match="does not want this stream"):
        run(load, cycle([result]), ready="error")


def test_server_that_is_not_there_is_said() -> None:
    load = Load(((b"a",),), fps=50.0, seconds=0.1)
    with pytest.raises(CamerasError, match="does not answer"):
        asyncio.run(drive("http://127.0.0.1:9", load))


async def break_off(socket: ServerConnection) -> None:
    socket.transport.abort()


@pytest.mark.parametrize(
    ("end", "said"),
    [(break_off, "no close frame"), (ServerConnection.close, "the server ended the stream")],
)
def test_server_that_ends_is_noticed_at_once(
    end: Callable[[ServerConnection], Awaitable[None]], said: str
) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(json.dumps({"type": "ready"}))
        for _ in range(IN_FLIGHT):
            await socket.recv()
        await end(socket)

    with pytest.raises(CamerasError, match=f"does not answer: .*{said}"):
        run_against(talk, Load(((b"a",),), fps=None, seconds=60.0))


def test_server_that_is_frozen_is_said() -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(json.dumps({"type": "ready"}))
        await socket.wait_closed()

    with pytest.raises(CamerasError, match=r"does not answer: no answer for 0\.1 s"):
        run_against(talk, Load(((b"a",),), fps=None, seconds=60.0, patience_seconds=0.1))


def test_another_program_with_a_websocket_is_said() -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send("hello")

    with pytest.raises(CamerasError, match="does not want this stream: 'hello'"):
        run_against(talk, Load(((b"a",),), fps=None, seconds=60.0))
