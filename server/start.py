"""What comes before serving: read the settings, take the port. Errors are one clear line each."""

import errno
import ipaddress
import re
import socket
from typing import Final

from pydantic import ValidationError
from pydantic_settings import SettingsError

from server.errors import StartError
from server.settings import Settings

BACKLOG: Final = 512
_PREFIX: Final = "HOMEROOM_"
_FIELD: Final = re.compile(r'field "(\w+)"')


def load_settings(*, host: str | None = None, port: str | None = None) -> Settings:
    """Read the environment; `host` and `port` win over it. Raises StartError naming a bad one."""
    given = {"host": host, "port": port}
    options = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**options)  # type: ignore[arg-type]  # strings are what it reads
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise StartError(
            f"{variable_of(fault['loc'])}={fault['input']!r} is no good: {fault['msg']}",
            code="bad_setting",
        ) from error
    except SettingsError as error:
        raise StartError(_explain_group(error), code="bad_setting") from error


def _explain_group(error: SettingsError) -> str:
    """A whole group of settings was given, and is no JSON."""
    match = _FIELD.search(str(error))
    if match is None:
        return f"{_PREFIX}... is no good: {error}"
    variable = variable_of((match[1],))
    return (
        f"{variable} is no good: it wants a JSON object; its settings can also be given "
        f"one by one, as {variable}__..."
    )


def variable_of(location: tuple[int | str, ...]) -> str:
    """Name of the environment variable of a setting."""
    names = [part for part in location if isinstance(part, str)]
    return _PREFIX + "__".join(names).upper()


def bind_socket(host: str, port: int) -> socket.socket:
    """Take the port, and let clients wait in line until the server is ready.

    Raises StartError when it is taken, not allowed, or `host` is no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise StartError(
            f"HOMEROOM_HOST={host!r} is no address of this machine; 127.0.0.1 serves this machine "
            "only, 0.0.0.0 every network it is in",
            code="bad_host",
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _explain(error, host=host, port=port) from error
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on that address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def url_of(host: str, port: int) -> str:
    """Address for a browser on this machine."""
    if host in {"0.0.0.0", "::", "127.0.0.1", "::1"}:
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _explain(error: OSError, *, host: str, port: int) -> StartError:
    match error.errno:
        case errno.EADDRINUSE:
            return StartError(
                f"port {port} is in use, perhaps by another Homeroom; stop that program or choose "
                f"another port: --port {port + 1}",
                code="port_in_use",
            )
        case errno.EACCES | errno.EPERM:
            return StartError(
                f"this user may not open port {port}; choose one above 1023",
                code="port_not_allowed",
            )
        case errno.EADDRNOTAVAIL:
            return StartError(
                f"HOMEROOM_HOST={host!r} is no address of this machine; 127.0.0.1 serves this "
                "machine only, 0.0.0.0 every network it is in",
                code="bad_host",
            )
        case _:
            return StartError(f"port {port} on {host} cannot be opened: {error.strerror}")
