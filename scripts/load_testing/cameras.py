"""Cameras that send pictures to a server as browsers do, and note when each is answered."""

import asyncio
import json
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from server.live.protocol import FRAME_HEADER, StartMessage

IN_FLIGHT: Final = 2
"""What the page keeps unanswered; a saturating camera sends its next frame when one is answered."""
_NEXT_PICTURE_SECONDS: Final = 1 / 30
"""Until a camera whose picture was not looked at has another one."""
_LEAVE_SECONDS: Final = 5.0


Awaited = TypeVar("Awaited")


class CamerasError(Exception):
    """The server cannot be reached, or ended a stream; the message says why."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of the server: one camera for each of `shows`, its encoded pictures.

    `fps` is frames a second and camera, sent whether or not earlier ones are answered, as webcams
    do; None sends as fast as answers come. What happens in the first `warm_up_seconds` is not
    counted, `seconds` of it are. A server that a camera waits for longer than `patience_seconds`
    does not answer.
    """

    shows: tuple[Sequence[bytes], ...]
    fps: float | None
    seconds: float
    warm_up_seconds: float = 2.0
    patience_seconds: float = 30.0


@dataclass(slots=True)
class CameraLog:
    """What one camera saw of the server. Times in milliseconds.

    `answer_ms` is from sending to the result here, `server_ms` what the server took of it.
    """

    sent: int = 0
    answer_ms: list[float] = field(default_factory=list)
    server_ms: list[float] = field(default_factory=list)
    stages_ms: dict[str, float] = field(default_factory=dict)
    """The server's time in each stage, added up over all answers."""
    faces: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    lowered: set[str] = field(default_factory=set)
    """What the server said that it lowered to keep up."""


async def drive(url: str, load: Load) -> list[CameraLog]:
    """Let all cameras run at once, for a bounded time; return what each noted.

    `url` is the server's as a browser knows it. Raises CamerasError.
    """
    start = time.perf_counter()
    cameras = [_Camera(url, load, number, start) for number in range(len(load.shows))]
    try:
        async with asyncio.TaskGroup() as group:
            for camera in cameras:
                group.create_task(camera.run())
    except* (OSError, WebSocketException, CamerasError) as errors:
        raise CamerasError(f"{url} does not answer: {_first(errors)}") from errors
    return [camera.log for camera in cameras]


def _first(error: BaseException) -> BaseException:
    """What happened first, inside groups of groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


class _Camera:
    def __init__(self, url: str, load: Load, number: int, start: float) -> None:
        self.log = CameraLog()
        self._url = url.replace("http", "ws", 1).rstrip("/") + "/ws/live"
        self._load = load
        self._pictures = load.shows[number]
        self._counted_from = start + load.warm_up_seconds
        self._until = self._counted_from + load.seconds
        # Cameras of a class are not in step.
        self._first = start + (0.0 if load.fps is None else number / len(load.shows) / load.fps)
        self._sent_at: dict[int, float] = {}
        self._all_answered = asyncio.Event()
        self._free = asyncio.Semaphore(IN_FLIGHT)

    async def run(self) -> None:
        async with connect(self._url, compression=None, max_size=None, proxy=None) as socket:
            await self._begin(socket)
            async with asyncio.TaskGroup() as group:  # no sending on when reading has failed
                reader = group.create_task(self._read(socket))
                await self._send_all(socket)
                await self._wait_for_answers()
                reader.cancel()

    async def _begin(self, socket: ClientConnection) -> None:
        start = StartMessage(type="start", protocol=1, max_in_flight=IN_FLIGHT)
        await socket.send(start.model_dump_json())
        text = await self._in_time(socket.recv())
        try:
            wanted = json.loads(text)["type"] == "ready"
        except (ValueError, KeyError, TypeError):  # another program
            wanted = False
        if not wanted:
            raise CamerasError(f"the server does not want this stream: {text!r}")

    async def _in_time(self, waiting: Coroutine[Any, Any, Awaited]) -> Awaited:
        patience = self._load.patience_seconds
        try:
            return await asyncio.wait_for(waiting, patience)
        except TimeoutError as error:
            raise CamerasError(f"no answer for {patience:g} s") from error

    async def _send_all(self, socket: ClientConnection) -> None:
        for frame_id in count():
            if self._load.fps is None:
                await self._in_time(self._free.acquire())
            else:
                due = self._first + frame_id / self._load.fps
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            now = time.perf_counter()
            if now >= self._until:
                return
            picture = self._pictures[frame_id % len(self._pictures)]
            self._sent_at[frame_id] = now
            self.log.sent += now >= self._counted_from
            await socket.send(FRAME_HEADER.pack(frame_id, time.time() * 1000) + picture)

    async def _wait_for_answers(self) -> None:
        """Every frame is answered; give those that are under way a moment."""
        if self._sent_at:
            self._all_answered.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_answered.wait(), _LEAVE_SECONDS)

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            message = json.loads(text)
            sent_at = self._sent_at.pop(message.get("frame_id"), None)
            if sent_at is None:
                continue
            if message["type"] == "dropped":
                asyncio.get_running_loop().call_later(_NEXT_PICTURE_SECONDS, self._free.release)
            else:
                self._free.release()
            if not self._sent_at:
                self._all_answered.set()
            if sent_at >= self._counted_from:
                self._note(message, (time.perf_counter() - sent_at) * 1000)
        raise CamerasError("the server ended the stream")

    def _note(self, message: dict[str, object], answer_ms: float) -> None:
        log = self.log
        match message:
            case {"type": "result", "faces": list(faces), "timings": dict(timings)}:
                log.answer_ms.append(answer_ms)
                log.server_ms.append(timings["total"])
                for stage, ms in timings.items():
                    log.stages_ms[stage] = log.stages_ms.get(stage, 0.0) + ms
                log.faces += len(faces)
                effort = message.get("effort")
                if isinstance(effort, dict):
                    log.lowered |= set(effort["lowered"])
            case {"type": "dropped", "reason": str(reason)}:
                log.dropped[reason] = log.dropped.get(reason, 0) + 1
            case {"code": str(code)}:
                log.failed[code] = log.failed.get(code, 0) + 1
