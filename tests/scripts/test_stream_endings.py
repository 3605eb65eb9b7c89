"""`python -m scripts.stream`: what it prints, above all where a stream ends before its source."""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from sys import executable
from threading import Thread

import pytest
import typer
from typer.testing import CliRunner, Result
from websockets.sync.server import ServerConnection, serve

from models.emotion import EmotionSet
from scripts.stream import main
from server.live.protocol import (
    FRAME_HEADER,
    ByeMessage,
    DroppedMessage,
    Emotion,
    ErrorMessage,
    Face,
    Identity,
    Limits,
    ReadyMessage,
    ResultMessage,
)
from server.recognition.types import IdentityStatus
from tests.server.fake_networks import RED, make_picture
from tests.server.running_server import PROJECT_DIR, running_server

LARGEST_MESSAGE = 64 * 1024
READY = ReadyMessage(
    connection_id="c",
    class_session_id=None,
    emotion_set=EmotionSet.WELLBEING,
    emotion_labels=[],
    limits=Limits(
        max_in_flight=1,
        max_message_bytes=LARGEST_MESSAGE,
        max_image_pixels=40_000_000,
        max_frames_per_second=240.0,
    ),
    networks=[],
    runtime="fake",
    execution_provider="none",
    students=0,
    latency_target_ms=100.0,
)
BYE = ByeMessage(
    reason="stopped", frames_received=0, frames_done=0, frames_dropped=0, frames_failed=0
)

app = typer.Typer()
app.command()(main)


@contextmanager
def serving(talk: Callable[[ServerConnection], None]) -> Iterator[str]:
    """The address of a server that talks to its clients in this way."""
    with serve(talk, "127.0.0.1", 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
        server.shutdown()
        thread.join()


def answer_then_close(code: int, *, after: int) -> Callable[[ServerConnection], None]:
    """Answer so many frames, then close with `code`."""

    def talk(socket: ServerConnection) -> None:
        socket.recv()
        socket.send(READY.model_dump_json())
        for _ in range(after):
            data = socket.recv()
            if isinstance(data, str):
                socket.send(BYE.model_dump_json())
                return
            frame_id, _captured_at = FRAME_HEADER.unpack_from(data)
            result = ResultMessage(
                connection_id="c", frame_id=frame_id, captured_at=0.0, faces=[], timings={}
            )
            socket.send(result.model_dump_json())
        socket.close(code)

    return talk


def stream(folder: Path, server: str, *options: str) -> Result:
    return CliRunner().invoke(app, [str(folder), "--server", server, "--fps", "0", *options])


def put_pictures(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.jpg").write_bytes(make_picture(RED))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (1001, "Cannot stream: the server is stopping"),
        (1000, "Cannot stream: the server closed the connection"),
        (1011, "Cannot stream: the server closed the connection"),
    ],
)
def test_server_that_goes_away_leaves_the_summary_of_what_it_answered(
    tmp_path: Path, code: int, said: str
) -> None:
    put_pictures(tmp_path, 10)

    with serving(answer_then_close(code, after=3)) as server:
        ran = stream(tmp_path, server)

    assert ran.exit_code == 1
    *_, frames, last = ran.output.splitlines()
    assert frames == "3 frames answered, 0 dropped, 0 failed"
    assert last.startswith(said)


def test_server_that_goes_away_before_the_first_answer_leaves_no_summary(tmp_path: Path) -> None:
    put_pictures(tmp_path, 2)

    with serving(answer_then_close(1001, after=0)) as server:
        ran = stream(tmp_path, server)

    assert ran.exit_code == 1
    assert ran.output.splitlines() == ["Cannot stream: the server is stopping"]


def test_class_that_is_ended_ends_the_stream_in_good_order(tmp_path: Path) -> None:
    put_pictures(tmp_path, 100)
    with running_server(tmp_path / "db") as server:
        lesson = server.start_class_session()
        command = [executable, "-m", "scripts.stream", str(tmp_path), "--json"]
        options = ["--server", server.url, "--class-session", str(lesson)]
        with Popen(
            [*command, *options], cwd=PROJECT_DIR, stdout=PIPE, stderr=PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            server.end_class_session(lesson)
            out, err = process.communicate(timeout=60)

    assert process.returncode == 0
    assert 1 <= json.loads(out.splitlines()[-1])["frames_answered"] < 100
    assert err == "The class was ended\n"


def test_picture_too_large_to_send_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    put_pictures(tmp_path, 2)
    (tmp_path / "000.jpg").write_bytes(bytes(LARGEST_MESSAGE))

    with serving(answer_then_close(1009, after=5)) as server:
        ran = stream(tmp_path, server, "--json")

    assert ran.exit_code == 0
    first, second, summary = map(json.loads, ran.stdout.splitlines())
    assert (first["code"], second["type"]) == ("picture_too_large", "result")
    assert (summary["frames_answered"], summary["frames_failed"]) == (1, 1)


def test_stream_that_is_interrupted_leaves_its_summary(tmp_path: Path) -> None:
    put_pictures(tmp_path, 100)
    with serving(answer_then_close(1000, after=1000)) as server:
        command = [executable, "-m", "scripts.stream", str(tmp_path), "--server", server]
        with Popen(
            [*command, "--json"], cwd=PROJECT_DIR, stdout=PIPE, stderr=PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (0, "")
    assert 1 <= json.loads(out.splitlines()[-1])["frames_answered"] < 100


def test_lines_tell_from_left_to_right_who_is_seen(tmp_path: Path) -> None:
    put_pictures(tmp_path, 4)
    happy = Emotion(label="happy", probability=1.0, probabilities={})
    right = make_face(0.5, IdentityStatus.KNOWN, "Ada [b]", 0.712, happy)
    left = make_face(0.1, IdentityStatus.UNKNOWN, None, None, None)
    answers = [
        make_result(right, left),
        make_result(),
        DroppedMessage(frame_id=2, reason="newer_frame"),
        ErrorMessage(frame_id=3, code="not_an_image", detail="no picture"),
    ]

    def talk(socket: ServerConnection) -> None:
        socket.recv()
        for message in (READY, *answers, BYE):
            socket.send(message.model_dump_json())
            socket.recv()

    with serving(talk) as server:
        ran = stream(tmp_path, server)

    assert ran.exit_code == 0
    assert ran.output.splitlines()[:3] == [
        "    0.00 s    12.5 ms  unknown   Ada [b] 0.71, happy",
        "    0.20 s  dropped: newer_frame",
        "    0.30 s  failed: no picture",
    ]
    assert "│ Ada [b] │ 0.1     │" in ran.output
    assert "│ unknown │ 0.1     │" in ran.output
    assert ran.output.endswith("2 frames answered, 1 dropped, 1 failed\n")


def make_face(
    x: float,
    status: IdentityStatus,
    name: str | None,
    similarity: float | None,
    emotion: Emotion | None,
) -> Face:
    return Face(
        track_id=1,
        box=(x, 0, 0.1, 0.1),
        detection_score=1,
        identity=Identity(
            status=status, student_id=1 if name else None, name=name, similarity=similarity
        ),
        emotion=emotion,
        liveness=None,
    )


def make_result(*faces: Face) -> ResultMessage:
    timings = {"total": 12.5}
    return ResultMessage(
        connection_id="c", frame_id=0, captured_at=0.0, faces=list(faces), timings=timings
    )


def test_another_program_with_a_websocket_is_one_line(tmp_path: Path) -> None:
    put_pictures(tmp_path, 1)

    def talk(socket: ServerConnection) -> None:
        socket.recv()
        socket.send("hello")

    with serving(talk) as server:
        ran = stream(tmp_path, server)

    assert ran.exit_code == 1
    assert ran.output == "Cannot stream: the server does not answer like Homeroom\n"
