"""Keep the live view open and watch it: `python -m tests.e2e.soak --minutes 30`.

Not a test. Every minute it prints how much memory the page holds after its garbage was collected,
how many animation frames it got (turns to paint in, used or not) and how many of a 60 Hz display
it missed, how many of the 30 a second that the overlay promises, how many of 60 Hz a nearly empty
page in a browser of its own missed in the same minute, and the server's memory. It ends by itself;
the last line says how fast the heap grew.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import Browser, CDPSession, Page

from tests.e2e.browsing import LAPTOP, QUIET, TIMEOUT_MS, chromium, find_chromium
from tests.e2e.serving import DEMO_CLIP, RunningServer, run_module, running_server

SETTLING_MINUTES: Final = 2
"""Code is compiled and caches fill at first; the slope is taken after that."""

# Counts animation frames, in the page. A gap of one and a half frames has missed one.
_WATCH_FRAMES: Final = """
() => {
  const frameMs = 1000 / 60;
  const none = { frames: 0, missed: 0, missedOf30: 0, worstMs: 0 };
  const turns = { ...none, lastMs: performance.now() };
  const onFrame = (nowMs) => {
    const gapMs = nowMs - turns.lastMs;
    turns.frames += 1;
    turns.missed += Math.max(0, Math.round(gapMs / frameMs) - 1);
    turns.missedOf30 += Math.max(0, Math.round(gapMs / frameMs / 2) - 1);
    turns.worstMs = Math.max(turns.worstMs, gapMs);
    turns.lastMs = nowMs;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  window.homeroomSoak = () => {
    const seen = { ...turns };
    Object.assign(turns, none);
    return seen;
  };
}
"""

_MOVE_A_SQUARE: Final = """
() => {
  const square = document.createElement("div");
  square.style.cssText = "position:fixed;width:80px;height:80px;background:teal";
  document.body.append(square);
  const move = (nowMs) => {
    square.style.transform = `translateX(${(nowMs / 10) % 500}px)`;
    requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
}
"""


@dataclass(frozen=True, slots=True)
class Minute:
    """What one minute was like."""

    number: int
    heap_mb: float
    nodes: int
    listeners: int
    frames: int
    missed: int
    missed_of_30: int
    worst_ms: float
    missed_empty: int
    server_mb: float

    def __str__(self) -> str:
        return (
            f"{self.number:4d} {self.heap_mb:9.2f} {self.nodes:7d} {self.listeners:10d}"
            f" {self.frames / 60:10.1f} {self.missed:7d} {self.missed_of_30:7d}"
            f" {self.worst_ms:9.0f} {self.missed_empty:7d} {self.server_mb:10.0f}"
        )


HEADER: Final = (
    " min   heap MB   nodes  listeners   frames/s  missed   of 30  worst ms   empty  server MB"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=int, default=30)
    minutes = parser.parse_args().minutes
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder), DEMO_CLIP=str(DEMO_CLIP)) as server,
        chromium() as browser,
        nearly_empty_page(browser) as empty,
    ):
        run_module("scripts.enroll_demo", "--server", server.url)
        page = browser.new_page(viewport=LAPTOP)
        page.goto(server.url)
        page.get_by_test_id("roster-row").first.wait_for(timeout=3 * TIMEOUT_MS)
        print(HEADER, flush=True)
        seen = watch(page, empty, server, minutes=minutes)
    print(conclusion(seen))


@contextmanager
def nearly_empty_page(beside: Browser) -> Iterator[Page]:
    """A page in a browser of its own that moves one square: the machine had no time for what it
    misses.
    """
    with beside.browser_type.launch(executable_path=find_chromium(), args=list(QUIET)) as browser:
        page = browser.new_page(viewport=LAPTOP)
        page.evaluate(_MOVE_A_SQUARE)
        yield page


def watch(page: Page, empty: Page, server: RunningServer, *, minutes: int) -> list[Minute]:
    """Print every minute as it ends."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    for watched in (page, empty):
        watched.evaluate(_WATCH_FRAMES)
    seen: list[Minute] = []
    for number in range(1, minutes + 1):
        page.wait_for_timeout(60_000)
        missed = empty.evaluate("window.homeroomSoak()")["missed"]
        seen.append(measure(page, cdp, server, number=number, missed_empty=missed))
        print(seen[-1], flush=True)
    return seen


def measure(
    page: Page, cdp: CDPSession, server: RunningServer, *, number: int, missed_empty: int
) -> Minute:
    turns: dict[str, Any] = page.evaluate("window.homeroomSoak()")
    cdp.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return Minute(
        number=number,
        heap_mb=metrics["JSHeapUsedSize"] / 1e6,
        nodes=int(metrics["Nodes"]),
        listeners=int(metrics["JSEventListeners"]),
        frames=turns["frames"],
        missed=turns["missed"],
        missed_of_30=turns["missedOf30"],
        worst_ms=turns["worstMs"],
        missed_empty=missed_empty,
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
    frames = sum(minute.frames for minute in settled)
    missed = sum(minute.missed for minute in settled)
    missed_of_30 = sum(minute.missed_of_30 for minute in settled)
    empty = sum(minute.missed_empty for minute in settled)
    return (
        f"Heap: {slope * 60:+.2f} MB per hour. Animation frames missed: {missed} of"
        f" {frames + missed}, of the 30 a second that are promised: {missed_of_30} of"
        f" {1800 * len(settled)}; by the nearly empty page: {empty}."
    )


if __name__ == "__main__":
    main()
