"""MTCNN's last stage: is there a face in a box, where exactly, and where are its landmarks."""

from typing import Final

import numpy as np
import numpy.typing as npt

from models.boxes import are_proper, shift, suppress
from models.crops import run_on_crops
from models.detections import LANDMARK_COUNT, Detections
from models.runtime import Network

_CROP_PX: Final = 48
_OVERLAP: Final = 0.7  # of the smaller of two boxes, as in the `mtcnn` package


class FaceInspector:
    """O-Net and what is made of its outputs: one pass for all boxes."""

    def __init__(self, onet: Network, *, threshold: float) -> None:
        self._onet = onet
        self._threshold = threshold

    def inspect(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Look for one face in each square box, float32 (m, 4) xyxy px, of an image (H, W, 3) BGR.

        Returns the faces that are there and, ascending, the index of the box each came from. Of
        boxes that end on the same face only the surest stays.
        """
        if len(boxes) == 0:
            return Detections.empty(), np.zeros(0, np.intp)
        probabilities, offsets, landmarks = run_on_crops(self._onet, image, boxes, size=_CROP_PX)
        faces, scores = shift(boxes, offsets, extra=1), probabilities[:, 0]
        kept = np.flatnonzero((scores > self._threshold) & are_proper(faces))
        kept = kept[suppress(faces[kept], scores[kept], threshold=_OVERLAP, of="smaller")]
        kept.sort()
        detections = Detections(
            boxes=faces[kept],
            landmarks=_place_landmarks(boxes[kept], landmarks[kept]),
            detection_scores=scores[kept].clip(0, 1),
        )
        return detections, kept


def _place_landmarks(
    boxes: npt.NDArray[np.float32], shares: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Five x and five y as shares of the box (n, 10) to pixels (n, 5, 2)."""
    points = shares.reshape(-1, 2, LANDMARK_COUNT).transpose(0, 2, 1)
    sizes = boxes[:, None, 2:] - boxes[:, None, :2] + 1
    return np.asarray(boxes[:, None, :2] + points * sizes - 1, np.float32)
