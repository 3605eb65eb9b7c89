"""Stream a video file, a folder of images or a camera to a running server, as the page does.

    python -m scripts.stream lesson.mp4
    python -m scripts.stream clip.avi --enroll people --json
    python -m scripts.stream 0

Every frame of a file is answered: the next one is sent when the answer is there, and not before
its time in the clip.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from models.emotion import EmotionSet
from scripts.people import PeopleFolderError, enroll_people, find_people
from scripts.printed import plain_console
from scripts.school_client import SchoolClient, SchoolClientError
from scripts.server_address import server_address
from scripts.streaming.sender import (
    Answered,
    ClassEndedError,
    FrameSender,
    StreamError,
    open_stream,
)
from scripts.streaming.sources import Source, SourceError, open_source
from scripts.streaming.summary import Summary
from server.live.protocol import ErrorMessage, Face, ResultMessage

DEFAULT_SERVER = "http://127.0.0.1:8000"


def main(  # noqa: PLR0913, PLR0917 - one parameter an option
    source: Annotated[str, typer.Argument(help="A video file, a folder, or a camera's number.")],
    server: Annotated[
        str, typer.Option(parser=server_address, metavar="URL", help="Address of the server.")
    ] = DEFAULT_SERVER,
    fps: Annotated[
        float | None,
        typer.Option(
            min=0, help="Frames per second; by default the clip's own. 0: as fast as answers come."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line: each answer, then the summary.")
    ] = False,
    enroll: Annotated[
        Path | None, typer.Option(help="First enrol these people: DIR/NAME/*.jpg.")
    ] = None,
    class_session: Annotated[
        int | None, typer.Option(help="Id of a running class session to join.")
    ] = None,
    emotion_set: Annotated[
        EmotionSet | None,
        typer.Option(help="Which five emotions to show; in a class session that of the class."),
    ] = None,
) -> None:
    """Stream SOURCE and print who is seen."""
    messages = plain_console(stderr=as_json)
    try:
        frames = open_source(source, fps=fps)
        if enroll is not None:
            _enroll(server, enroll, messages)
        with (
            _summary(frames, as_json=as_json) as summary,
            open_stream(server, class_session_id=class_session, emotion_set=emotion_set) as sender,
        ):
            _stream(sender, frames, summary, paced=fps != 0, as_json=as_json)
    except ClassEndedError as ended:
        messages.print(f"{ended}".capitalize())
    except (SourceError, PeopleFolderError, SchoolClientError, StreamError) as error:
        messages.print(f"Cannot stream: {error}")
        raise typer.Exit(code=1) from error


def _enroll(server: str, folder: Path, messages: Console) -> None:
    people = find_people(folder)
    with SchoolClient(server) as school:
        failed = enroll_people(school, people, console=messages)
    enrolled = len(people) - len(failed)
    messages.print(f"{enrolled} of {len(people)} people can be recognised")


@contextmanager
def _summary(frames: Source, *, as_json: bool) -> Iterator[Summary]:
    """Print what the stream came to, also where it broke off after some frames."""
    summary = Summary(frame_seconds=None if frames.live else 1 / frames.fps)
    try:
        yield summary
    except (SourceError, StreamError):
        if summary.frames:
            _print_summary(summary, as_json=as_json)
        raise
    _print_summary(summary, as_json=as_json)


def _stream(
    sender: FrameSender, frames: Source, summary: Summary, *, paced: bool, as_json: bool
) -> None:
    printer = _print_json if as_json else _print_line
    try:
        for answered in sender.send_all(frames.pictures(), paced=paced and not frames.live):
            summary.add(answered)
            printer(answered)
        sender.stop()
    except KeyboardInterrupt:  # the way to end a camera
        sender.stop()


def _print_json(answered: Answered) -> None:
    fields = answered.answer.model_dump(mode="json", exclude={"connection_id"})
    print(json.dumps({"seconds": round(answered.seconds, 3), **fields}), flush=True)


def _print_line(answered: Answered) -> None:
    """One line for a frame in which there is something to say."""
    match answered.answer:
        case ResultMessage(faces=faces, timings=timings):
            if faces:
                seen = "   ".join(_describe(face) for face in _left_to_right(faces))
                print(f"{answered.seconds:8.2f} s  {timings['total']:6.1f} ms  {seen}", flush=True)
        case ErrorMessage(detail=detail):
            print(f"{answered.seconds:8.2f} s  failed: {detail}", flush=True)
        case dropped:
            print(f"{answered.seconds:8.2f} s  dropped: {dropped.reason}", flush=True)


def _left_to_right(faces: Iterable[Face]) -> list[Face]:
    return sorted(faces, key=lambda face: face.box[0])


def _describe(face: Face) -> str:
    identity = face.identity
    who = identity.name or str(identity.status)
    similarity = "" if identity.similarity is None else f" {identity.similarity:.2f}"
    emotion = "" if face.emotion is None else f", {face.emotion.label}"
    return f"{who}{similarity}{emotion}"


def _print_summary(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(summary.figures()))
        return
    table = Table("who", "seconds", title="Seen")
    for name, seconds in summary.people().items():
        table.add_row(name, f"{seconds:.1f}")
    figures = summary.figures()
    table.add_section()
    for kind in ("unsure", "unknown"):
        table.add_row(kind, f"{figures[f'{kind}_seconds']:.1f}", style="dim")
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(
        f"{summary.answered} frames answered, {summary.dropped} dropped, {summary.failed} failed"
    )


if __name__ == "__main__":
    typer.run(main)
