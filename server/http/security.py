"""What keeps other web pages out: no writes from elsewhere, and no names that are not ours."""

import ipaddress
import logging
import socket
from collections.abc import Collection
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.http.problems import problem_response
from server.origins import is_allowed

_READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_logger = logging.getLogger(__name__)


class KnownHosts:
    """ASGI middleware that answers only to names which are this server's.

    Whoever owns a name can let it point here for a moment, so that the browser takes their page for
    one of this server and hands them its answers (DNS rebinding). Addresses, names without a dot
    and this machine's own cannot be owned so. `allowed_origins` names the others.
    """

    def __init__(self, app: ASGIApp, *, host: str, allowed_origins: Collection[str]) -> None:
        self._app = app
        machine = socket.gethostname().lower()
        allowed = {urlsplit(origin).hostname for origin in allowed_origins}
        self._names = {
            host.lower(),
            machine,
            f"{machine}.local",
            socket.getfqdn().lower(),
            *allowed,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host")
        if host is None or self._is_known(host):  # every browser sends one
            await self._app(scope, receive, send)
            return
        detail = (
            f"{host!r} is not known as a name of this server; if it is one, an operator says so "
            "with a setting such as HOMEROOM_ALLOWED_ORIGINS=https://school.example"
        )
        if scope["type"] == "websocket":
            _logger.warning("%s", detail)
            await send({"type": "websocket.close"})  # before it was accepted: 403
            return
        refusal = problem_response(HTTPStatus.MISDIRECTED_REQUEST, "unknown_host", detail)
        await refusal(scope, receive, send)

    def _is_known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # brackets that do not match
            return False
        name = name.rstrip(".")
        if name in self._names or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            return "." not in name and ":" not in name
        return True


class SameOrigin:
    """ASGI middleware that refuses writes which a page of another origin starts.

    A browser asks before it sends JSON elsewhere, but not before it sends a form with photos.
    Programs other than browsers send no Origin and are let through.
    """

    def __init__(self, app: ASGIApp, allowed_origins: Collection[str]) -> None:
        self._app = app
        self._allowed_origins = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _READING_METHODS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if is_allowed(origin, host=headers.get("host"), allowed=self._allowed_origins):
            await self._app(scope, receive, send)
            return
        refusal = problem_response(
            HTTPStatus.FORBIDDEN,
            "cross_origin_request",
            "a page of another origin may not change anything here; an operator can allow it "
            "with a setting such as HOMEROOM_ALLOWED_ORIGINS=https://school.example",
        )
        await refusal(scope, receive, send)
