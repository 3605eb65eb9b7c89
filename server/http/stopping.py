"""Answers the requests that outlast a stop of the server: it cancels them after some seconds."""

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import UnavailableError
from server.http.problems import error_response

_logger = logging.getLogger(__name__)


class AnswerWhenStopped:
    """ASGI middleware that answers a cancelled request with 503 and the code `shutting_down`.

    An answer that has begun already ends half way, which its client notices. What a thread does
    for the request goes on meanwhile, so that nobody can say here whether it was done; hence no
    Retry-After, after which clients would send it again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watching_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watching_send)
        except asyncio.CancelledError:
            _logger.warning(
                "%s %s was still under way when the server stopped", scope["method"], scope["path"]
            )
            if not started:
                await _stopped(scope, receive, send)


async def _stopped(scope: Scope, receive: Receive, send: Send) -> None:
    error = UnavailableError(
        "the server stopped meanwhile; when it runs again, see whether this was done",
        code="shutting_down",
    )
    await error_response(error, {"Connection": "close"})(scope, receive, send)
