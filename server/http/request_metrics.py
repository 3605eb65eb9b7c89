"""Counts and times REST requests."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.metrics import Metrics

_NO_ROUTE: Final = "other"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestMetrics:
    """ASGI middleware; `clock` counts seconds."""

    def __init__(self, app: ASGIApp, metrics: Metrics, clock: Callable[[], float]) -> None:
        self._app = app
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = self._clock()
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR

        async def watching_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watching_send)
        finally:
            self._metrics.http_request(
                method=scope["method"] if scope["method"] in _METHODS else _NO_ROUTE,
                route=getattr(scope.get("route"), "path", _NO_ROUTE),
                status=status,
                seconds=self._clock() - started,
            )
