"""Prepare faces for the training of the emotion network: `python -m scripts.prepare_emotion_data`.

Without --images it reads the public sets that the committed network was trained on; with it, a
folder or zip of your own whose folders are named as emotions. Either writes faces.npz into the
output folder, where scripts.train_emotion and scripts.fine_tune_emotion look for it.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from scripts.emotion.data import CACHE_FILE, FaceSet, load_faces, save_faces, sources_in
from scripts.emotion.own_faces import (
    OWN,
    LabelledName,
    LeftOut,
    label_names,
    read_own_faces,
)
from scripts.emotion.own_files import find_pictures
from scripts.emotion.sources import FIVE
from scripts.evaluation.command_line import one_line_errors, open_networks
from scripts.evaluation.emotion.evaluation import FacesMode
from scripts.evaluation.emotion.framing import cropper_of, tell_taken_whole
from scripts.evaluation.errors import EvaluationError

LEFT_OUT_FILE = "left_out.csv"
DEFAULT_OUTPUT = Path("var/emotion")
DEFAULT_OWN_OUTPUT = Path("var/own")

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def main(
    *,
    images: Annotated[
        Path | None,
        typer.Option(help="Folder or zip: EMOTION/PERSON/image.jpg or PERSON/EMOTION/image.jpg"),
    ] = None,
    faces: Annotated[
        FacesMode,
        typer.Option(help="detect: photos; crop: faces cut out already; auto: look at each"),
    ] = FacesMode.DETECT,
    data: Annotated[
        Path, typer.Option(envvar="HOMEROOM_DATA", help="Folder that holds emotion/fer2013.zip")
    ] = Path("../shared/data"),
    output: Annotated[
        Path | None,
        typer.Option(help="Where faces.npz goes; default: var/own with --images, else var/emotion"),
    ] = None,
) -> None:
    """Cut out, clean and split the faces, and print how many of what there are."""
    with one_line_errors():
        if images is None:
            if not (data / "emotion").is_dir():
                raise typer.BadParameter(f"{data / 'emotion'} is not there; say --data or --images")
            prepared = load_faces(data / "emotion", output or DEFAULT_OUTPUT)
        else:
            prepared = _prepare_own(images, faces, output or DEFAULT_OWN_OUTPUT)
    for line in _summary(prepared):
        typer.echo(line)


def _prepare_own(images: Path, mode: FacesMode, output: Path) -> FaceSet:
    if sources_in(output) - {OWN}:
        raise EvaluationError(
            f"{output / CACHE_FILE} holds the public sets and stays: name another folder with "
            "--output"
        )
    source, pictures, no_pictures = find_pictures(images)
    named = label_names(pictures)
    if named.doubt:
        typer.echo(f"note: {named.doubt}", err=True)
    crop = cropper_of(mode, source, open_networks())
    found, without_face = read_own_faces(named.images, crop)
    tell_taken_whole(crop)
    prepared = FaceSet.of(found)
    save_faces(prepared, output)
    _write_left_out([*no_pictures, *named.left_out, *without_face], output / LEFT_OUT_FILE)
    typer.echo(_people_of_splits(prepared, named.images))
    return prepared


def _write_left_out(left_out: list[LeftOut], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [(item.name, item.reason) for item in left_out]
        csv.writer(file).writerows([("image", "reason"), *rows])
    if left_out:
        typer.echo(f"{len(left_out)} image(s) left out: {path} says why", err=True)


def _people_of_splits(faces: FaceSet, images: Sequence[LabelledName]) -> str:
    person_of = {image.name: image.person for image in images}
    splits: dict[str, set[str]] = {split: set() for split in ("train", "validation", "test")}
    for name, split in zip(faces.names.tolist(), faces.splits.tolist(), strict=True):
        splits[split].add(person_of[name])
    return "people: " + ", ".join(f"{split} {len(people)}" for split, people in splits.items())


def _summary(faces: FaceSet) -> list[str]:
    """Return a line for each split, source and label, with the number of faces."""
    emotional = faces.emotion.sum(axis=1) > 0
    labels = [
        FIVE[best] if known else "tired" if tired == 1 else "not tired"
        for best, known, tired in zip(faces.majority(), emotional, faces.tired, strict=True)
    ]
    counts = Counter(zip(faces.splits.tolist(), faces.sources.tolist(), labels, strict=True))
    return [
        f"{split:<12}{source:<14}{label:<10}{count:>7}"
        for (split, source, label), count in sorted(counts.items())
    ]


if __name__ == "__main__":
    app()
