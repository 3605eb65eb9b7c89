"""Drive many cameras against a server and say how it copes: `python -m scripts.load_test`.

    python -m scripts.load_test --cameras 12
    python -m scripts.load_test --cameras 48 --seconds 60
    python -m scripts.load_test --cameras 1 --fps 20 --seconds 3600 --log soak.log
    python -m scripts.load_test --server http://127.0.0.1:8000 --cameras 4

Without --server it starts one of its own, with an empty database and the demo class enrolled, and
ends it again. It always stops after --seconds. The cameras show pieces of the clips in --data, or
of the demo clip where those are not there.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console

from models.errors import ModelError
from scripts.load_testing.cameras import CamerasError, Load, drive
from scripts.load_testing.figures import LoadFigures, as_table, summarise
from scripts.load_testing.footage import FootageError, FootageLibrary, find_footage
from scripts.load_testing.local_server import LocalServerError, local_server
from scripts.load_testing.memory import MemoryLog, watch_memory
from scripts.people import PeopleFolderError
from scripts.school_client import SchoolClientError
from scripts.server_address import server_address
from server.errors import HomeroomError
from server.start import is_loopback

DEFAULT_DATA = Path("../shared/data")
LONGEST_SECONDS = 2 * 3600.0
MOST_CAMERAS = 256


def main(  # noqa: PLR0913, PLR0917 - one parameter an option
    cameras: Annotated[int, typer.Option(min=1, max=MOST_CAMERAS, help="How many at once.")] = 12,
    fps: Annotated[
        float, typer.Option(min=0, max=240, help="Frames a second of each; 0: as answers come.")
    ] = 10.0,
    seconds: Annotated[
        float, typer.Option(min=1, max=LONGEST_SECONDS, help="How long, after the warm-up.")
    ] = 30.0,
    server: Annotated[
        str | None,
        typer.Option(
            parser=server_address,
            metavar="URL",
            help="A running server, instead of one started for the test.",
        ),
    ] = None,
    classroom: Annotated[
        bool, typer.Option("--classroom", help="Each camera shows 16 faces at 1280x720.")
    ] = False,
    data: Annotated[
        Path, typer.Option(envvar="HOMEROOM_DATA", help="Folder that holds video/*.zip.")
    ] = DEFAULT_DATA,
    log: Annotated[
        Path | None, typer.Option(help="Write a line of memory and answers every ten seconds.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Let CAMERAS send pictures, and print how they were answered."""
    try:
        library = find_footage(data)
        shows = _shows(library, cameras, classroom=classroom)
        load = Load(tuple(shows), fps or None, seconds)
        memory = MemoryLog(log)
        with _server(server) as url:
            figures = asyncio.run(_measure(url, load, memory))
    except (
        CamerasError,
        FootageError,
        HomeroomError,
        LocalServerError,
        ModelError,
        OSError,
        PeopleFolderError,
        SchoolClientError,
    ) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(code=1) from error
    if as_json:
        typer.echo(json.dumps(figures.as_dict(), indent=2))
    else:
        Console(highlight=False).print(as_table(figures))


def _shows(
    library: FootageLibrary, cameras: int, *, classroom: bool
) -> Iterator[tuple[bytes, ...]]:
    if classroom:
        footage = library.classroom().encoded()
        for number in range(cameras):
            start = 31 * number % len(footage)
            yield footage[start:] + footage[:start]
        return
    for show in library.webcams(cameras):
        yield show.encoded()


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url is None:
        with local_server(LIMITS__MAX_CONNECTIONS=str(MOST_CAMERAS)) as own:
            yield own.url
        return
    if not is_loopback(urlsplit(url).hostname or ""):
        raise CamerasError(f"{url} is another machine; load tests go to this one only")
    yield url


async def _measure(url: str, load: Load, memory: MemoryLog) -> LoadFigures:
    async with watch_memory(url, memory):
        logs = await drive(url, load)
    return summarise(logs, load.seconds, memory.after(load.warm_up_seconds))


if __name__ == "__main__":
    typer.run(main)
