"""One HTML page with the figures and plots of an evaluation; it loads nothing from outside."""

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures, JsonValue
from scripts.evaluation.plots import Plot

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
       color: #1f2933; background: #fff; }
code { background: #f0f2f5; padding: .15rem .35rem; border-radius: 4px; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #e1e5ea;
         vertical-align: top; font-variant-numeric: tabular-nums; font-weight: normal; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; flex: 0 1 34rem; } img { width: 100%; }
figcaption { font-weight: 600; }
"""


def write_report(
    path: Path, *, title: str, command: str, figures: Figures, plots: Sequence[Plot]
) -> None:
    """Write the page. Raises EvaluationError where the file cannot be written."""
    pictures = "".join(map(_picture, plots))
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(title)}</h1><p><code>{escape(command)}</code></p>"
        f"<p>{datetime.now(UTC):%Y-%m-%d %H:%M} UTC</p>"
        f'{_table(figures)}<div class="plots">{pictures}</div></body></html>\n'
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"the report {path} cannot be written: {error.strerror}") from error


def _table(figures: Mapping[str, JsonValue]) -> str:
    rows = (
        f"<tr><th>{escape(key)}</th><td>{_cell(value)}</td></tr>" for key, value in figures.items()
    )
    return f"<table>{''.join(rows)}</table>"


def _cell(value: JsonValue) -> str:
    if isinstance(value, Mapping):
        return _table(value) if value else "-"
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Sequence):
        return ", ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:.4f}"
    return "-" if value is None else str(value)


def _picture(plot: Plot) -> str:
    data = base64.b64encode(plot.png).decode("ascii")
    title = escape(plot.title)
    return (
        f"<figure><figcaption>{title}</figcaption>"
        f'<img alt="{title}" src="data:image/png;base64,{data}"></figure>'
    )
