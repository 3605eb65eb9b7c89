"""What uvicorn does for clients that do not behave."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from server.serving import WebSocketProtocol

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
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
