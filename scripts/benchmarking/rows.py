"""The rows of a benchmark, and where and of what they were measured."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `target` is the most that it may be, or the least with `at_least`; None where
    nothing is asked of it."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def ok(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def bound(self) -> str:
        """In words, on which side of the target the value should be."""
        return "at least" if self.at_least else "at most"

    def as_dict(self) -> dict[str, Any]:
        """Return the row as JSON has it."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "ok": self.ok,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of a run, with the commit and the machine that they are of."""

    commit: str
    machine: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """What was not measured, and why."""

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON has it."""
        rows = [row.as_dict() for row in self.rows]
        return {"commit": self.commit, "machine": self.machine, "rows": rows}

    def lines(self) -> list[str]:
        """Return the report as a table of text."""
        width = max(len(row.name) for row in self.rows)
        return [
            f"commit {self.commit}, {self.machine}",
            *(
                f"{row.name:<{width}}  {rounded(row.value):>9} {row.unit:<9}{_verdict(row)}"
                for row in self.rows
            ),
            *self.notes,
        ]


def make_report(rows: Sequence[Row], notes: Sequence[str] = ()) -> Report:
    """Put rows together with the commit and the machine."""
    return Report(_commit(), _machine(), tuple(rows), tuple(notes))


def rounded(value: float) -> str:
    """Three digits that tell something."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _verdict(row: Row) -> str:
    if row.target is None:
        return ""
    return f"{'met' if row.ok else 'missed'} ({row.bound} {row.target:g})"


def _commit() -> str:
    """Return the short hash, with a + where files were changed, or unknown outside a checkout."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{head}+" if changed else head


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(PROJECT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _machine() -> str:
    load, python = os.getloadavg()[0], platform.python_version()
    return f"{_processor()}, {os.cpu_count()} cores, load {load:.1f}, Python {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
