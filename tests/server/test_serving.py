"""What uvicorn does for clients that do not behave."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from server.serving import HttpProtocol, WebSocketProtocol

KIB = 1024

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
CLOSE = b"\x88\x80\x00\x00\x00\x00"
H2C = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n"
"""What Java's HTTP client sends along."""
PING = b"\x89\xfd\x00\x00\x00\x00" + b"x" * 125
"""A masked ping, whose mask changes nothing."""

Message = dict[str, Any]


def test_client_that_pings_and_never_reads_is_let_go_and_fills_no_memory() -> None:
    asyncio.run(ping_without_reading())


async def ping_without_reading() -> None:
    gone = asyncio.Event()
    connections = set[Any]()

    async def app(
        _scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        connections.update(server.server_state.connections)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        gone.set()

    config = uvicorn.Config(
        app,
        port=0,
        ws=WebSocketProtocol,
        ws_ping_interval=0.5,
        ws_ping_timeout=0.5,
        lifespan="off",
        log_config=None,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve([listening]))
        most_waiting = 0
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(client, listening.getsockname())
            await loop.sock_sendall(client, HANDSHAKE)
            async with asyncio.timeout(30):
                while not gone.is_set():
                    sending = asyncio.ensure_future(loop.sock_sendall(client, PING * 500))
                    leaving = asyncio.ensure_future(gone.wait())
                    await asyncio.wait([sending, leaving], return_when=asyncio.FIRST_COMPLETED)
                    for one in (sending, leaving):
                        one.cancel()
                    await asyncio.gather(sending, leaving, return_exceptions=True)
                    waiting = [one.transport.get_write_buffer_size() for one in connections]
                    most_waiting = max(most_waiting, *waiting)
        server.should_exit = True
        await serving
    assert most_waiting < 1_000_000


@pytest.mark.anyio
async def test_stop_outlasts_a_client_that_closes_and_does_not_read() -> None:
    """What it was sent fills its buffers, so that the close has not come through yet."""
    closing = asyncio.Event()

    async def app(
        _scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "bytes": b"x" * 10_000 * KIB})
        await receive()
        closing.set()

    config = uvicorn.Config(app, ws=WebSocketProtocol, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socket() as client:
        serving = asyncio.create_task(server.serve([listening]))
        client.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(client, listening.getsockname())
        await loop.sock_sendall(client, HANDSHAKE)
        async with asyncio.timeout(30):
            await loop.sock_recv(client, 1)
            await loop.sock_sendall(client, CLOSE)
            await closing.wait()
            server.should_exit = True
            await serving
        assert not server.server_state.connections


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("header", "status"),
    [
        (b"Cookie: " + b"a" * 9 * KIB + b"\r\n", b"431"),
        (b"X-Short: a\r\n" * 130, b"431"),
        (b"Content-Length: 5\r\n", b"400"),
    ],
)
async def test_handshake_that_cannot_be_read_is_refused_and_the_server_stops_well(
    header: bytes, status: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving_lengths() as (host, port), asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(HANDSHAKE.removesuffix(b"\r\n") + header + b"\r\n")
        answer = await reader.read()  # until the server closes
        writer.close()
    assert answer.split()[1] == status
    assert "refused a WebSocket's handshake" in caplog.text


@contextlib.asynccontextmanager
async def serving_lengths() -> AsyncIterator[tuple[str, int]]:
    """The address of a server that answers every request with 200 and its body's length."""

    async def app(
        _scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        length = 0
        more_body = True
        while more_body:
            part = await receive()
            length += len(part["body"])
            more_body = part["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(length).encode()})

    config = uvicorn.Config(
        app, http=HttpProtocol, ws=WebSocketProtocol, lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve([listening]))
        yield listening.getsockname()
        server.should_exit = True
        await serving


async def first_lines(*requests: bytes) -> list[bytes]:
    """The first line of what the server answers to each request, all on one connection."""
    lines = []
    async with serving_lengths() as (host, port), asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(host, port)
        for request in requests:
            writer.write(request)
            lines.append(await reader.readline())
            while (await reader.readline()).strip():
                pass
            await reader.readuntil(b"\r\n0\r\n\r\n" if b"200" in lines[-1] else b"}")
        writer.close()
    return lines


def request(*, header: bytes = b"", body: bytes = b"") -> bytes:
    length = str(len(body)).encode()
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + b"\r\n"
    return head + header + b"\r\n" + body


@pytest.mark.anyio
@pytest.mark.parametrize(
    "too_large",
    [
        request(header=b"X-Long: " + b"a" * 100 * KIB + b"\r\n"),
        request(header=b"X-Short: a\r\n" * 10_000),
        b"GET /" + b"a" * 100 * KIB + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-Endless: " + b"a" * 30_000 * KIB,
    ],
)
async def test_header_that_is_too_large_is_refused(too_large: bytes) -> None:
    (line,) = await first_lines(too_large)
    assert b"431" in line


@pytest.mark.anyio
async def test_bodies_and_small_headers_have_no_such_limit() -> None:
    large = request(header=b"X-Long: " + b"a" * 60 * KIB + b"\r\n", body=b"b" * 1000 * KIB)
    lines = await first_lines(large, large, request())
    assert all(b"200" in line for line in lines)


@pytest.mark.anyio
@pytest.mark.parametrize("length", [0, 10, 1000 * KIB])
@pytest.mark.parametrize("comes_apart", [True, False])
async def test_request_that_asks_for_another_protocol_keeps_its_body(
    length: int, *, comes_apart: bool
) -> None:
    """Twice, as on a connection that is kept."""
    asking = request(header=H2C, body=b"b" * length)
    head, _, body = asking.partition(b"\r\n\r\n")
    parts = [head + b"\r\n\r\n", body] if comes_apart else [asking]
    async with serving_lengths() as (host, port), asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(host, port)
        for _ in range(2):
            for part in parts:
                writer.write(part)
                await writer.drain()
            answer = await reader.readuntil(b"\r\n0\r\n\r\n")
            assert b"200 OK" in answer.splitlines()[0]
            assert answer.splitlines()[-3] == str(length).encode()
        writer.close()


@pytest.mark.anyio
async def test_last_request_that_asks_for_another_protocol_keeps_its_body() -> None:
    (line,) = await first_lines(request(header=H2C.replace(b"Upgrade,", b"Upgrade, close,", 1)))
    assert b"200" in line


@pytest.mark.anyio
async def test_requests_that_ask_for_another_protocol_may_come_all_at_once() -> None:
    asking = [request(header=H2C, body=b"b" * length) for length in range(1, 400)]
    async with serving_lengths() as (host, port), asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"".join(asking))
        for length in range(1, 400):
            answer = await reader.readuntil(b"\r\n0\r\n\r\n")
            assert answer.splitlines()[-3] == str(length).encode()
        writer.close()
