"""Which pages may write and open a WebSocket. Browsers send `Origin`; CORS covers neither
WebSockets nor forms."""

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

_HOST: Final = re.compile(r"[a-z0-9._-]*[a-z0-9_-]|[0-9a-f:.]*:[0-9a-f:.]*")  # a name or IPv4; IPv6


def canonical_origin(origin: str) -> str:
    """An origin as browsers send it: in small letters, without a slash at its end or a usual port.

    Raises ValueError for what no browser sends, as a name alone, `*` or an address with a path.
    """
    parts = urlsplit(origin.lower())
    host, port = parts.hostname or "", parts.port
    written = f"[{host}]" if ":" in host else host
    shown = f"{written}:{port}" if port is not None else written
    if parts.scheme not in DEFAULT_PORTS or not _HOST.fullmatch(host):
        raise ValueError(f"{origin!r} is no origin")
    if origin.lower().removesuffix("/") != f"{parts.scheme}://{shown}":
        raise ValueError(f"{origin!r} is more than an origin")
    return f"{parts.scheme}://{written if port == DEFAULT_PORTS[parts.scheme] else shown}"


def is_allowed(origin: str | None, *, host: str | None, allowed: Collection[str]) -> bool:
    """Tell whether a page from `origin` may talk to the server reached as `host`.

    Both are the headers of those names. A page of this server itself may, and those that the
    operator allowed. A client that is no browser sends no origin and is let in: it could claim
    any.
    """
    if origin is None:
        return True
    if origin.lower().rstrip("/") in {one.lower().rstrip("/") for one in allowed}:
        return True
    try:
        parts = urlsplit(origin)
        page = (parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme))
        target = urlsplit(f"//{host}")
        server = (target.hostname, target.port or DEFAULT_PORTS.get(parts.scheme))
    except ValueError:  # a port that is no number, brackets that do not match
        return False
    return parts.scheme in DEFAULT_PORTS and page[0] is not None and page == server
