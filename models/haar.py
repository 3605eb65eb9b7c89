"""The Haar cascade of Viola and Jones, with O-Net behind it.

OpenCV's frontal-face cascade (Viola and Jones, "Rapid Object Detection using a Boosted Cascade of
Simple Features", 2001) finds upright faces fast and with many false alarms. MTCNN's O-Net then
throws those out and gives what the cascade does not: a tight box, landmarks and a probability.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import local
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.boxes import square
from models.detections import Detections
from models.errors import WeightsMissingError
from models.manifest import sha256_of, verified_group
from models.onet import FaceInspector
from models.runtime import Runtime

CASCADE_FILE: Final = Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_default.xml"

_FACE_THRESHOLD: Final = 0.7
_SCALE_STEP: Final = 1.1
_MIN_NEIGHBOURS: Final = 3  # few: O-Net throws the false alarms out
_CASCADE_PX: Final = 24  # the cascade's own window, its smallest face

# A cascade's box is roughly centred on the nose and wider than a face; O-Net was trained on squares
# that hold forehead to chin.
_SHRINK: Final = 0.9


class _OfThread(local):
    """What each thread has for itself: a cascade object must not be shared."""

    cascade: cv2.CascadeClassifier | None = None


class HaarDetector:
    """Finds upright, frontal faces. Safe to call from several threads: each has its own cascade."""

    name = "haar"

    def __init__(
        self,
        inspector: FaceInspector,
        *,
        cascade_file: Path = CASCADE_FILE,
        min_face_px: int = 40,
        weights_sha256: str = "",
    ) -> None:
        self._inspector = inspector
        self._cascade_file = cascade_file
        self._min_face_px = max(min_face_px, _CASCADE_PX)
        self._thread = _OfThread()
        self.weights_sha256 = weights_sha256

    def detect(
        self,
        image: npt.NDArray[np.uint8],
        *,
        min_face_px: int = 0,
        quick: bool = False,  # noqa: ARG002 - there is one way only
    ) -> Detections:
        """Scan the whole image, uint8 (H, W, 3) BGR, for faces, the surest first.

        `min_face_px` spares faces below it, where it is more than the detector's own least.
        """
        least = max(min_face_px, self._min_face_px)
        if min(image.shape[:2]) < least:
            return Detections.empty()
        gray = cv2.equalizeHist(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
        found = self._cascade().detectMultiScale(
            gray,
            scaleFactor=_SCALE_STEP,
            minNeighbors=_MIN_NEIGHBOURS,
            minSize=(least, least),
        )
        detections, _ = self._inspector.inspect(image, _to_boxes(found))
        return detections.select(np.argsort(-detections.detection_scores, kind="stable"))

    def refine(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Look for one face near each of `boxes`, as MTCNN.refine does."""
        return self._inspector.inspect(image, square(boxes))

    def _cascade(self) -> cv2.CascadeClassifier:
        if self._thread.cascade is None:
            self._thread.cascade = cv2.CascadeClassifier(str(self._cascade_file))
        return self._thread.cascade


def load_haar(runtime: Runtime, weights_dir: Path, *, min_face_px: int = 40) -> HaarDetector:
    """Load O-Net and check the cascade, which comes with OpenCV.

    Raises WeightsMissingError or WeightsDamagedError.
    """
    paths, networks_sha256 = verified_group("mtcnn", weights_dir)
    onet = next(path for path in paths if path.stem == "onet")
    if not CASCADE_FILE.is_file():
        raise WeightsMissingError(CASCADE_FILE)
    cascade_sha256 = sha256_of(CASCADE_FILE)
    combined = hashlib.sha256((cascade_sha256 + networks_sha256).encode()).hexdigest()
    return HaarDetector(
        FaceInspector(runtime.load(onet), threshold=_FACE_THRESHOLD),
        min_face_px=min_face_px,
        weights_sha256=combined,
    )


def _to_boxes(found: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
    """Turn the cascade's xywh, or its empty tuple, into float32 (n, 4) squares for O-Net."""
    places = np.asarray(found, np.float32).reshape(-1, 4)
    centres = places[:, :2] + places[:, 2:] / 2
    half = places[:, 2:] * (_SHRINK / 2)
    return np.concatenate([centres - half, centres + half], axis=1)
