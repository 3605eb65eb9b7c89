"""Write the csv that scripts.evaluate wants, from what a data set brings along.

`python -m scripts.prepare_labels ferplus|folders|drivers|news|untaught|dlib … --output FILE`
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from xml.etree import ElementTree as ET

import numpy as np
import typer

from models.replacing import replacing
from scripts.emotion.own_files import find_pictures
from scripts.emotion.sources import (
    FIVE,
    Split,
    ferplus_label,
    has_majority,
    news_label,
    news_person,
)
from scripts.evaluation import tables
from scripts.evaluation.command_line import one_line_errors
from scripts.evaluation.emotion.drivers import read_drivers
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.images import ImageSource, Store, open_store

app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=True)

UsedSplit = Literal["train", "validation", "test"]
Output = Annotated[Path, typer.Option(help="The csv to write.")]
SplitOption = Annotated[UsedSplit, typer.Option(help="Which part of the data set.")]
Photos = Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")]
NewsFaces = Annotated[Path, typer.Option(help="news_faces_96.zip: LABEL/FILE, cut from photos.")]

_FIVE_COLUMNS = ("neutral", "happiness", "surprise", "sadness", "anger")
_OTHER_COLUMNS = ("disgust", "fear", "contempt", "unknown", "nf")
_FERPLUS_SPLITS = {"train": "Training", "validation": "PublicTest", "test": "PrivateTest"}
_BOX_HEADER = ("image", "label", "xmin", "ymin", "xmax", "ymax")

Row = Sequence[str | float]


@app.command()
@one_line_errors()
def ferplus(
    votes: Annotated[Path, typer.Option(help="ferplus_votes.csv: image, split and the votes.")],
    output: Output,
    split: SplitOption = "test",
) -> None:
    """FER+: the emotion with the most votes, for faces where it is one of our five.

    The group says whether more than half of the voters agree (majority), or fewer (plurality).
    """
    _write(output, ("image", "label", "group"), _ferplus_rows(votes, _FERPLUS_SPLITS[split]))


@app.command()
@one_line_errors()
def folders(
    images: Annotated[Path, typer.Option(help="Folder or zip with a folder for each label.")],
    output: Output,
    under: Annotated[str, typer.Option(help="Only images whose path begins with this.")] = "",
    label: Annotated[str, typer.Option(help="Of all images, in place of their folders'.")] = "",
) -> None:
    """Any folder of class-named folders: the label is the name of an image's own folder."""
    paths = _pictures(images, under=under)
    rows = [(str(path), label or path.parent.name) for path in paths]
    _write(output, ("image", "label"), rows)


@app.command()
@one_line_errors()
def drivers(
    manifest: Annotated[Path, typer.Option(help="tired_manifest.csv.")],
    output: Output,
    split: SplitOption = "test",
) -> None:
    """YawDD: tired and alert faces of a split's subjects; who may be in two splits is in none."""
    faces = [face for face in read_drivers(manifest) if face.split == split]
    rows = [(face.file, face.label, face.person) for face in faces]
    _write(output, ("image", "label", "subject"), rows)


@app.command()
@one_line_errors()
def news(
    images: Photos, faces: NewsFaces, output: Output, split: SplitOption = "validation"
) -> None:
    """The photos that news faces were cut from: their emotion, for people of one split."""
    labels = {PurePosixPath(name).name: label for name, label in _news_labels(faces).items()}
    photos = {path.name: str(path) for path in _pictures(images)}
    rows = [
        (photos[file], emotion)
        for file, (emotion, split_of_face) in sorted(labels.items())
        if split_of_face == split and file in photos
    ]
    _write(output, ("image", "label"), rows)


@app.command()
@one_line_errors()
def untaught(images: Photos, faces: NewsFaces, output: Output) -> None:
    """Photos, as alert, of people of whom the emotion network was taught no news face."""
    taught = {
        news_person(PurePosixPath(name).name)
        for name, (_, split_of_face) in _news_labels(faces).items()
        if split_of_face == "train"
    }
    rows = [(str(photo), "alert") for photo in _pictures(images) if photo.parent.name not in taught]
    _write(output, ("image", "label"), rows)


@app.command()
@one_line_errors()
def dlib(
    images: Annotated[Path, typer.Option(help="Folder or zip with training.xml, testing.xml.")],
    output: Output,
) -> None:
    """dlib's example photos: boxes from its xml files."""
    store = open_store(images)
    names = sorted(name for name in store.names() if name.endswith(".xml"))
    _write(output, _BOX_HEADER, [row for name in names for row in _dlib_rows(store, name)])


def _pictures(images: Path, *, under: str = "") -> list[PurePosixPath]:
    """Paths of all pictures that begin with `under`, in order; the other files are told."""
    _, pictures, left_out = find_pictures(images)
    strange = [item for item in left_out if item.name.startswith(under)]
    if strange:
        first = strange[0]
        typer.echo(
            f"{len(strange)} file(s) left out, such as {first.name}: {first.reason}", err=True
        )
    return [PurePosixPath(name) for name in pictures if name.startswith(under)]


def _ferplus_rows(votes: Path, split: str) -> Iterator[Row]:
    for row in tables.read_rows(votes, ("image", "split", *_FIVE_COLUMNS, *_OTHER_COLUMNS)):
        five = np.array([row.number(column) for column in _FIVE_COLUMNS])
        others = np.array([row.number(column) for column in _OTHER_COLUMNS])
        label = ferplus_label(five, others, majority_only=True)
        if row.values["split"] == split and label is not None:
            group = "majority" if has_majority(five, others) else "plurality"
            yield row.values["image"], FIVE[int(label[0].argmax())], group


def _dlib_rows(store: Store, name: str) -> list[Row]:
    try:
        return list(_boxes_of(store.read(name)))
    except (ET.ParseError, KeyError, ValueError) as error:
        raise EvaluationError(
            f"{name} in {store.label} is no list of boxes as dlib's are: {error!r}"
        ) from error


def _boxes_of(xml: bytes) -> Iterator[Row]:
    for image in ET.fromstring(xml).iter("image"):
        boxes = image.findall("box")
        if not boxes:
            yield image.attrib["file"], "", "", "", "", ""
        for box in boxes:
            left, top = float(box.attrib["left"]), float(box.attrib["top"])
            width, height = float(box.attrib["width"]), float(box.attrib["height"])
            yield image.attrib["file"], "face", left, top, left + width, top + height


def _news_labels(faces: Path) -> dict[str, tuple[str, Split]]:
    """Emotion and split of each news face, by its name."""
    names = ImageSource.open(faces).images()
    try:
        return {name: news_label(name) for name in names}
    except (KeyError, ValueError) as error:
        raise EvaluationError(
            f"{faces} does not hold news faces named LABEL/FILE, such as anger/Ada_0001.jpg: "
            f"{error!r}"
        ) from error


def _write(output: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Write the csv, all of it or nothing. Raises EvaluationError without any row."""
    written = list(rows)
    if not written:
        raise EvaluationError(f"{output} is not written: there is no image for it")
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *written])
    try:
        data = text.getvalue().encode()
    except UnicodeEncodeError as error:
        raise EvaluationError(f"{output} is not written: a label or path is no UTF-8") from error
    output.parent.mkdir(parents=True, exist_ok=True)
    _save(data, output)
    typer.echo(f"{output}: {len(written)} rows", err=True)


def _save(data: bytes, output: Path) -> None:
    """Write a file; an interruption leaves the one that was there."""
    if output.exists() and not output.is_file():  # a pipe, as /dev/stdout
        output.write_bytes(data)
        return
    with replacing(output.resolve()) as partial:
        partial.write_bytes(data)


if __name__ == "__main__":
    app()
