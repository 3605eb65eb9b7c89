"""Sends frames over the WebSocket, one at a time, and yields the server's answers."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect

from models.emotion import EmotionSet
from scripts.streaming.sources import Picture
from server.live.protocol import (
    FRAME_HEADER,
    SERVER_MESSAGES,
    ByeMessage,
    ByeReason,
    DroppedMessage,
    ErrorMessage,
    ReadyMessage,
    ResultMessage,
    StartMessage,
    StopMessage,
)

ANSWER_TIMEOUT_SECONDS: Final = 30.0
LARGEST_FRAME_ID: Final = 0xFFFFFFFF

CLASS_ENDED: Final[ByeReason] = "class_session_ended"
STOPPING: Final = "the server is stopping"

Answer = ResultMessage | DroppedMessage | ErrorMessage


class StreamError(Exception):
    """The server cannot be reached, does not want the stream, or ended it."""


class ClassEndedError(StreamError):
    """Somebody ended the class session, as every lesson ends."""

    def __init__(self) -> None:
        super().__init__("the class was ended")


@dataclass(frozen=True, slots=True)
class Answered:
    """A picture's time in the source and what the server said to it.

    A picture too large to be sent has an ErrorMessage of this side.
    """

    seconds: float
    answer: Answer


class FrameSender:
    """An open stream. `ready` is what the server said to the start.

    Only one frame is under way at a time: the server keeps the newest frame of a camera when it
    is busy, so a second one on the way could replace the first, and of a file no frame should be
    lost. The next picture is read and encoded meanwhile, so hardly any time is lost by it.
    """

    def __init__(self, socket: ClientConnection, start: StartMessage) -> None:
        self._socket = socket
        self.ready = self._start(start)

    def send_all(self, pictures: Iterable[Picture], *, paced: bool) -> Iterator[Answered]:
        """Send every picture, `paced` not before its time; yield the answers as they come.

        Raises StreamError where the server ends the stream before.
        """
        began, began_at = time.monotonic(), time.time()
        most_per_second = self.ready.limits.max_frames_per_second
        for frame_id, picture in enumerate(_read_ahead(pictures)):
            not_before = max(picture.seconds if paced else 0.0, frame_id / most_per_second)
            time.sleep(max(0.0, began + not_before - time.monotonic()))
            captured_at = (began_at + picture.seconds) * 1000
            answer = self._ask(frame_id & LARGEST_FRAME_ID, captured_at, picture.data)
            yield Answered(picture.seconds, answer)

    def stop(self) -> ByeMessage:
        """End the stream and return the server's totals."""
        self._send(StopMessage(type="stop").model_dump_json())
        while True:
            message = self._receive()
            if isinstance(message, ByeMessage):
                return message

    def _start(self, start: StartMessage) -> ReadyMessage:
        self._send(start.model_dump_json())
        message = self._receive()
        if isinstance(message, ReadyMessage):
            return message
        detail = message.detail if isinstance(message, ErrorMessage) else message.type
        raise StreamError(f"the server does not want this stream: {detail}")

    def _ask(self, frame_id: int, captured_at: float, data: bytes) -> Answer:
        """Send a frame, captured at a time in milliseconds, and wait for its answer."""
        most = self.ready.limits.max_message_bytes
        if FRAME_HEADER.size + len(data) > most:  # the server would close the connection
            detail = f"the picture has {len(data) / 1e6:.1f} MB, {most / 1e6:.1f} MB are allowed"
            return ErrorMessage(frame_id=frame_id, code="picture_too_large", detail=detail)
        self._send(FRAME_HEADER.pack(frame_id, captured_at) + data)
        message = self._receive()
        if isinstance(message, ByeMessage):
            raise _ended(message)
        if isinstance(message, ReadyMessage):
            raise StreamError("the server said that it is ready in place of an answer")
        return message

    def _send(self, data: str | bytes) -> None:
        try:
            self._socket.send(data)
        except ConnectionClosed as error:
            raise _closed(error) from error

    def _receive(
        self,
    ) -> ReadyMessage | ResultMessage | DroppedMessage | ErrorMessage | ByeMessage:
        try:
            return SERVER_MESSAGES.validate_json(self._socket.recv(ANSWER_TIMEOUT_SECONDS))
        except TimeoutError as error:
            raise StreamError(
                f"the server said nothing for {ANSWER_TIMEOUT_SECONDS:.0f} seconds"
            ) from error
        except ValidationError as error:
            raise StreamError("the server does not answer like Homeroom") from error
        except ConnectionClosed as error:
            raise _closed(error) from error


@contextmanager
def open_stream(
    server: str, *, class_session_id: int | None, emotion_set: EmotionSet | None
) -> Iterator[FrameSender]:
    """Connect to a server's address as a browser knows it, and start. Raises StreamError."""
    url = server.replace("http", "ws", 1).rstrip("/") + "/ws/live"
    start = StartMessage(
        type="start",
        protocol=1,
        class_session_id=class_session_id,
        emotion_set=emotion_set,
        max_in_flight=1,
    )
    try:
        socket = connect(url, compression=None, max_size=None, proxy=None)
    except InvalidHandshake as error:
        raise StreamError(f"{server} does not answer like Homeroom ({error})") from error
    except (OSError, InvalidURI, ValueError) as error:
        raise StreamError(f"no answer from {server} ({error})") from error
    with socket:
        yield FrameSender(socket, start)


def _read_ahead(pictures: Iterable[Picture]) -> Iterator[Picture]:
    """Have the next picture ready while the present one is under way."""
    source = iter(pictures)
    with ThreadPoolExecutor(1) as reader:
        upcoming = reader.submit(next, source, None)
        while (picture := upcoming.result()) is not None:
            upcoming = reader.submit(next, source, None)
            yield picture


def _ended(bye: ByeMessage) -> StreamError:
    if bye.reason == CLASS_ENDED:
        return ClassEndedError()
    return StreamError(STOPPING)


def _closed(error: ConnectionClosed) -> StreamError:
    """Why a connection is closed; where it is in good order, a `bye` came just before."""
    code, reason = (error.rcvd.code, error.rcvd.reason) if error.rcvd else (None, "")
    if code == CloseCode.NORMAL_CLOSURE and reason == CLASS_ENDED:
        return ClassEndedError()
    if code == CloseCode.GOING_AWAY:
        return StreamError(STOPPING)
    return StreamError(f"the server closed the connection: {error}")
