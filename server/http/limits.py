"""Limits of every REST request: how large its body is, and how often a client may ask."""

import math
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import PayloadTooLargeError, TooManyRequestsError
from server.http.problems import error_response

_BURST_SECONDS: Final = 4.0
"""A client that was quiet may send the requests of so many seconds at once."""

_MAX_CLIENTS: Final = 10_000
_LIMITED_PATHS: Final = "/api/"
_UNLIMITED_PATHS: Final = "/api/health/"


class BodyLimit:
    """ASGI middleware that refuses bodies of more than `max_bytes`, declared or not."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            await self._refuse(scope, receive, send)
            return
        await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut a body that grows too large; what the app answers to that is replaced."""
        received = 0
        started = False

        async def counting_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return {"type": "http.disconnect"} if received > self._max_bytes else message

        async def watching_send(message: Message) -> None:
            nonlocal started
            if received <= self._max_bytes or started:
                started = True
                await send(message)

        try:
            await self._app(scope, counting_receive, watching_send)
        except ClientDisconnect:
            if received <= self._max_bytes:
                raise
        if received > self._max_bytes and not started:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        megabytes = self._max_bytes / (1024 * 1024)
        error = PayloadTooLargeError(
            f"the request's body is larger than {megabytes:g} MiB; send fewer or smaller photos"
        )
        await error_response(error, {"Connection": "close"})(scope, receive, send)


class RateLimit:
    """ASGI middleware with one token bucket per client address, for the REST API alone.

    `clock` counts seconds. Health checks are never limited.
    """

    def __init__(self, app: ASGIApp, per_second: float, clock: Callable[[], float]) -> None:
        self._app = app
        self._buckets = TokenBuckets(per_second, _BURST_SECONDS * per_second, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_limited(scope):
            await self._app(scope, receive, send)
            return
        wait_seconds = self._buckets.take(scope["client"][0])
        if wait_seconds == 0:
            await self._app(scope, receive, send)
            return
        seconds = math.ceil(wait_seconds)
        error = TooManyRequestsError(
            f"too many requests from this address; try again in {seconds} s"
        )
        headers = {"Retry-After": str(seconds)}
        await error_response(error, headers)(scope, receive, send)

    @staticmethod
    def _is_limited(scope: Scope) -> bool:
        if scope["type"] != "http" or scope.get("client") is None:
            return False
        path: str = scope["path"]
        return path.startswith(_LIMITED_PATHS) and not path.startswith(_UNLIMITED_PATHS)


class TokenBuckets:
    """Token buckets by key; at most so many keys are kept, full buckets are forgotten first."""

    def __init__(self, per_second: float, capacity: float, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._capacity = max(capacity, 1.0)
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> float:
        """Take one token and return 0, or return the seconds until there is one."""
        now = self._clock()
        tokens = self._tokens(key, now)
        if tokens < 1:
            return (1 - tokens) / self._per_second
        if len(self._buckets) >= _MAX_CLIENTS:
            self._forget(now)
        self._buckets[key] = (tokens - 1, now)
        return 0.0

    def _tokens(self, key: str, now: float) -> float:
        tokens, since = self._buckets.get(key, (self._capacity, now))
        return min(self._capacity, tokens + (now - since) * self._per_second)

    def _forget(self, now: float) -> None:
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if self._tokens(key, now) < self._capacity
        }
        while len(self._buckets) >= _MAX_CLIENTS:  # the oldest entry goes
            self._buckets.pop(next(iter(self._buckets)))
