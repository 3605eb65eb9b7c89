"""The option `--server`: the address of a running server."""

from urllib.parse import urlsplit

import httpx
import typer


def server_address(text: str) -> str:
    """Make http(s)://HOST[:PORT] of what somebody typed; `http://` may be left out.

    Raises typer.BadParameter for anything else.
    """
    address = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        known = known and not any(letter.isspace() for letter in parts.netloc)
        httpx.URL(address).host.encode("idna")  # fails for hosts that nobody can have
    except (ValueError, httpx.InvalidURL):
        known = False
    if not known or parts.path.strip("/") or parts.query or parts.fragment:
        raise typer.BadParameter(
            f"{text!r} is no address of a server; write http://HOST:PORT, "
            "as in http://localhost:8000"
        )
    return f"{parts.scheme}://{parts.netloc}"
