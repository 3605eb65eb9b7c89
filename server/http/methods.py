"""Methods: HEAD is answered wherever GET is, and a 405 names all that a path knows."""

from collections.abc import Iterable
from typing import Final

from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


class HeadAsGet:
    """ASGI middleware that answers HEAD as GET is answered, less the body.

    Its answer ends with its headers: the server tells what would send a body that nobody waits for
    it, as it does when a client has gone. Starlette's routes take HEAD with GET, FastAPI's do not.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b""})

        as_get = {**scope, "method": "GET"}
        try:
            await self._app(as_get, receive, send_head)
        finally:
            scope["route"] = as_get.get("route")  # by which requests are counted


def known_methods(routes: Iterable[BaseRoute], scope: Scope) -> list[str]:
    """Those that the path of a request knows, whichever it came with."""
    routes = list(routes)
    known = [method for method in _METHODS if _is_known(routes, {**scope, "method": method})]
    return [*known, "HEAD"] if "GET" in known else known


def _is_known(routes: Iterable[BaseRoute], scope: Scope) -> bool:
    """Whether a route answers that does not answer everything, with 404."""
    first = next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)
    return first is not None and not (isinstance(first, Route) and first.methods is None)
