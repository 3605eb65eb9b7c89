"""The pictures of a report, drawn by matplotlib without a display."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.embedder import IdentityThresholds
from scripts.evaluation.detection.metrics import PrecisionRecall
from scripts.evaluation.emotion.metrics import CALIBRATION_BINS
from scripts.evaluation.identity.open_set_metrics import OpenSetCurve
from scripts.evaluation.identity.verification_metrics import Roc

Values = npt.NDArray[np.floating]

_SIZE_INCHES = (5.4, 4.2)
_DPI = 110
_LOWEST_RATE = 1e-4  # a logarithmic axis has no zero
_WORST_RATE = 1e-3  # the smallest rate of errors that is read off a curve


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture, as PNG bytes, with its title."""

    title: str
    png: bytes


def plot_precision_recall(curve: PrecisionRecall, min_detection_score: float) -> Plot:
    """Precision over recall; the dot is where the product works."""

    def draw(axes: Axes) -> None:
        axes.step(curve.recall, curve.precision, where="post")
        shown = np.flatnonzero(curve.detection_scores >= min_detection_score)
        if len(shown):
            axes.plot(curve.recall[shown[-1]], curve.precision[shown[-1]], "o")
        _frame(axes, "recall", "precision")

    return _plot("Precision and recall at IoU 0.5", draw)


def plot_recall_by_height(groups: Mapping[str, tuple[float | None, int]]) -> Plot:
    """Recall of each group of box heights, with the group's size."""

    def draw(axes: Axes) -> None:
        axes.bar(list(groups), [recall or 0.0 for recall, _ in groups.values()])
        for index, (recall, boxes) in enumerate(groups.values()):
            axes.annotate(str(boxes), (index, recall or 0.0), ha="center", va="bottom")
        axes.set(xlabel="height of the face, px", ylabel="recall", ylim=(0, 1.08))

    return _plot("Recall by height", draw)


def plot_roc(curve: Roc) -> Plot:
    """True accepts over false accepts."""

    def draw(axes: Axes) -> None:
        axes.step(np.maximum(curve.far, _LOWEST_RATE), curve.tar, where="post")
        axes.set_xscale("log")
        shown = float(curve.tar[curve.far <= _WORST_RATE].max())
        axes.set(xlabel="FAR", ylabel="TAR", xlim=(_LOWEST_RATE, 1), ylim=_upper_part(shown))
        axes.grid(visible=True, alpha=0.3)

    return _plot("ROC: true accept rate at each false accept rate", draw)


def plot_det(curve: Roc) -> Plot:
    """False rejects over false accepts, both logarithmic."""

    def draw(axes: Axes) -> None:
        far, frr = np.maximum(curve.far, _LOWEST_RATE), np.maximum(1 - curve.tar, _LOWEST_RATE)
        axes.step(far, frr, where="post")
        axes.plot([_LOWEST_RATE, 1], [_LOWEST_RATE, 1], ":", color="gray")
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set(xlabel="FAR", ylabel="FRR", xlim=(_LOWEST_RATE, 1), ylim=(_LOWEST_RATE, 1))
        axes.grid(visible=True, alpha=0.3)

    return _plot("DET: false reject rate at each false accept rate", draw)


def plot_open_set(curve: OpenSetCurve) -> Plot:
    """Right names of probes over any names of impostors."""

    def draw(axes: Axes) -> None:
        axes.step(np.maximum(curve.fpir, _LOWEST_RATE), curve.dir, where="post")
        axes.set_xscale("log")
        shown = float(curve.dir[curve.fpir <= _WORST_RATE].max())
        axes.set(xlabel="FPIR", ylabel="DIR at rank 1", xlim=(_LOWEST_RATE, 1))
        axes.set_ylim(_upper_part(shown))
        axes.grid(visible=True, alpha=0.3)

    return _plot("Open set: probes named rightly while impostors are named", draw)


def plot_similarities(
    groups: Mapping[str, Values], thresholds: IdentityThresholds | None = None
) -> Plot:
    """Histograms of cosine similarities, with the product's thresholds."""

    def draw(axes: Axes) -> None:
        bins = np.linspace(-0.3, 1.0, 66).tolist()
        for name, values in groups.items():
            shown = np.clip(values[np.isfinite(values)], bins[0], bins[-1])
            axes.hist(shown, bins=bins, alpha=0.6, label=f"{name} ({len(values)})")
        if thresholds is not None:
            axes.axvline(thresholds.known, color="black", label="known")
            axes.axvline(thresholds.unsure, color="black", linestyle=":", label="unsure")
        axes.set(xlabel="cosine similarity", ylabel="faces", yscale="log")
        axes.set_ylim(0.7, 8 * axes.get_ylim()[1])  # room for the legend
        axes.legend(fontsize="small")

    return _plot("Similarities", draw)


def plot_confusion(confusion: Mapping[str, Mapping[str, int]], labels: Sequence[str]) -> Plot:
    """Rows are true labels, columns what the network says, colours fractions of the row."""

    def draw(axes: Axes) -> None:
        counts = np.array([[row[label] for label in labels] for row in confusion.values()])
        parts = counts / counts.sum(axis=1, keepdims=True)
        axes.imshow(parts, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for (row, column), count in np.ndenumerate(counts):
            color = "white" if parts[row, column] > 0.5 else "black"
            text = f"{parts[row, column]:.2f}\n{count}"
            axes.text(column, row, text, ha="center", va="center", color=color, fontsize="small")
        axes.set_xticks(range(len(labels)), labels)
        axes.set_yticks(range(len(confusion)), list(confusion))
        axes.set(xlabel="predicted", ylabel="true")

    return _plot("Confusion", draw)


def plot_reliability(confidences: Values, right: npt.NDArray[np.bool_]) -> Plot:
    """How often the network is right when it says how sure it is."""

    def draw(axes: Axes) -> None:
        edges = np.linspace(0, 1, CALIBRATION_BINS + 1)
        owner = np.clip(np.digitize(confidences, edges) - 1, 0, CALIBRATION_BINS - 1)
        used = np.unique(owner)
        heights = [right[owner == index].mean() for index in used]
        axes.bar(edges[used], heights, width=edges[1], align="edge", alpha=0.7, edgecolor="white")
        axes.plot([0, 1], [0, 1], ":", color="gray")
        _frame(axes, "probability of the answer", "part that is right")

    return _plot("Reliability", draw)


def plot_tired(tired: Values, alert: Values) -> Plot:
    """Recall of tired faces over false alarms on alert ones."""

    def draw(axes: Axes) -> None:
        thresholds = np.append(np.unique(np.concatenate([tired, alert]))[::-1], 0.0)
        alarms = [float((alert >= threshold).mean()) for threshold in thresholds]
        recall = [float((tired >= threshold).mean()) for threshold in thresholds]
        axes.step(alarms, recall, where="post")
        axes.axvline(0.03, color="gray", linestyle=":")
        _frame(axes, "false alarms on alert faces", "recall of tired faces")

    return _plot("Tired against alert (wellbeing set)", draw)


def plot_timeline(appearances: Mapping[str, Sequence[float]], frame_seconds: float) -> Plot:
    """One row a name: the seconds at which it was shown."""

    def draw(axes: Axes) -> None:
        for row, seconds in enumerate(appearances.values()):
            axes.broken_barh([(start, frame_seconds) for start in seconds], (row - 0.4, 0.8))
        axes.set_yticks(range(len(appearances)), _as_written(appearances))
        axes.set(xlabel="seconds of the clip")
        axes.grid(visible=True, axis="x", alpha=0.3)

    return _plot("Who is named when", draw)


def plot_seconds(seconds: Mapping[str, float], title: str) -> Plot:
    """One bar a name, in the order given, the first on top."""

    def draw(axes: Axes) -> None:
        axes.barh(_as_written(seconds), list(seconds.values()))
        axes.invert_yaxis()
        axes.set(xlabel="seconds")
        axes.grid(visible=True, axis="x", alpha=0.3)

    return _plot(title, draw)


def _plot(title: str, draw: Callable[[Axes], None]) -> Plot:
    figure = Figure(figsize=_SIZE_INCHES, dpi=_DPI, layout="constrained")
    draw(figure.subplots())
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return Plot(title, buffer.getvalue())


def _as_written(names: Iterable[str]) -> list[str]:
    """People's names; between two bare dollar signs matplotlib would set formulas."""
    return [name.replace("$", r"\$") for name in names]


def _upper_part(lowest: float) -> tuple[float, float]:
    """Limits of an axis of rates that all lie near 1."""
    margin = 0.2 * (1 - lowest) + 0.01
    return max(0.0, lowest - 2 * margin), 1 + margin / 2


def _frame(axes: Axes, x_label: str, y_label: str) -> None:
    axes.set(xlabel=x_label, ylabel=y_label, xlim=(0, 1.02), ylim=(0, 1.02))
    axes.grid(visible=True, alpha=0.3)
