"""Adapt SFace to webcams: `python -m scripts.adapt_sface --images lfw.zip --without openset.csv`.

Photos, named PERSON/FILE, are shown as a webcam of a classroom would show them (small, moved,
badly lit, noisy, compressed), and a small part of the weights learns to say of such a picture what
the unadapted network says of the photo. The result holds that part alone; fetch_models puts it
into the network. An interrupted run goes on where it last saved, with the same photos only.
"""

from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.progress import track

from models.embedder import load_embedder
from models.errors import ModelError
from models.sface import MEAN
from scripts.adaptation.checkpoints import claim_checkpoints
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.identity.people_of_photos import photos_of_others
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.printed import plain_console
from server.settings import PROJECT_DIR
from server.start import load_settings

SAVE_EVERY: Final = 50
REPORT_EVERY: Final = 20
DEFAULT_OUTPUT: Final = PROJECT_DIR / "models" / "weights" / "sface_webcam.npz"


def main(
    images: Annotated[Path, typer.Option(help="Folder or zip of photos named PERSON/FILE.")],
    without: Annotated[
        Path | None, typer.Option(help="Open-set csv: leave its people out.")
    ] = None,
    output: Annotated[Path, typer.Option(help="Where the adapted weights go.")] = DEFAULT_OUTPUT,
    checkpoints: Annotated[
        Path, typer.Option(help="Folder to go on from after an interruption.")
    ] = PROJECT_DIR / "var" / "adapt_sface",
    steps: Annotated[int, typer.Option(min=1)] = 1400,
) -> None:
    """Train the adaptable part of SFace."""
    from scripts.adaptation.network import AdaptableSFace  # noqa: PLC0415 - TensorFlow is slow
    from scripts.adaptation.samples import draw_batches, open_album  # noqa: PLC0415
    from scripts.adaptation.training import Recipe, Trainer  # noqa: PLC0415

    console = plain_console(stderr=True)
    settings = load_settings()
    try:
        networks = Networks(settings)
        source = ImageSource.open(images)
        names = photos_of_others(source, without)
        claim_checkpoints(checkpoints, names)
        teacher = load_embedder("sface", networks.runtime, settings.weights_dir)
        faces = FaceReader(source, networks.detector, settings.detection.min_detection_score)
        album = open_album(faces, names, teacher)
    except (EvaluationError, ModelError) as error:
        console.print(f"error: {error}")
        raise typer.Exit(2) from error
    recipe = Recipe(steps=steps)
    network = AdaptableSFace(settings.weights_dir / "sface.onnx")
    trainer = Trainer(network, album.prototypes, recipe, checkpoints)
    console.print(f"{len(album.photos)} photos of {len(album.prototypes)} people")
    batches = draw_batches(album, size=recipe.batch_size, seed=recipe.seed + trainer.step)
    done = trainer.step
    if done >= recipe.steps:
        console.print(f"all {recipe.steps} steps were done before: the same weights once more")
    recent: list[tuple[float, float]] = []
    for losses in track(
        trainer.run(batches), "Adapting", total=recipe.steps, completed=done, console=console
    ):
        recent.append((losses.people, losses.distance))
        if trainer.step % REPORT_EVERY == 0:
            people, distance = np.mean(recent[-REPORT_EVERY:], axis=0)
            console.print(f"step {trainer.step}: people {people:.3f}, distance {distance:.4f}")
        if trainer.step % SAVE_EVERY == 0 or trainer.step == recipe.steps:
            trainer.save()
    arrays = {MEAN: trainer.mean(album), **trainer.adapted()}
    np.savez_compressed(output, allow_pickle=False, **arrays)
    console.print(f"wrote {output}")


if __name__ == "__main__":
    typer.run(main)
