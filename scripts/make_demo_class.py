"""Draw the demo class: photos of people who do not exist, and a clip in which they have a lesson.

Everything comes from fixed seeds. The networks are fetched first:
`python -m scripts.fetch_models random-face mtcnn`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from models.errors import ModelError
from models.mtcnn import load_mtcnn
from models.runtime import create_runtime
from scripts.generated_faces.clip import Clip, Image, count_renders, make_clip
from scripts.generated_faces.expressions import FaceEditor, load_editor
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.people import CLASS, STRANGERS, Person, style_of
from scripts.generated_faces.photos import (
    ENROLLMENT_SHOTS,
    STRANGER_SHOTS,
    Shot,
    save_jpeg,
    take_photo,
)
from scripts.generated_faces.scene import FPS, FRAMES
from scripts.generated_faces.truth import EVERY, write_truth
from scripts.generated_faces.video import write_webm
from scripts.printed import plain_console
from server.errors import HomeroomError
from server.start import load_settings

DEFAULT_OUTPUT = Path("demo")
CLIP_NAME = "class.webm"
GROUP_PICTURE_FRAME = 420


def main(
    *,
    output: Annotated[
        Path, typer.Option(help="Folder for photos, clip and truth.")
    ] = DEFAULT_OUTPUT,
    weights: Annotated[
        Path | None, typer.Option(help="Folder of the weights, instead of the setting's.")
    ] = None,
    photos: Annotated[bool, typer.Option(help="Draw the photos.")] = True,
    clip: Annotated[bool, typer.Option(help="Draw the clip and its truth.")] = True,
) -> None:
    """Draw the demo class anew."""
    try:
        weights = weights or load_settings().weights_dir
        generator = FaceGenerator(weights)
        detector = load_mtcnn(create_runtime("openvino"), weights)
    except (ModelError, HomeroomError) as error:
        plain_console().print(f"The demo class is not drawn: {error}")
        raise typer.Exit(code=1) from error
    editor = load_editor()
    with Progress() as progress:
        if photos:
            draw_photos(output, generator, editor, progress=progress)
        if clip:
            task = progress.add_task("portraits for the clip", total=count_renders())
            lesson = make_clip(
                generator, editor, detector, on_render=lambda: progress.advance(task)
            )
            write_clip(output, lesson, progress=progress)


def draw_photos(
    output: Path, generator: FaceGenerator, editor: FaceEditor, *, progress: Progress
) -> None:
    """Write OUTPUT/students/NAME/*.jpg and OUTPUT/strangers/NAME/*.jpg."""
    people: list[tuple[Path, Person, tuple[Shot, ...]]] = [
        *((output / "students", person, ENROLLMENT_SHOTS) for person in CLASS),
        *((output / "strangers", person, STRANGER_SHOTS) for person in STRANGERS),
    ]
    for folder, person, shots in progress.track(people, description="photos"):
        style = style_of(person, generator, editor)
        for shot in shots:
            photo = take_photo(style, shot, generator, editor)
            save_jpeg(folder / person.name / f"{shot.name}.jpg", photo)


def write_clip(output: Path, lesson: Clip, *, progress: Progress) -> None:
    """Write the clip, its truth, and one frame as a group picture."""
    output.mkdir(parents=True, exist_ok=True)

    def frames() -> Iterator[Image]:
        yield from progress.track(lesson.frames(), total=FRAMES, description="frames")

    write_webm(output / CLIP_NAME, frames(), fps=FPS)
    truth = [lesson.truth(index) for index in range(0, FRAMES, EVERY)]
    write_truth(output / "truth.json", truth, clip=CLIP_NAME)
    save_jpeg(output / "group.jpg", lesson.frame(GROUP_PICTURE_FRAME), quality=90)


if __name__ == "__main__":
    typer.run(main)
