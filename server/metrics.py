"""What the server counts and times, in Prometheus' words. No label ever names a person."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

ConnectionKind = Literal["camera", "watch"]

_STAGE_SECONDS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_REQUEST_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_FACE_COUNTS: Final = (0, 1, 2, 4, 8, 16, 32, 64)


class Metrics:
    """All counters of one server, in a registry of its own; every method may be called anywhere."""

    content_type: Final[str] = CONTENT_TYPE_LATEST

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._registry = registry or CollectorRegistry()
        ProcessCollector(registry=self._registry)  # memory, processor time, open files
        self._received = self._counter("frames_received", "Frames that arrived.")
        self._done = self._counter("frames_done", "Frames answered with a result.")
        self._dropped = self._counter("frames_dropped", "Frames not looked at.", "reason")
        self._failed = self._counter("frames_failed", "Frames answered with an error.", "code")
        self._written = self._counter("observations_written", "Observations stored.")
        self._lost = self._counter("observations_lost", "Observations that could not be stored.")
        self._requests = self._counter(
            "http_requests", "REST requests.", "method", "route", "status"
        )
        self._effort = Gauge(
            "homeroom_effort_lowered_steps",
            "Steps by which a busy server does less than it is set to.",
            registry=self._registry,
        )
        self._runtime = Info("homeroom_runtime", "Who runs the networks.", registry=self._registry)
        self._stages = Histogram(
            "homeroom_stage_seconds",
            "Time per frame and stage.",
            ("stage",),
            buckets=_STAGE_SECONDS,
            registry=self._registry,
        )
        self._faces = Histogram(
            "homeroom_faces_per_frame",
            "Faces in a frame.",
            buckets=_FACE_COUNTS,
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "homeroom_http_request_seconds",
            "Time per REST request.",
            ("method", "route"),
            buckets=_REQUEST_SECONDS,
            registry=self._registry,
        )
        self._connections = Gauge(
            "homeroom_connections",
            "Open WebSocket connections.",
            ("kind",),
            registry=self._registry,
        )

    def frame_received(self) -> None:
        self._received.inc()

    def frame_done(self, timings_ms: Mapping[str, float], faces: int) -> None:
        self._done.inc()
        self._faces.observe(faces)
        for stage, milliseconds in timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def effort(self, steps: Callable[[], int]) -> None:
        """Say who knows by how many steps the server does less."""
        self._effort.set_function(steps)

    def runtime(self, *, name: str, provider: str) -> None:
        """Say what really executes the networks."""
        self._runtime.info({"runtime": name, "provider": provider})

    def frame_dropped(self, reason: str) -> None:
        self._dropped.labels(reason).inc()

    def frame_failed(self, code: str) -> None:
        self._failed.labels(code).inc()

    def connection_opened(self, kind: ConnectionKind) -> None:
        self._connections.labels(kind).inc()

    def connection_closed(self, kind: ConnectionKind) -> None:
        self._connections.labels(kind).dec()

    def observations_written(self, count: int) -> None:
        self._written.inc(count)

    def observations_lost(self, count: int) -> None:
        self._lost.inc(count)

    def http_request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; `route` is the path's template, so that ids make no new series."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(method, route).observe(seconds)

    def exposition(self) -> bytes:
        """Return everything in the text format that Prometheus reads."""
        return bytes(generate_latest(self._registry))

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"homeroom_{name}", text, labels, registry=self._registry)
