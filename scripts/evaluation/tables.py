"""The csv files of an evaluation, read into checked rows."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scripts.evaluation.errors import EvaluationError

_TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class Role(StrEnum):
    """What an image does in the open-set protocol."""

    GALLERY = "gallery"
    PROBE = "probe"
    IMPOSTOR = "impostor"


@dataclass(frozen=True, slots=True)
class LabelledBox:
    """One face of an image: xyxy in pixels."""

    image: str
    label: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Boxes:
    """All rows of a boxes csv; `images` also holds those without any face, in file order."""

    images: tuple[str, ...]
    boxes: tuple[LabelledBox, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two images, and whether they show the same person."""

    image_a: str
    image_b: str
    same: bool


@dataclass(frozen=True, slots=True)
class OpenSetImage:
    """One image of the open-set protocol; the person of an impostor is not used."""

    image: str
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """One image and its label as the csv spells it, lower case.

    `group` is empty or anything; `subject` says who it shows, and is empty where nobody knows.
    """

    image: str
    label: str
    group: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a csv; knows where it stands, for messages."""

    place: str
    values: dict[str, str]

    def text(self, column: str) -> str:
        value = self.values[column]
        if not value:
            raise EvaluationError(f"{self.place}: {column} is empty")
        return value

    def number(self, column: str) -> float:
        text = self.text(column)
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):  # nan compares with nothing, so no check would stop it
            raise EvaluationError(f"{self.place}: {column} is {text!r}, not a finite number")
        return number


def read_boxes(path: Path) -> Boxes:
    """Read image, label, xmin, ymin, xmax, ymax; four empty coordinates mean: no face here."""
    corners = ("xmin", "ymin", "xmax", "ymax")
    images: dict[str, None] = {}
    boxes = []
    for row in read_rows(path, ("image", *corners), optional=("label",)):
        images[row.text("image")] = None
        if any(row.values[corner] for corner in corners):
            boxes.append(_box(row))
    return Boxes(tuple(images), tuple(boxes))


def read_pairs(path: Path) -> list[Pair]:
    """Read image_a, image_b, same (1, 0, true, false, in any case)."""
    rows = read_rows(path, ("image_a", "image_b", "same"))
    return [Pair(row.text("image_a"), row.text("image_b"), _truth(row)) for row in rows]


def read_open_set(path: Path) -> list[OpenSetImage]:
    """Read image, person, role (gallery, probe or impostor)."""
    images = [
        OpenSetImage(row.text("image"), row.values["person"], _role(row))
        for row in read_rows(path, ("image", "person", "role"))
    ]
    for image in images:
        if image.role is not Role.IMPOSTOR and not image.person:
            raise EvaluationError(f"{path}: {image.image} is a {image.role} without a person")
    return images


def read_labels(path: Path) -> list[LabelledImage]:
    """Read image, label, and group and subject where there are such."""
    rows = read_rows(path, ("image", "label"), optional=("group", "subject"))
    return [
        LabelledImage(
            row.text("image"),
            row.text("label").casefold(),
            row.values["group"],
            row.values["subject"],
        )
        for row in rows
    ]


def read_rows(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[Row]:
    """Yield the rows of a csv with at least one; headers in any case, with or without a BOM.

    `columns` are in lower case. Raises EvaluationError.
    """
    (_, first), *lines = _lines(path) or [(1, [])]
    header = [name.strip().casefold() for name in first]
    missing = [name for name in columns if name not in header]
    if missing:
        raise EvaluationError(
            f"{path} has no column {', '.join(missing)}; its header is: {', '.join(header)}"
        )
    empty = True
    for number, line in lines:
        if not any(cell.strip() for cell in line):
            continue
        empty = False
        padded = [*line, *[""] * (len(header) - len(line))]
        values = {name: cell.strip() for name, cell in zip(header, padded, strict=False)}
        wanted = {name: values.get(name, "") for name in (*columns, *optional)}
        yield Row(f"{path}, line {number}", wanted)
    if empty:
        raise EvaluationError(f"{path} has a header but no rows")


def _box(row: Row) -> LabelledBox:
    xmin, ymin, xmax, ymax = (row.number(name) for name in ("xmin", "ymin", "xmax", "ymax"))
    if xmax < xmin or ymax < ymin:
        raise EvaluationError(f"{row.place}: the box ends before it begins")
    return LabelledBox(row.values["image"], row.values["label"], (xmin, ymin, xmax, ymax))


def _truth(row: Row) -> bool:
    try:
        return _TRUTHS[row.text("same").casefold()]
    except KeyError as error:
        raise EvaluationError(
            f"{row.place}: same is {row.values['same']!r}; write 1 or 0, true or false"
        ) from error


def _role(row: Row) -> Role:
    try:
        return Role(row.text("role").casefold())
    except ValueError as error:
        raise EvaluationError(
            f"{row.place}: role is {row.values['role']!r}; write gallery, probe or impostor"
        ) from error


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The cells of each line, and the number of the line in the file."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise EvaluationError(
            f"{path}, line {reader.line_num}: {error}; is a quote before it left open?"
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not UTF-8 text: {error}") from error
