"""The one face of an image that is meant, and the images' embeddings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.detections import Detections, Detector
from models.embedder import Embedder
from scripts.evaluation.images import Pictures
from scripts.evaluation.progress import batches_on_all_cores

_OFFSET_WEIGHT = 2.0
_LEAST_WIDTH = 0.5
"""Of the widest face: a narrower one in the middle is somebody in the background, or a poster."""


@dataclass(frozen=True, slots=True)
class EmbeddedImages:
    """Embeddings by image; None where no face was found. Each is float32 (d,) of length 1."""

    by_name: dict[str, npt.NDArray[np.float32] | None]

    @property
    def no_face(self) -> int:
        """Number of images without a face."""
        return sum(embedding is None for embedding in self.by_name.values())


class FaceReader:
    """Finds the face of each image as the product does: the same detector, the same least score."""

    def __init__(self, source: Pictures, detector: Detector, min_detection_score: float) -> None:
        self._source = source
        self._detector = detector
        self._min_detection_score = min_detection_score

    def read(self, name: str) -> tuple[npt.NDArray[np.uint8], Detections]:
        """Return the image, uint8 (H, W, 3) BGR, and its central face, or none."""
        image = self._source.read(name)
        return image, self.find(image)

    def find(self, image: npt.NDArray[np.uint8]) -> Detections:
        """Return the central face of an image, uint8 (H, W, 3) BGR, or none."""
        found = self._detector.detect(image)
        found = found.select(found.detection_scores >= self._min_detection_score)
        return found.select(central_face(found, image.shape[1], image.shape[0]))

    def embed(self, names: Sequence[str], embedder: Embedder) -> EmbeddedImages:
        """Embed the central face of each image; a name that comes twice is read once."""

        def crop(name: str) -> npt.NDArray[np.uint8]:
            image, face = self.read(name)
            return embedder.crop(image, face.landmarks)

        unique = list(dict.fromkeys(names))
        embeddings: list[npt.NDArray[np.float32] | None] = []
        for crops in batches_on_all_cores(crop, unique, "Embedding faces"):
            rows = iter(embedder.embed(np.concatenate(crops)))
            embeddings += [next(rows) if len(cut) else None for cut in crops]
        return EmbeddedImages(dict(zip(unique, embeddings, strict=True)))


def central_face(faces: Detections, width: int, height: int) -> npt.NDArray[np.intp]:
    """Index (1,) of the large face near the middle, or (0,) where there is none.

    The area of the box less twice the squared distance of its centre from the image's centre is
    largest, as facenet's align_dataset_mtcnn chooses the face of an LFW photo; but faces less than
    half as wide as the widest are passed over, wherever they are.
    """
    if not len(faces):
        return np.zeros(0, np.intp)
    sizes = faces.boxes[:, 2:] - faces.boxes[:, :2]
    centres = (faces.boxes[:, 2:] + faces.boxes[:, :2]) / 2
    offsets = centres - np.array([width, height], np.float32) / 2
    merit = sizes.prod(axis=1) - _OFFSET_WEIGHT * (offsets**2).sum(axis=1)
    merit[sizes[:, 0] < _LEAST_WIDTH * sizes[:, 0].max()] = -np.inf
    return np.array([merit.argmax()], np.intp)
