"""How a training run went, as a picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

CURVES_FILE = "curves.png"


def draw_curves(history: list[dict[str, Any]], path: Path) -> None:
    """Draw loss and validation figures over the epochs of a history into a PNG file."""
    figure = Figure(figsize=(9, 4), layout="constrained")
    loss_axes, figures_axes = figure.subplots(1, 2)
    epochs = [row["epoch"] for row in history]
    loss_axes.plot(epochs, [row["loss"] for row in history])
    loss_axes.set(title="Training loss", xlabel="epoch")
    scored = [row for row in history if row["validation"]]
    for label, read in _CURVES.items():
        values = [read(row["validation"]) for row in scored]
        if values and all(value is not None for value in values):
            figures_axes.plot([row["epoch"] for row in scored], values, label=label, marker=".")
    figures_axes.set(title="Validation", xlabel="epoch", ylim=(0.3, 1.0))
    figures_axes.grid(alpha=0.3)
    figures_axes.legend()
    figure.savefig(path, dpi=110)


def _reader(source: str, figure: str) -> Callable[[dict[str, Any]], float | None]:
    def read(validation: dict[str, Any]) -> float | None:
        return validation[source][figure] if validation[source] else None

    return read


_CURVES: dict[str, Callable[[dict[str, Any]], float | None]] = {
    "FER+ accuracy": _reader("ferplus", "accuracy"),
    "FER+ macro recall": _reader("ferplus", "macro_recall"),
    "news macro recall": _reader("news", "macro_recall"),
    "tired recall at 3 % false alarms": _reader("tired", "recall"),
}
