"""How a real server copes with real cameras: latency, frame rates, many cameras, overload, memory.

The demo class is enrolled; the cameras are in this process.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.benchmarking.rows import Row
from scripts.load_testing.cameras import Load, drive
from scripts.load_testing.figures import LoadFigures, summarise
from scripts.load_testing.footage import Footage, FootageLibrary
from scripts.load_testing.local_server import LocalServer, local_server
from scripts.load_testing.memory import MemoryLog, watch_memory

WEBCAMS: Final = 12
WEBCAM_FPS: Final = 10.0
OVERLOAD: Final = 4.0
OVERLOAD_CAMERAS: Final = 40
SOAK_FPS: Final = 20.0
_STEADY_FPS: Final = 30.0
_CONNECTIONS: Final = "256"
_PAUSE_SECONDS: Final = 0.5
"""Between two measurements: the server is back at its full effort when all cameras have left."""


@dataclass(frozen=True, slots=True)
class ServerBenchmark:
    """The rows of a server. Each measurement lasts `seconds`, after `settle_seconds` in which all
    faces get known and the effort comes to fit the load; that of memory lasts `soak_seconds`.
    """

    library: FootageLibrary
    seconds: float
    settle_seconds: float
    soak_seconds: float

    def rows(self) -> Iterator[Row]:
        """Yield all rows."""
        yield from self.start()
        with local_server(LIMITS__MAX_CONNECTIONS=_CONNECTIONS) as server:
            yield from self.one_face(server)
            yield from self.classroom(server)
            yield from self.webcams(server)
            yield from self.overload(server)
        if self.soak_seconds:
            with local_server() as server:
                yield from self.soak(server)

    def start(self) -> Iterator[Row]:
        """From the command to being ready, with networks that were compiled before."""
        with local_server(students=False):
            pass
        with local_server(students=False) as server:
            yield Row("start to ready, warm", server.start_seconds, "s", 3.0)

    def one_face(self, server: LocalServer) -> Iterator[Row]:
        """One webcam, first at its usual rate, then as fast as answers come."""
        steady = self._run(server, [self.library.one_face()], fps=_STEADY_FPS)
        name = "one face, 640x480, 30 frames/s: in the server"
        yield Row(f"{name}, p50", steady.server_ms["p50"], "ms", 8.0)
        yield Row(f"{name}, p99", steady.server_ms["p99"], "ms", 25.0)
        most = self._run(server, [self.library.one_face()], fps=None)
        name = "one face, 640x480, one camera as fast as it can"
        yield Row(name, most.frames_per_second, "frames/s", 120.0, at_least=True)

    def classroom(self, server: LocalServer) -> Iterator[Row]:
        """Sixteen faces in a picture."""
        most = self._run(server, [self.library.classroom()], fps=None)
        name = "16 faces, 1280x720, one camera as fast as it can"
        yield Row(name, most.frames_per_second, "frames/s", 25.0, at_least=True)
        yield Row("16 faces: in the server, p95", most.server_ms["p95"], "ms")

    def webcams(self, server: LocalServer) -> Iterator[Row]:
        """A computer room."""
        figures = self._run(server, self.library.webcams(WEBCAMS), fps=WEBCAM_FPS)
        name = f"{WEBCAMS} webcams at {WEBCAM_FPS:g} frames/s"
        yield Row(f"{name}: dropped", float(sum(figures.dropped.values())), "frames", 0.0)
        yield Row(f"{name}: as they see it, p95", figures.answer_ms["p95"], "ms", 120.0)

    def overload(self, server: LocalServer) -> Iterator[Row]:
        """Four times as many frames as the server answers when it is given all that it can do."""
        able = self._run(server, self.library.webcams(WEBCAMS), fps=None)
        yield Row(f"{WEBCAMS} webcams as fast as they can", able.frames_per_second, "frames/s")
        fps = OVERLOAD * able.frames_per_second / OVERLOAD_CAMERAS
        figures = self._run(server, self.library.webcams(OVERLOAD_CAMERAS), fps=fps)
        name = f"overload, {OVERLOAD_CAMERAS} webcams at {fps:.0f} frames/s"
        share = figures.slowest_camera_fps / max(figures.fastest_camera_fps, 1e-9)
        yield Row(f"{name}: answered", figures.frames_per_second, "frames/s")
        yield Row(f"{name}: as they see it, p95", figures.answer_ms["p95"], "ms", 250.0)
        yield Row(f"{name}: never answered", float(figures.unanswered), "frames", 0.0)
        yield Row(f"{name}: slowest by fastest camera", share, "", 0.8, at_least=True)
        yield from _memory(name, figures)

    def soak(self, server: LocalServer) -> Iterator[Row]:
        """One webcam for long: what is not given back would show."""
        one = (self.library.one_face().encoded(),)
        load = Load(one, SOAK_FPS, self.soak_seconds, warm_up_seconds=60.0)
        figures = asyncio.run(_measure(server.url, load))
        name = f"{self.soak_seconds / 60:g} minutes at {SOAK_FPS:g} frames/s"
        yield from _memory(name, figures)

    def _run(
        self, server: LocalServer, shows: Sequence[Footage], *, fps: float | None
    ) -> LoadFigures:
        encoded = tuple(show.encoded() for show in shows)
        load = Load(encoded, fps, self.seconds, warm_up_seconds=self.settle_seconds)
        time.sleep(_PAUSE_SECONDS)
        return asyncio.run(_measure(server.url, load))


async def _measure(url: str, load: Load) -> LoadFigures:
    memory = MemoryLog(None)
    async with watch_memory(url, memory):
        logs = await drive(url, load)
    return summarise(logs, load.seconds, memory.after(load.warm_up_seconds))


def _memory(name: str, figures: LoadFigures) -> Iterator[Row]:
    if figures.memory_mb is not None and figures.memory_growth_mb is not None:
        yield Row(f"{name}: memory", figures.memory_mb, "MB", 700.0)
        yield Row(f"{name}: memory grew by", figures.memory_growth_mb, "MB", 20.0)
