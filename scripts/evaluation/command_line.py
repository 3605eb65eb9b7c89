"""What the commands of scripts.evaluate share: options, networks, and how figures come out."""

import csv
import json
import shlex
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from models.errors import ModelError
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.figures import Figures, to_json
from scripts.evaluation.images import Pictures
from scripts.evaluation.networks import Networks
from scripts.evaluation.plots import Plot
from scripts.evaluation.report import write_report
from scripts.people import PeopleFolderError
from server.errors import HomeroomError
from server.start import load_settings

EXIT_FAILED = 2

_WRONG_INPUT: Final = (
    EvaluationError,
    PeopleFolderError,
    ModelError,
    HomeroomError,
    csv.Error,
    json.JSONDecodeError,
    zlib.error,
)


class DetectorName(StrEnum):
    MTCNN = "mtcnn"
    HAAR = "haar"


class EmbedderName(StrEnum):
    SFACE_WEBCAM = "sface-webcam"
    SFACE = "sface"
    VGGFACE_VGG16 = "vggface-vgg16"
    VGGFACE_RESNET50 = "vggface-resnet50"
    VGGFACE_SENET50 = "vggface-senet50"


MEASURED_HERE: Final = frozenset({EmbedderName.SFACE_WEBCAM, EmbedderName.SFACE})
"""Their thresholds follow figures that models/sface.py holds."""


Images = Annotated[Path, typer.Option(help="Folder or zip with the images that the csv names.")]
Report = Annotated[Path | None, typer.Option(help="Write an HTML page with plots here.")]
Detector = Annotated[DetectorName | None, typer.Option(help="Instead of the setting's.")]
Embedder = Annotated[EmbedderName | None, typer.Option(help="Instead of the setting's.")]
MinFace = Annotated[
    int | None, typer.Option(min=20, help="Smallest face looked for, instead of the setting's.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="Measure a random sample only.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the sample and of all that is generated.")]


def open_networks(
    *,
    detector: DetectorName | None = None,
    min_face_px: int | None = None,
    min_score: float | None = None,
    embedder: EmbedderName | None = None,
) -> Networks:
    """The product's networks under its own settings, with the options given in their place."""
    settings = load_settings()
    detection_options = {
        "detector": detector and detector.value,
        "min_face_px": min_face_px,
        "min_detection_score": min_score,
    }
    chosen = {key: value for key, value in detection_options.items() if value is not None}
    changes = {"detection": settings.detection.model_copy(update=chosen)}
    if embedder is not None:
        update = {"embedder": embedder.value}
        return Networks(
            settings.model_copy(
                update={**changes, "identity": settings.identity.model_copy(update=update)}
            )
        )
    return Networks(settings.model_copy(update=changes))


def face_reader(source: Pictures, networks: Networks) -> FaceReader:
    least = networks.settings.detection.min_detection_score
    return FaceReader(source, networks.detector, least)


def finish(figures: Figures, plots: Sequence[Plot], *, report: Path | None, title: str) -> None:
    """Print the figures, then write the report: where that fails, they are not lost."""
    sys.stdout.write(to_json(figures, indent=2) + "\n")
    save_report(figures, plots, report=report, title=title)


def save_report(
    figures: Figures, plots: Sequence[Plot], *, report: Path | None, title: str
) -> None:
    if report is not None:
        command = shlex.join(["python", "-m", "scripts.evaluate", *sys.argv[1:]])
        write_report(report, title=title, command=command, figures=figures, plots=plots)


def print_line(figures: Figures) -> None:
    sys.stdout.write(to_json(figures) + "\n")
    sys.stdout.flush()


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Say on stderr, in one line, what is wrong with the input, and end with EXIT_FAILED."""
    try:
        yield
    except BrokenPipeError:  # whoever reads the figures has seen enough
        raise
    except (*_WRONG_INPUT, OSError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(EXIT_FAILED) from error
