"""The table of a benchmark as a picture."""

from pathlib import Path
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from scripts.benchmarking.rows import Report, Row, rounded

_INCHES_A_ROW: Final = 0.26
_MET, _MISSED, _PLAIN, _INK = "#1b7f5c", "#c2410c", "#94a3b8", "#0f172a"
_MOST: Final = 2.0
"""Bars end at twice (or half) the target; what is farther is as good, or as bad."""


def draw_report(report: Report, path: Path) -> None:
    """Write a picture, PNG or SVG by the file's name: each row, and how far it is from its target.

    The line in the middle is the target; bars to its right are better.
    """
    rows = report.rows
    figure = Figure(figsize=(12, 1.0 + _INCHES_A_ROW * len(rows)), layout="constrained")
    axes = figure.add_subplot()
    for number, row in enumerate(rows):
        better = _times_better(row)
        if better is not None:
            colour = _MET if row.ok else _MISSED
            axes.barh(number, min(better, _MOST) - 1, left=1, height=0.6, color=colour)
        value = f"{rounded(row.value)} {row.unit}".strip()
        target = "" if row.target is None else f"  ({row.bound} {row.target:g})"
        colour = _PLAIN if row.ok is None else _INK
        axes.text(_MOST + 0.05, number, value + target, va="center", fontsize=8, color=colour)
    axes.axvline(1, color=_INK, linewidth=0.8)
    axes.set_yticks(range(len(rows)), [row.name for row in rows], fontsize=8)
    axes.set_xlim(0, _MOST + 1.0)
    axes.set_xticks([0.5, 1, 2], ["half as good", "target", "twice as good"], fontsize=8)
    axes.invert_yaxis()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(f"commit {report.commit}, {report.machine}", fontsize=8, loc="left")
    canvas = FigureCanvasSVG if path.suffix == ".svg" else FigureCanvasAgg
    canvas(figure)
    figure.savefig(path, dpi=150)


def _times_better(row: Row) -> float | None:
    """How many times better than its target a row is; None without a target."""
    if row.target is None:
        return None
    if row.at_least:
        return row.value / row.target
    return _MOST if row.value <= 0 else row.target / row.value
