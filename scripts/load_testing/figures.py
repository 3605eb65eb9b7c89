"""What a load test came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

import numpy as np
from rich.table import Table

from scripts.load_testing.cameras import CameraLog

Percentiles = dict[str, float]
Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """Times in milliseconds at p50, p95, p99; memory in MB (10^6 bytes), None where not known."""

    cameras: int
    seconds: float
    sent: int
    answered: int
    dropped: dict[str, int]
    failed: dict[str, int]
    unanswered: int
    frames_per_second: float
    slowest_camera_fps: float
    fastest_camera_fps: float
    faces_per_frame: float
    server_ms: Percentiles
    answer_ms: Percentiles
    stages_ms: dict[str, float]
    lowered: list[str]
    memory_mb: float | None = None
    memory_growth_mb: float | None = None

    def as_dict(self) -> dict[str, object]:
        """The figures as JSON has them."""
        return asdict(self)


def summarise(
    logs: Sequence[CameraLog], seconds: float, memory_mb: Sequence[float] = ()
) -> LoadFigures:
    """Add up what the cameras noted in so many seconds, and what memory was read meanwhile."""
    answered = [len(log.answer_ms) for log in logs]
    dropped, failed = (_total(log.dropped for log in logs), _total(log.failed for log in logs))
    stages = _total(log.stages_ms for log in logs)
    sent = sum(log.sent for log in logs)
    done = sum(answered)
    return LoadFigures(
        cameras=len(logs),
        seconds=seconds,
        sent=sent,
        answered=done,
        dropped=dropped,
        failed=failed,
        unanswered=sent - done - sum(dropped.values()) - sum(failed.values()),
        frames_per_second=done / seconds,
        slowest_camera_fps=min(answered, default=0) / seconds,
        fastest_camera_fps=max(answered, default=0) / seconds,
        faces_per_frame=sum(log.faces for log in logs) / max(done, 1),
        server_ms=_percentiles([ms for log in logs for ms in log.server_ms]),
        answer_ms=_percentiles([ms for log in logs for ms in log.answer_ms]),
        stages_ms={stage: round(ms / max(done, 1), 2) for stage, ms in stages.items()},
        lowered=sorted(set().union(*(log.lowered for log in logs))),
        memory_mb=max(memory_mb) if memory_mb else None,
        memory_growth_mb=max(memory_mb) - memory_mb[0] if memory_mb else None,
    )


def as_table(figures: LoadFigures) -> Table:
    """The figures for people."""
    table = Table(title=f"{figures.cameras} cameras, {figures.seconds:g} s", show_header=False)
    table.add_row("frames sent", f"{figures.sent}")
    table.add_row("answered with a result", f"{figures.answered}")
    table.add_row("dropped", _counts(figures.dropped))
    table.add_row("failed", _counts(figures.failed))
    table.add_row("never answered", f"{figures.unanswered}")
    table.add_row("frames a second", f"{figures.frames_per_second:.1f}")
    shares = f"{figures.slowest_camera_fps:.1f} to {figures.fastest_camera_fps:.1f}"
    table.add_row("frames a second and camera", shares)
    table.add_row("faces a frame", f"{figures.faces_per_frame:.2f}")
    table.add_row("in the server, ms", _times(figures.server_ms))
    table.add_row("as the camera sees it, ms", _times(figures.answer_ms))
    table.add_row("mean of each stage, ms", _times(figures.stages_ms))
    table.add_row("lowered to keep up", ", ".join(figures.lowered) or "nothing")
    if figures.memory_mb is not None and figures.memory_growth_mb is not None:
        memory = f"{figures.memory_mb:.0f} MB at most, {figures.memory_growth_mb:+.1f} MB"
        table.add_row("server's memory", memory)
    return table


def _percentiles(values: Sequence[float]) -> Percentiles:
    if not values:
        return {}
    found = np.percentile(values, [50, 95, 99])
    return dict(zip(("p50", "p95", "p99"), (round(float(ms), 2) for ms in found), strict=True))


def _total(parts: Iterable[Mapping[str, Number]]) -> dict[str, Number]:
    total: dict[str, Number] = {}
    for part in parts:
        for name, value in part.items():
            total[name] = total[name] + value if name in total else value
    return total


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in counts.items()) or "0"


def _times(times: Percentiles) -> str:
    return ", ".join(f"{name} {ms:.1f}" for name, ms in times.items()) or "none"
