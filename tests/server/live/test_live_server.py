"""The WebSocket protocol against a real server, as a client sees it."""

import asyncio
import base64
import json
import sqlite3
import struct
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.server.fake_networks import BLACK, GREEN, RED, make_picture
from tests.server.live.factories import binary_frame, start_text
from tests.server.running_server import RunningServer, running_server

Json = dict[str, Any]

MOST_SECONDS_LOST = 2
BUSY_MACHINE_SECONDS = 2
"""What a machine that runs many tests at once may add; the recorder's own tests are exact."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server") / "homeroom.sqlite3") as running:
        yield running


@asynccontextmanager
async def camera(server: RunningServer, **start: object) -> AsyncIterator[ClientConnection]:
    """A connection that has started; its `ready` has been read."""
    async with connect(server.live_url, max_size=None) as socket:
        await socket.send(start_text(**start))
        ready = await receive(socket)
        assert ready["type"] == "ready", ready
        yield socket


async def receive(socket: ClientConnection) -> Json:
    async with asyncio.timeout(10):
        message: Json = json.loads(await socket.recv())
    return message


async def rest(socket: ClientConnection) -> tuple[list[Json], int | None]:
    """All further messages, and the code with which the server closed."""
    messages: list[Json] = []
    with suppress(ConnectionClosed):
        while True:
            messages.append(await receive(socket))
    return messages, socket.close_code


def test_camera_sees_a_student_by_name(server: RunningServer) -> None:
    student_id = server.enroll("Robin Red", make_picture(RED))

    async def scenario() -> Json:
        async with camera(server) as socket:
            await socket.send(binary_frame(4294967295, make_picture(RED), captured_at_ms=1234.5))
            return await receive(socket)

    result = asyncio.run(scenario())

    assert result["type"] == "result"
    assert (result["frame_id"], result["captured_at"]) == (4294967295, 1234.5)
    (face,) = result["faces"]
    assert face["box"] == [0.25, 0.2, 0.5, 0.6]
    assert face["identity"]["student_id"] == student_id
    assert face["identity"]["name"] == "Robin Red"
    assert face["emotion"]["label"] == "happy"
    assert set(face["emotion"]["probabilities"]) == {"angry", "happy", "neutral", "sad", "tired"}
    assert {"wait", "decode", "detect", "embed", "emotion", "total"} <= set(result["timings"])


def test_camera_may_send_frames_as_text(server: RunningServer) -> None:
    image = base64.b64encode(make_picture(BLACK)).decode()

    async def scenario() -> list[Json]:
        async with camera(server) as socket:
            answers = []
            for sent in (image, f"data:image/jpeg;base64,{image}", "not base64 %%"):
                frame = {"type": "frame", "frame_id": 5, "image": sent}
                await socket.send(json.dumps(frame))
                answers.append(await receive(socket))
            return answers

    bare, data_url, broken = asyncio.run(scenario())

    assert (bare["type"], data_url["type"]) == ("result", "result")
    assert (broken["code"], broken["frame_id"]) == ("not_base64", 5)


@pytest.mark.parametrize(
    ("sent", "code", "frame_id"),
    [
        (binary_frame(1, b""), "image_empty", 1),
        (b"", "frame_header_too_short", None),
        (b"\x01\x02\x03", "frame_header_too_short", None),
        (binary_frame(2, b"no picture"), "not_an_image", 2),
        (binary_frame(3, make_picture()[:200]), "image_truncated", 3),
        (binary_frame(4, make_picture(), float("nan")), "bad_capture_time", 4),
        ('{"type": "frame", "frame_id": 5}', "bad_frame", 5),
    ],
)
def test_bad_frame_is_answered_and_the_connection_lives(
    server: RunningServer, sent: str | bytes, code: str, frame_id: int | None
) -> None:
    async def scenario() -> tuple[Json, Json]:
        async with camera(server) as socket:
            await socket.send(sent)
            error = await receive(socket)
            await socket.send(binary_frame(9, make_picture()))
            return error, await receive(socket)

    error, result = asyncio.run(scenario())

    assert (error["type"], error["code"], error["frame_id"]) == ("error", code, frame_id)
    assert (result["type"], result["frame_id"]) == ("result", 9)


@pytest.mark.parametrize(
    ("sent", "error_code", "close_code"),
    [
        (b"frame before start", "start_expected", 1002),
        ('{"type": "frame", "frame_id": 1, "image": ""}', "start_expected", 1002),
        ('{"type": "dance"}', "unknown_message_type", 1002),
        ("{", "not_json", 1002),
        ("[]", "not_json", 1002),
        ('{"type": "start", "protocol": 2}', "unsupported_protocol", 1002),
        (start_text(emotion_set="bored"), "bad_message", 1002),
        (start_text(class_session_id=999), "class_session_not_found", 4404),
        (start_text(class_session_id=-1), "class_session_not_found", 4404),
        (start_text(class_session_id=2**70), "class_session_not_found", 4404),
    ],
)
def test_broken_protocol_is_explained_and_closed(
    server: RunningServer, sent: str | bytes, error_code: str, close_code: int
) -> None:
    async def scenario() -> tuple[list[Json], int | None]:
        async with connect(server.live_url) as socket:
            await socket.send(sent)
            return await rest(socket)

    messages, code = asyncio.run(scenario())

    assert [message["code"] for message in messages] == [error_code]
    assert code == close_code


def test_oversized_message_closes_with_1009(server: RunningServer) -> None:
    async def scenario() -> int | None:
        async with camera(server) as socket:
            with suppress(ConnectionClosed):
                await socket.send(binary_frame(1, b"x" * (9 * 1024 * 1024)))
            _, code = await rest(socket)
            return code

    assert asyncio.run(scenario()) == 1009


def test_frame_may_come_in_small_fragments(server: RunningServer) -> None:
    frame = binary_frame(7, b"no picture" * 512 * 1024)
    fragments = [frame[start : start + 4096] for start in range(0, len(frame), 4096)]

    async def scenario() -> Json:
        async with camera(server) as socket:
            await socket.send(fragments)
            return await receive(socket)

    assert asyncio.run(scenario())["code"] == "not_an_image"


def test_message_of_endless_fragments_closes_with_1009(server: RunningServer) -> None:
    async def scenario() -> tuple[int | None, str]:
        async with camera(server) as other, camera(server) as socket:
            with suppress(ConnectionClosed):
                await socket.send([b""] * 9_000)
            await other.send(binary_frame(1, make_picture()))
            answer = await receive(other)
            _, code = await rest(socket)
            return code, answer["type"]

    assert asyncio.run(scenario()) == (1009, "result")


def test_flood_after_the_close_keeps_nobody_waiting(server: RunningServer) -> None:
    """It kept all others waiting for some ten seconds."""
    empty_message = b"\x82\x80\0\0\0\0"

    async def scenario() -> int:
        async with connect(server.live_url, close_timeout=0) as socket:
            socket.transport.write(empty_message * 4_000_000)  # the first is answered by a close
            with suppress(ConnectionClosed):
                await socket.recv()
            async with httpx.AsyncClient(base_url=server.url, timeout=4.0) as client:
                answer = await client.get("/api/health/live")
            socket.transport.abort()
            return answer.status_code

    assert asyncio.run(scenario()) == 200


def test_thousand_frames_at_once_are_answered_once_each(server: RunningServer) -> None:
    picture = make_picture()

    async def scenario() -> list[Json]:
        async with camera(server, max_in_flight=2) as socket:
            sending = asyncio.gather(
                *(socket.send(binary_frame(number, picture)) for number in range(1000))
            )
            answers = [await receive(socket) for _ in range(1000)]
            await sending
            return answers

    answers = asyncio.run(scenario())

    assert sorted(answer["frame_id"] for answer in answers) == list(range(1000))
    assert {answer["type"] for answer in answers} == {"result", "dropped"}


def test_client_that_keeps_its_word_loses_no_frame(server: RunningServer) -> None:
    picture = make_picture()

    async def scenario() -> list[str]:
        async with camera(server, max_in_flight=2) as socket:
            await socket.send(binary_frame(0, picture))
            kinds = []
            for number in range(1, 50):
                await socket.send(binary_frame(number, picture))
                kinds.append((await receive(socket))["type"])
            return kinds

    assert asyncio.run(scenario()) == ["result"] * 49


def test_stop_says_bye_with_totals(server: RunningServer) -> None:
    async def scenario() -> tuple[list[Json], int | None]:
        async with camera(server) as socket:
            await socket.send(binary_frame(1, make_picture()))
            await socket.send(binary_frame(2, b"no picture"))
            await socket.send('{"type": "stop"}')
            return await rest(socket)

    messages, code = asyncio.run(scenario())

    assert sorted(message["type"] for message in messages) == ["bye", "error", "result"]
    assert messages[-1] == {
        "type": "bye",
        "reason": "stopped",
        "frames_received": 2,
        "frames_done": 1,
        "frames_dropped": 0,
        "frames_failed": 1,
    }
    assert code == 1000


def test_disconnect_in_mid_frame_leaves_the_server_live(server: RunningServer) -> None:
    async def scenario() -> Json:
        async with camera(server) as socket:
            await socket.send(binary_frame(1, make_picture()))
            header = b"\x82\xfe" + struct.pack(">H", 50_000) + b"mask"
            socket.transport.write(header + b"the rest never comes")
            socket.transport.abort()
        async with camera(server) as socket:
            await socket.send(binary_frame(2, make_picture()))
            return await receive(socket)

    assert asyncio.run(scenario())["frame_id"] == 2


def test_page_of_another_origin_is_refused(server: RunningServer) -> None:
    async def open_from(origin: str | None) -> int:
        try:
            async with connect(server.live_url, additional_headers=origin_header(origin)):
                return 101
        except InvalidStatus as error:
            return error.response.status_code

    def origin_header(origin: str | None) -> dict[str, str]:
        return {} if origin is None else {"Origin": origin}

    assert asyncio.run(open_from("http://evil.example")) == 403
    assert asyncio.run(open_from("null")) == 403
    assert asyncio.run(open_from(server.url)) == 101
    assert asyncio.run(open_from(None)) == 101


@pytest.mark.parametrize("path", ["/ws/watch/abc", "/ws/nobody"])
def test_address_that_there_is_not_is_answered_with_403(server: RunningServer, path: str) -> None:
    async def scenario() -> int:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}{path}")
        return refused.value.response.status_code

    assert asyncio.run(scenario()) == 403


def test_watcher_sees_what_the_camera_sees_until_the_class_session_ends(
    server: RunningServer,
) -> None:
    class_session_id = server.start_class_session()

    async def scenario() -> tuple[Json, Json, list[Json], list[Json]]:
        async with (
            connect(server.watch_url(class_session_id)) as watcher,
            camera(server, class_session_id=class_session_id) as socket,
        ):
            ready = await receive(watcher)
            await socket.send(binary_frame(1, make_picture(GREEN)))
            result = await receive(socket)
            watched = await receive(watcher)
            await asyncio.to_thread(server.end_class_session, class_session_id)
            of_watcher, watcher_code = await rest(watcher)
            of_camera, camera_code = await rest(socket)
            assert (watcher_code, camera_code) == (1000, 1000)
            assert ready["class_session_id"] == class_session_id
            return result, watched, of_watcher, of_camera

    result, watched, of_watcher, of_camera = asyncio.run(scenario())

    assert watched == result
    for (bye,) in (of_watcher, of_camera):
        assert (bye["type"], bye["reason"]) == ("bye", "class_session_ended")


def test_watching_an_unknown_class_session_is_refused(server: RunningServer) -> None:
    async def scenario() -> tuple[list[Json], int | None]:
        async with connect(server.watch_url(999)) as socket:
            return await rest(socket)

    messages, code = asyncio.run(scenario())

    assert messages[0]["code"] == "class_session_not_found"
    assert code == 4404


def test_camera_that_joins_an_ended_class_session_is_refused(server: RunningServer) -> None:
    class_session_id = server.start_class_session()
    server.end_class_session(class_session_id)

    async def scenario() -> tuple[list[Json], int | None]:
        async with connect(server.live_url) as socket:
            await socket.send(start_text(class_session_id=class_session_id))
            return await rest(socket)

    messages, code = asyncio.run(scenario())

    assert messages[0]["code"] == "class_session_ended"
    assert code == 4409


def test_running_camera_sees_a_new_and_a_deleted_student(server: RunningServer) -> None:
    yellow = make_picture((0, 220, 220))

    async def name_seen(socket: ClientConnection) -> str | None:
        await socket.send(binary_frame(1, yellow))
        (face,) = (await receive(socket))["faces"]
        name: str | None = face["identity"]["name"]
        return name

    async def scenario() -> list[str | None]:
        async with camera(server) as socket:
            names = [await name_seen(socket)]
            student_id = await asyncio.to_thread(server.enroll, "Yara", yellow)
            names.append(await name_seen(socket))
            with server.client() as client:
                client.delete(f"/api/students/{student_id}").raise_for_status()
            names.append(await name_seen(socket))
            return names

    assert asyncio.run(scenario()) == [None, "Yara", None]


def test_more_connections_than_allowed_are_refused(tmp_path: Path) -> None:
    async def scenario(server: RunningServer) -> tuple[list[Json], int | None]:
        async with camera(server), connect(server.live_url) as second:
            return await rest(second)

    with running_server(tmp_path / "db", LIMITS__MAX_CONNECTIONS="1") as server:
        messages, code = asyncio.run(scenario(server))

    assert messages[0]["code"] == "too_many_connections"
    assert code == 1013


def test_sigterm_says_bye_and_keeps_what_was_seen(tmp_path: Path) -> None:
    database = tmp_path / "db"

    async def scenario(server: RunningServer) -> tuple[list[Json], int | None]:
        async with camera(server) as socket:
            await socket.send(binary_frame(1, make_picture(RED)))
            await receive(socket)
            exit_code = asyncio.create_task(asyncio.to_thread(server.terminate))
            ending = await rest(socket)
            assert await exit_code == 0
            return ending

    with running_server(database) as server:
        server.enroll("Robin", make_picture(RED))
        messages, code = asyncio.run(scenario(server))

    assert messages[-1]["reason"] == "server_stopping"
    assert code == 1001
    assert len(seconds_observed(database)) == 1


def test_kill_loses_no_more_than_the_last_seconds(tmp_path: Path) -> None:
    database = tmp_path / "db"

    async def film(server: RunningServer, seconds: float) -> int:
        """Show a student for so long; return the second of the last answer."""
        until = time.time() + seconds
        async with camera(server) as socket:
            while time.time() < until:
                await socket.send(binary_frame(1, make_picture(RED)))
                assert (await receive(socket))["type"] == "result"
        return int(time.time())

    with running_server(database, LIMITS__MAX_FRAMES_PER_SECOND="100000") as server:
        server.enroll("Robin", make_picture(RED))
        last = asyncio.run(film(server, seconds=4.0))
        server.kill()

    seconds = seconds_observed(database)
    assert seconds == sorted(set(seconds))
    assert last - max(seconds) <= MOST_SECONDS_LOST + BUSY_MACHINE_SECONDS


def seconds_observed(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT second FROM observations ORDER BY second")
        return [second for (second,) in rows]
