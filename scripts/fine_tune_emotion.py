"""Teach the emotion network faces of your own: `python -m scripts.fine_tune_emotion`.

Begins with the committed network, learns from faces that scripts.prepare_emotion_data prepared, and
prints what it read of held-out faces before and after. Where learning does not help on them, the
network stays as it was.
"""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from models.emotion import METADATA_FILE, WEIGHTS_FILE
from scripts.emotion.closed_eyes import apply_smiles, read_closed_eyes_file
from scripts.emotion.config import FineTuningConfig
from scripts.emotion.data import CACHE_FILE, FaceSet, read_faces, sources_in
from scripts.emotion.own_faces import OWN
from scripts.emotion.own_scores import score_weights
from scripts.evaluation.command_line import one_line_errors
from scripts.evaluation.errors import EvaluationError

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def main(
    *,
    faces: Annotated[Path, typer.Option(help="Folder with your faces.npz")],
    output: Annotated[Path, typer.Option(help="Where the new network goes")],
    rehearse: Annotated[
        Path | None, typer.Option(help="Folder with faces.npz of the public sets")
    ] = None,
    weights: Annotated[Path, typer.Option(help="The network to begin with")] = Path(
        "models/weights"
    ),
    epochs: Annotated[int, typer.Option(min=1)] = FineTuningConfig().epochs,
) -> None:
    """Fine-tune, and print figures before and after on your test faces as JSON."""
    with one_line_errors():
        own, public = _read_own(faces), read_rehearsed(rehearse) if rehearse else None
        if output.resolve() == weights.resolve():
            raise EvaluationError(f"{output} holds the network to begin with; name another folder")
        if not (weights / WEIGHTS_FILE).is_file() or not (weights / METADATA_FILE).is_file():
            raise EvaluationError(f"{weights} holds no {WEIGHTS_FILE} and {METADATA_FILE}")
        from scripts.emotion.fine_tuning import fine_tune  # noqa: PLC0415 - imports TensorFlow

        config = replace(FineTuningConfig(), epochs=epochs)
        tuned = fine_tune(own, public, config, start=weights, target=output)
    figures = {
        **asdict(tuned),
        "before": score_weights(own.part("test"), weights),
        "after": score_weights(own.part("test"), output),
    }
    typer.echo(json.dumps(figures, indent=2))
    typer.echo(
        f"To use it, copy {WEIGHTS_FILE} and {METADATA_FILE} from {output} into the server's "
        "weights folder and start the server again.",
        err=True,
    )


def read_rehearsed(folder: Path) -> FaceSet:
    """Return the public faces of a folder as training learned from them: smiles are not tired.

    Closed eyes that training has not sorted there are left out. Raises EvaluationError for a folder
    with faces of one's own.
    """
    if OWN in sources_in(folder):
        raise EvaluationError(f"{folder / CACHE_FILE} holds no public sets to rehearse")
    return apply_smiles(_read(folder), read_closed_eyes_file(folder))


def _read_own(folder: Path) -> FaceSet:
    if sources_in(folder) - {OWN}:
        raise EvaluationError(
            f"{folder / CACHE_FILE} holds the public sets; --faces is for your own, --rehearse for "
            "those"
        )
    return _read(folder)


def _read(folder: Path) -> FaceSet:
    if not (folder / CACHE_FILE).is_file():
        raise EvaluationError(
            f"{folder / CACHE_FILE} is not there; "
            ".venv/bin/python -m scripts.prepare_emotion_data writes it"
        )
    return read_faces(folder)


if __name__ == "__main__":
    app()
