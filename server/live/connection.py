"""The two WebSocket addresses: who is let in, and what moves messages between socket and peer."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from server.errors import HomeroomError
from server.live.camera import Camera
from server.live.context import LiveContext
from server.live.farewell import refuse
from server.live.hub import Peer
from server.live.outbox import Close, Outbox, SlowClientError
from server.live.protocol import CloseCode
from server.live.watcher import Watcher
from server.origins import is_allowed

logger = logging.getLogger(__name__)

router = APIRouter()


@router.websocket("/ws/live")
async def live(websocket: WebSocket) -> None:
    """A camera: frames in, results out."""
    context = _context_of(websocket)
    if await _let_in(websocket, context):
        outbox = _outbox_of(websocket, context)
        camera = Camera(context, outbox, connection_id=_new_connection_id())
        await _Connection(websocket, context, camera, outbox).serve()


@router.websocket("/ws/watch/{class_session_id}")
async def watch(websocket: WebSocket, class_session_id: int) -> None:
    """A dashboard: the results of all cameras of a class session."""
    context = _context_of(websocket)
    if await _let_in(websocket, context):
        outbox = _outbox_of(websocket, context)
        watcher = Watcher(
            context,
            outbox,
            connection_id=_new_connection_id(),
            class_session_id=class_session_id,
        )
        await _Connection(websocket, context, watcher, outbox).serve(watcher.open)


class _Talker(Peer, Protocol):
    """A camera or a watcher."""

    @property
    def started(self) -> bool: ...

    async def receive(self, data: str | bytes) -> None: ...

    def disconnect(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Connection:
    """One open socket: a task that reads beside the loop that writes."""

    websocket: WebSocket
    context: LiveContext
    peer: _Talker
    outbox: Outbox

    async def serve(self, greet: Callable[[], Awaitable[None]] | None = None) -> None:
        """Talk until either side ends it."""
        try:
            self.context.hub.enter(self.peer)
        except HomeroomError as error:
            refuse(self.outbox, error)
            await self._write()
            return
        reader = asyncio.create_task(self._read(greet))
        try:
            await self._write()
        finally:
            reader.cancel()
            try:
                await asyncio.wait([reader])
            finally:  # also when this task is cancelled a second time
                self.context.hub.exit(self.peer)
                if not self.context.hub.traffic().cameras:
                    self.context.governor.rest()

    async def _read(self, greet: Callable[[], Awaitable[None]] | None) -> None:
        """Hand messages to the peer until the client is gone or the connection is closing."""
        try:
            if greet:
                await greet()
            await self._read_messages()
        except WebSocketDisconnect:
            pass
        except Exception:
            logger.exception("a connection failed")
            self.outbox.close(Close(CloseCode.INTERNAL_ERROR))
        finally:
            self.peer.disconnect()

    async def _read_messages(self) -> None:
        patience = None if self.peer.started else self.context.start_timeout_seconds
        try:
            async with asyncio.timeout(patience) as deadline:
                while not self.outbox.closing:
                    await self.peer.receive(await self._next_message())
                    if self.peer.started and deadline.when() is not None:
                        deadline.reschedule(None)
                    await self.outbox.room()
        except TimeoutError:
            refuse(self.outbox, HomeroomError("no `start` came in time", code="start_timeout"))

    async def _next_message(self) -> str | bytes:
        message = await self.websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", CloseCode.DONE))
        data: bytes | None = message.get("bytes")
        text: str | None = message.get("text")
        return data if data is not None else text or ""

    async def _write(self) -> None:
        """Send what the peer has to say, and close."""
        try:
            close = await self.outbox.run()
        except SlowClientError as error:
            logger.warning("a %s is disconnected: %s", self.peer.kind, error)
            return  # it would not read a close frame either
        except WebSocketDisconnect:
            return
        with contextlib.suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
            async with asyncio.timeout(self.context.drain_timeout_seconds):
                await self.websocket.close(close.code, close.reason)


def _context_of(websocket: WebSocket) -> LiveContext:
    context: LiveContext = websocket.app.state.live
    return context


async def _let_in(websocket: WebSocket, context: LiveContext) -> bool:
    """Accept the connection, or refuse it with 403 when the page that opens it may not."""
    headers = websocket.headers
    origin = headers.get("origin")
    if is_allowed(origin, host=headers.get("host"), allowed=context.allowed_origins):
        await websocket.accept()
        return True
    logger.warning(
        "a page from %r may not connect; HOMEROOM_ALLOWED_ORIGINS would allow it", origin
    )
    await websocket.close()
    return False


def _outbox_of(websocket: WebSocket, context: LiveContext) -> Outbox:
    async def send(text: str) -> None:
        try:
            await websocket.send_text(text)
        except RuntimeError as error:  # uvicorn has closed the socket itself, as by 1007 and 1009
            raise WebSocketDisconnect from error

    return Outbox(send, drain_timeout_seconds=context.drain_timeout_seconds)


def _new_connection_id() -> str:
    return secrets.token_hex(8)
