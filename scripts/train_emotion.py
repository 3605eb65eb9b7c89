"""Train the emotion network: `python -m scripts.train_emotion`. Interrupted, go on with --resume.

Writes checkpoints, history and curves under the output folder, the network and its metadata into
the weights folder, and prints the figures as JSON.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from models.errors import FETCH_COMMAND
from scripts.emotion.closed_eyes import apply_smiles, read_closed_eyes_file
from scripts.emotion.config import TrainingConfig
from scripts.emotion.data import load_faces
from scripts.emotion.evaluation import evaluate_weights
from scripts.evaluation.command_line import one_line_errors

DEFAULT_DATA = Path("../shared/data")
DEFAULT_OUTPUT = Path("var/emotion")
DEFAULT_WEIGHTS = Path("models/weights")
FACE_NETWORK = Path("models/weights/sface.onnx")


def main(  # noqa: PLR0913 - the options of a command
    *,
    data: Annotated[
        Path, typer.Option(envvar="HOMEROOM_DATA", help="Folder that holds emotion/fer2013.zip")
    ] = DEFAULT_DATA,
    output: Annotated[Path, typer.Option(help="Checkpoints, history, curves")] = DEFAULT_OUTPUT,
    weights: Annotated[Path, typer.Option(help="Where the ONNX file goes")] = DEFAULT_WEIGHTS,
    face_network: Annotated[
        Path, typer.Option(help="SFace, whose weights the run begins with")
    ] = FACE_NETWORK,
    cycle: Annotated[
        list[int] | None,
        typer.Option(min=1, help="Epochs of a cycle, one option for each; as configured without"),
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the last checkpoint")] = False,
    export_only: Annotated[bool, typer.Option(help="Export the best checkpoint so far")] = False,
    evaluate_only: Annotated[bool, typer.Option(help="Score the exported network only")] = False,
) -> None:
    """Train, calibrate and export the emotion network, then score it on the held-out faces."""
    if not (data / "emotion").is_dir():
        raise typer.BadParameter(f"{data / 'emotion'} is not there; say where the data are: --data")
    with one_line_errors():
        faces = load_faces(data / "emotion", output)
    config = TrainingConfig()
    if cycle:
        config = replace(config, cycles=tuple(cycle))
    if not evaluate_only:
        from scripts.emotion.export import export_best  # noqa: PLC0415 - imports TensorFlow
        from scripts.emotion.training import train  # noqa: PLC0415 - imports TensorFlow

        if not export_only:
            _check(face_network)
            train(faces, config, output, face_network=face_network, resume=resume)
        export_best(faces, config, output, weights)
    sorted_faces = apply_smiles(faces, read_closed_eyes_file(output))
    typer.echo(json.dumps(evaluate_weights(sorted_faces, weights), indent=2))


def _check(face_network: Path) -> None:
    if not face_network.is_file():
        raise typer.BadParameter(f"{face_network} is not there; {FETCH_COMMAND} sface brings it")


if __name__ == "__main__":
    typer.run(main)
