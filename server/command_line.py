"""What `python -m server` does: read options and settings, take the port, serve, say so."""

import argparse
import asyncio
import logging
import os
import socket
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from server import __version__
from server.errors import StartError
from server.interruption import INTERRUPTED, ending_at_once
from server.settings import Settings
from server.start import bind_socket, is_loopback, load_settings, url_of

if TYPE_CHECKING:
    from server.live.context import NetworksInUse
    from server.networks import Networks

CANNOT_START = 2

logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None, *, networks: "Networks | None" = None) -> int:
    """Read the settings, take the port, then load and serve. Returns the exit code.

    `networks` takes the place of those that the settings name.
    """
    options = _parse(arguments)
    try:
        settings = load_settings(host=options.host, port=options.port)
        _set_up_logging(settings)
        with bind_socket(settings.host, settings.port) as listener:
            _serve(settings, listener, networks)
    except StartError as error:
        print(f"Homeroom cannot start: {error.detail}", file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _serve(settings: Settings, listener: socket.socket, networks: "Networks | None") -> None:
    with ending_at_once():  # slow, and a bad setting is said at once
        from server.app import create_app  # noqa: PLC0415
        from server.serving import LiveServer, uvicorn_config  # noqa: PLC0415

    app = create_app(settings, networks=networks)
    config = uvicorn_config(app, settings)

    async def run() -> None:
        async with app.router.lifespan_context(app):
            server = LiveServer(config, say_goodbye=app.state.live.hub.stop)
            with server.capture_signals():  # before anybody hears that it is ready, and stops it
                _introduce(settings, listener.getsockname()[1], app.state.live.networks)
                await server.serve(sockets=[listener])

    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(run())


def _introduce(settings: Settings, port: int, networks: "NetworksInUse") -> None:
    """Say where the server is, what it works with, and who can reach it."""
    from students_db.database import without_password  # noqa: PLC0415 - loaded by now

    names = ", ".join(f"{network.task} {network.name}" for network in networks.networks)
    lines = [
        f"Homeroom {__version__} is ready: {url_of(settings.host, port)}",
        f"  database  {without_password(settings.database_url)}",
        f"  networks  {names}",
        f"  runtime   {networks.runtime} on {networks.execution_provider}",
    ]
    if not is_loopback(settings.host):
        lines += [
            f"  open to   everybody who can reach port {port} of this machine. There is no login:",
            "            they can see and change the students' data.",
            "  cameras   work on this machine. On others browsers want HTTPS: put a reverse proxy",
            "            with a certificate in front and name its address, for example",
            "            HOMEROOM_ALLOWED_ORIGINS=https://school.example",
        ]
    try:
        print("\n".join(lines), flush=True)
    except OSError as error:  # a full disk, or nobody who reads
        logger.warning("%s (it could not be printed: %s)", lines[0], error)
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - else the end fails for it again
            os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m server",
        description="Serve Homeroom. Every other setting is read from the environment "
        "(HOMEROOM_...; README.md has the main ones, server/settings.py all). "
        "An option wins over it.",
    )
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (default 8000; 0: any free one)")
    parser.add_argument("--version", action="version", version=f"Homeroom {__version__}")
    return parser.parse_args(arguments)


def _set_up_logging(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    for chatty in ("uvicorn", "alembic"):  # we say ourselves what matters of it
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.root.level))
