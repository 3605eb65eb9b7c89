"""Keep the live view open and watch it: `python -m tests.e2e.soak --minutes 30`.

Not a test. Every minute it prints how much memory the page holds after its garbage was collected,
how many frames were painted and how many a display of 60 Hz would have missed, and the server's
memory. It ends by itself; the last line says how fast the heap grew.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import CDPSession, Page

from tests.e2e.browsing import LAPTOP, TIMEOUT_MS, chromium
from tests.e2e.serving import DEMO_CLIP, RunningServer, run_module, running_server

SETTLING_MINUTES: Final = 2
"""Code is compiled and caches fill at first; the slope is taken after that."""

# Counts what was painted, in the page. A gap of two and a half frames has missed at least one.
_WATCH_PAINTING: Final = """
() => {
  const frameMs = 1000 / 60;
  const painting = { painted: 0, missed: 0, worstMs: 0, lastMs: performance.now() };
  const onFrame = (nowMs) => {
    const gapMs = nowMs - painting.lastMs;
    painting.painted += 1;
    painting.missed += Math.max(0, Math.round(gapMs / frameMs) - 1);
    painting.worstMs = Math.max(painting.worstMs, gapMs);
    painting.lastMs = nowMs;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  window.homeroomSoak = () => {
    const { painted, missed, worstMs } = painting;
    Object.assign(painting, { painted: 0, missed: 0, worstMs: 0 });
    return { painted, missed, worstMs };
  };
}
"""


@dataclass(frozen=True, slots=True)
class Minute:
    """What one minute was like."""

    number: int
    heap_mb: float
    nodes: int
    listeners: int
    painted: int
    missed: int
    worst_ms: float
    server_mb: float

    def __str__(self) -> str:
        return (
            f"{self.number:4d} {self.heap_mb:9.2f} {self.nodes:7d} {self.listeners:10d}"
            f" {self.painted / 60:10.1f} {self.missed:7d} {self.worst_ms:9.0f}"
            f" {self.server_mb:10.0f}"
        )


HEADER: Final = " min   heap MB   nodes  listeners  painted/s  missed  worst ms  server MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=int, default=30)
    minutes = parser.parse_args().minutes
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder), DEMO_CLIP=str(DEMO_CLIP)) as server,
        chromium() as browser,
    ):
        run_module("scripts.enroll_demo", "--server", server.url)
        page = browser.new_page(viewport=LAPTOP)
        page.goto(server.url)
        page.get_by_test_id("roster-row").first.wait_for(timeout=3 * TIMEOUT_MS)
        print(HEADER, flush=True)
        seen = watch(page, server, minutes=minutes)
    print(conclusion(seen))


def watch(page: Page, server: RunningServer, *, minutes: int) -> list[Minute]:
    """Print every minute as it ends."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    page.evaluate(_WATCH_PAINTING)
    seen: list[Minute] = []
    for number in range(1, minutes + 1):
        page.wait_for_timeout(60_000)
        seen.append(measure(page, cdp, server, number=number))
        print(seen[-1], flush=True)
    return seen


def measure(page: Page, cdp: CDPSession, server: RunningServer, *, number: int) -> Minute:
    painting: dict[str, Any] = page.evaluate("window.homeroomSoak()")
    cdp.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return Minute(
        number=number,
        heap_mb=metrics["JSHeapUsedSize"] / 1e6,
        nodes=int(metrics["Nodes"]),
        listeners=int(metrics["JSEventListeners"]),
        painted=painting["painted"],
        missed=painting["missed"],
        worst_ms=painting["worstMs"],
        server_mb=resident_mb(server.pid),
    )


def resident_mb(pid: int) -> float:
    """Memory that a process holds, where the system tells; else not a number."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


def conclusion(seen: list[Minute]) -> str:
    """How fast the heap grows once the page has settled, by least squares."""
    settled = [minute for minute in seen if minute.number > SETTLING_MINUTES]
    if len(settled) < 3:
        return "Too short to say how the heap grows: give it five minutes or more."
    numbers = [minute.number for minute in settled]
    slope = float(np.polyfit(numbers, [minute.heap_mb for minute in settled], 1)[0])
    painted = sum(minute.painted for minute in settled)
    missed = sum(minute.missed for minute in settled)
    return (
        f"Heap: {slope * 60:+.2f} MB per hour. Paint frames missed: {missed} of {painted + missed}."
    )


if __name__ == "__main__":
    main()
