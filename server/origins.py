"""Which pages may write and open a WebSocket. Browsers send `Origin`; CORS covers neither
WebSockets nor forms."""

from collections.abc import Collection
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


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
