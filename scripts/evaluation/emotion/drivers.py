"""YawDD's faces of drivers, from the manifest that lies beside them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.emotion.sources import Split, merge_subject_clusters, split_of_group
from scripts.evaluation import tables
from scripts.evaluation.errors import EvaluationError

_LABELS: Final = {"tired_yawn": "tired", "alert": "alert"}


@dataclass(frozen=True, slots=True)
class Driver:
    """One face, `tired` or `alert`, its subject, and the split that all of the subject is in.

    Several subjects of the manifest are likely one `person`.
    """

    file: str
    label: str
    subject: str
    person: str
    split: Split


def read_drivers(manifest: Path) -> list[Driver]:
    """Read set, label, file, subject_cluster; other sets' rows are passed over.

    Raises EvaluationError.
    """
    columns = ("set", "label", "file", "subject_cluster")
    rows = [row for row in tables.read_rows(manifest, columns) if row.values["set"] == "yawdd"]
    clusters = [(row.text("file"), row.text("subject_cluster")) for row in rows]
    try:
        group_of = merge_subject_clusters(clusters)
    except (IndexError, ValueError) as error:
        raise EvaluationError(
            f"{manifest} does not number its files and subjects as YawDD's does: {error}"
        ) from error
    return [
        Driver(file, _label(row), cluster, group_of[cluster], split_of_group(group_of[cluster]))
        for row, (file, cluster) in zip(rows, clusters, strict=True)
    ]


def _label(row: tables.Row) -> str:
    try:
        return _LABELS[row.text("label")]
    except KeyError as error:
        raise EvaluationError(
            f"{row.place}: label is {row.values['label']!r}, not {' or '.join(_LABELS)}"
        ) from error
