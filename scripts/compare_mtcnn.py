"""Compare our MTCNN with the `mtcnn` package, whose networks it runs: needs TensorFlow.

    python -m scripts.compare_mtcnn --images photos.zip [--images FOLDER …]

Prints, for each set of images and for all, how many of the package's boxes with a probability of
0.95 and more ours matches at an IoU of 0.8 and of 0.5, and how far its landmarks are from ours as a
share of the box's width. Both look for faces from 20 px up: the package's number of pyramid levels
does not follow the smallest face, so that with a larger one, from 22 to 28 px on, its last level is
smaller than P-Net's window and it finds nothing at all.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Protocol

import numpy as np
import numpy.typing as npt
import typer

from models.boxes import overlaps
from models.detections import Detections
from models.mtcnn import load_mtcnn
from models.runtime import RuntimeChoice, create_runtime
from scripts.evaluation.images import ImageSource
from scripts.evaluation.progress import with_progress
from server.start import load_settings

MIN_FACE_PX: Final = 20
SURE: Final = 0.95


class Package(Protocol):
    """The package's detector, as far as it is used here."""

    def detect_faces(
        self, image: npt.NDArray[np.uint8], *, box_format: str, output_type: str, min_face_size: int
    ) -> npt.NDArray[np.float64]:
        """Return (n, 16): image index, xyxy, probability, five x, five y."""
        ...


@dataclass
class Agreement:
    """What was counted over some images."""

    boxes: int = 0
    matched: int = 0
    overlapped: int = 0
    landmark_errors: list[float] = field(default_factory=list)

    def add(
        self, reference: npt.NDArray[np.float32], found: Detections, *, size: tuple[int, int]
    ) -> None:
        """Count one image, (width, height), with the package's sure rows, float32 (n, 16)."""
        self.boxes += len(reference)
        if len(reference) == 0 or len(found) == 0:
            return
        inside = found.boxes.clip(0, np.tile(size, 2).astype(np.float32) - 1)
        shares = overlaps(reference[:, 1:5], inside)
        nearest, best = shares.argmax(axis=1), shares.max(axis=1)
        self.matched += int((best >= 0.8).sum())
        self.overlapped += int((best >= 0.5).sum())
        theirs = reference[:, 6:].reshape(-1, 2, 5).transpose(0, 2, 1)
        distances = np.linalg.norm(found.landmarks[nearest] - theirs, axis=2).mean(axis=1)
        shares_of_width = distances / (reference[:, 3] - reference[:, 1])
        self.landmark_errors += shares_of_width[best >= 0.5].tolist()

    def figures(self) -> dict[str, float | int | None]:
        """Return the figures for people; None where nothing was counted."""
        return {
            "boxes": self.boxes,
            "matched_iou_0.8": self.matched / self.boxes if self.boxes else None,
            "matched_iou_0.5": self.overlapped / self.boxes if self.boxes else None,
            "landmark_error": float(np.mean(self.landmark_errors))
            if self.landmark_errors
            else None,
        }


def main(
    images: Annotated[list[Path], typer.Option(help="A folder or a zip of photos.", exists=True)],
    runtime: Annotated[RuntimeChoice, typer.Option(help="Who runs our networks.")] = "openvino",
) -> None:
    """Print how far our MTCNN finds what the package finds."""
    import mtcnn  # noqa: PLC0415 - imports TensorFlow, which --help need not wait for

    package: Package = mtcnn.MTCNN()
    ours = load_mtcnn(create_runtime(runtime), load_settings().weights_dir, min_face_px=MIN_FACE_PX)
    together, answer = Agreement(), {}
    for path in images:
        source, agreement = ImageSource.open(path), Agreement()
        for name in with_progress(source.images(), path.name):
            image = source.read(name)
            found, reference = ours.detect(image), _sure_rows(package, image)
            for counted in (agreement, together):
                counted.add(reference, found, size=(image.shape[1], image.shape[0]))
        answer[path.name] = agreement.figures()
    typer.echo(json.dumps(answer | {"all": together.figures()}, indent=2))


def _sure_rows(package: Package, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    rows = package.detect_faces(
        image[..., ::-1], box_format="xyxy", output_type="numpy", min_face_size=MIN_FACE_PX
    )
    return rows[rows[:, 5] >= SURE].astype(np.float32)


if __name__ == "__main__":
    typer.run(main)
