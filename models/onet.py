"""MTCNN's last stage: is there a face in a box, where exactly, and where are its landmarks."""

from typing import Final

import numpy as np
import numpy.typing as npt

from models.boxes import are_proper, shift, square, suppress
from models.crops import run_on_crops
from models.detections import LANDMARK_COUNT, Detections
from models.runtime import Network

_CROP_PX: Final = 48
_OVERLAP: Final = 0.7  # of the smaller of two boxes, as in the `mtcnn` package

DOUBTFUL: Final = (0.1, 0.9)
"""A box whose probability lies between these is looked at again, where the first look put it."""


class FaceInspector:
    """O-Net and what is made of its outputs: one pass for all boxes, a second for doubtful ones.

    The package looks once. But O-Net judges a face by how it lies in the box, and the proposals lie
    badly now and then; the first look already says where the face would be.
    """

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
        faces, landmarks, scores = self._look(image, boxes)
        least, most = DOUBTFUL
        doubtful = np.flatnonzero((scores > least) & (scores < most) & are_proper(faces))
        if len(doubtful):
            moved, its_landmarks, its_scores = self._look(image, square(faces[doubtful]))
            surer = its_scores > scores[doubtful]
            better = doubtful[surer]
            faces[better], landmarks[better] = moved[surer], its_landmarks[surer]
            scores[better] = its_scores[surer]
        kept = np.flatnonzero((scores > self._threshold) & are_proper(faces))
        kept = kept[suppress(faces[kept], scores[kept], threshold=_OVERLAP, of="smaller")]
        kept.sort()
        detections = Detections(
            boxes=faces[kept],
            landmarks=landmarks[kept],
            detection_scores=scores[kept].clip(0, 1),
        )
        return detections, kept

    def _look(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """One pass: where the faces are (m, 4), their landmarks (m, 5, 2), probabilities (m,)."""
        probabilities, offsets, shares = run_on_crops(self._onet, image, boxes, size=_CROP_PX)
        faces = shift(boxes, offsets, extra=1)
        return faces, _place_landmarks(boxes, shares), np.array(probabilities[:, 0], np.float32)


def _place_landmarks(
    boxes: npt.NDArray[np.float32], shares: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Five x and five y as shares of the box (n, 10) to pixels (n, 5, 2)."""
    points = shares.reshape(-1, 2, LANDMARK_COUNT).transpose(0, 2, 1)
    sizes = boxes[:, None, 2:] - boxes[:, None, :2] + 1
    return np.asarray(boxes[:, None, :2] + points * sizes - 1, np.float32)
