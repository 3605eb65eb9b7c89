"""uvicorn with our manners: it says bye to cameras before it closes, and close codes arrive."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Final

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from server.http.problems import problem_response
from server.settings import Settings

LINGER_SECONDS: Final = 2.0
"""How long a closing connection may take to read what it was sent last."""

SHUTDOWN_SECONDS: Final = 3
"""How long requests that are under way may take when the server stops."""

KEEPALIVE_SECONDS: Final = 20.0
"""A client that answers no ping for so long is gone."""

MAX_HEADER_BYTES: Final = 64 * 1024
"""Of one request, with its address. Browsers send about 1 KiB."""

MOST_FRAGMENTS: Final = 1024
"""Of one message, or one for each KiB that it may have, where that is more. Empty ones count for
nothing against the limit of the message's size."""

MOST_LATE_FRAMES: Final = 1024
"""After our close, while the client's answer to it is waited for: what was on the way."""


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, mended at its two ends.

    A handshake that websockets cannot read, as one with a line of more than 8 KiB, is refused,
    where uvicorn would say nothing and keep the connection.

    A message that is too large, or in too many pieces, is refused while most of it is still on
    the way. Closing the socket then would reset it, and the client would never see 1009; so what
    still comes is read and thrown away for a moment. And a client that does not read is aborted in
    the end, where uvicorn would wait for its write buffer to drain, maybe forever; its pings are
    not answered, so that the buffer does not grow meanwhile.
    """

    _late_frames = 0

    def data_received(self, data: bytes) -> None:
        if self.conn.eof_sent:  # it was refused or has ended: nothing more is read
            return
        super().data_received(data)
        if self.conn.eof_sent and not self.handshake_initiated:
            self._refuse_handshake()

    def handle_events(self) -> None:
        if self.close_sent:
            self._late_frames += len(self.conn.events)
            if self._late_frames > MOST_LATE_FRAMES:
                self.conn.fail(CloseCode.MESSAGE_TOO_BIG)
        super().handle_events()

    def handle_cont(self, event: Frame) -> None:
        if self.close_sent:
            return
        most = max(MOST_FRAGMENTS, self.config.ws_max_size // 1024)
        if len(self.frames) < most:
            super().handle_cont(event)
            return
        self.frames = []
        self.conn.fail(CloseCode.MESSAGE_TOO_BIG, f"more than {most} fragments")
        self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        if self.close_sent or self.conn.close_sent is None:
            return
        close = self.conn.close_sent
        self.queue.put_nowait(
            {"type": "websocket.disconnect", "code": close.code, "reason": close.reason}
        )
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.resume_reading()
        self.close_timer = self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def handle_ping(self) -> None:
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()  # the pong, thrown away

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    async def run_asgi(self) -> None:
        await super().run_asgi()
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        if self.close_sent or not self.conn.close_expected():
            super().shutdown()
            return
        self.stop_keepalive()
        self.transport.abort()  # the last word was said, and its client does not read it

    def _refuse_handshake(self) -> None:
        """Send what websockets answers to a large one; to others it has no answer."""
        unreadable = "the handshake has a body, or an address that is not ASCII\n"
        answer = b"".join(self.conn.data_to_send())
        answer = answer or self.conn.reject(HTTPStatus.BAD_REQUEST, unreadable).serialize()
        self.transport.write(answer)
        self.logger.warning("refused a WebSocket's handshake: %r", self.conn.handshake_exc)
        self.close_sent = True
        self.transport.close()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with a limit for a request's header; a body has limits of its own.

    An upgrade to anything but a WebSocket is ignored: the request is read again without it. Java's
    client asks for HTTP/2 with every request, and uvicorn would lose its body.
    """

    _parsed = _unparsed = b""
    _bytes_outside_bodies = 0  # since the last header, piece of a body or request was complete
    _refused = False

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._bytes_outside_bodies += len(data)
        self._unparsed = data
        while self._unparsed:  # a second time where an upgrade is ignored
            self._parsed, self._unparsed = self._unparsed, b""
            super().data_received(self._parsed)
        self._parsed = b""
        if self._bytes_outside_bodies > MAX_HEADER_BYTES:
            self._refuse()

    def on_headers_complete(self) -> None:
        self._bytes_outside_bodies = 0
        fields = sum(len(name) + len(value) for name, value in self.headers)
        if len(self.url) + fields > MAX_HEADER_BYTES:
            self._refuse()
            raise ValueError("the header is too large")  # ends the parser
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._bytes_outside_bodies = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._bytes_outside_bodies = 0
        super().on_message_complete()

    def _should_upgrade(self) -> bool:
        """Whether the parser stops after the header, as it does for any upgrade."""
        return any(name == b"upgrade" for name, _ in self.headers)

    def handle_websocket_upgrade(self) -> None:
        if super()._should_upgrade():
            super().handle_websocket_upgrade()
            return
        stop = sys.exception()
        assert isinstance(stop, httptools.HttpParserUpgrade)
        (end,) = stop.args
        version = self.parser.get_http_version().encode()
        head = [self.parser.get_method() + b" " + self.url + b" HTTP/" + version]
        head += [name + b": " + value for name, value in self.headers if name != b"upgrade"]
        self._unparsed = b"\r\n".join(head) + b"\r\n\r\n" + self._parsed[end:]
        self.parser = httptools.HttpRequestParser(self)  # after "close" the old one reads no more
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn does

    def send_400_response(self, msg: str) -> None:
        if not self._refused:
            super().send_400_response(msg)

    def _refuse(self) -> None:
        """Answer 431; what still comes is thrown away for a moment, else nobody could read it."""
        self._refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()  # an earlier request is being answered
            return
        answer = problem_response(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "header_too_large",
            f"the request's header is larger than {MAX_HEADER_BYTES // 1024} KiB",
            headers={"Connection": "close"},
        )
        head = [b"HTTP/1.1 431 Request Header Fields Too Large"]
        head += [name + b": " + value for name, value in answer.raw_headers]
        self.transport.write(b"\r\n".join(head) + b"\r\n\r\n" + bytes(answer.body))
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)


class LiveServer(uvicorn.Server):
    """Stops in three steps: say bye, wait until the byes are read, close what is left."""

    def __init__(self, config: uvicorn.Config, *, say_goodbye: Callable[[], None]) -> None:
        super().__init__(config)
        self._say_goodbye = say_goodbye

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        self._say_goodbye()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while self._has_web_sockets():  # noqa: ASYNC110 - uvicorn has no event for it
                    await asyncio.sleep(0.02)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on signals; uvicorn would raise them again, before we have cleaned up.

        SIGHUP says that the terminal was closed; `nohup` has it ignored.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    def _has_web_sockets(self) -> bool:
        return any(isinstance(one, WebSocketProtocol) for one in self.server_state.connections)


def uvicorn_config(app: Callable[..., object], settings: Settings) -> uvicorn.Config:
    """How uvicorn is to run: our limits, no chatter."""
    return uvicorn.Config(
        app,
        http=HttpProtocol,
        ws=WebSocketProtocol,
        ws_max_size=settings.limits.max_message_bytes,
        ws_ping_interval=KEEPALIVE_SECONDS,
        ws_ping_timeout=KEEPALIVE_SECONDS,
        ws_per_message_deflate=False,  # JPEGs do not compress, and results are small
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        lifespan="off",  # run around the server, so that its errors reach us as exceptions
        log_config=None,
        access_log=False,
        server_header=False,
    )
