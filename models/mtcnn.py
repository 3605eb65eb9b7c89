"""MTCNN face detection: a pyramid through P-Net, its proposals through R-Net, then O-Net.

The method is Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded
Convolutional Networks" (2016); the weights, sampling and suppression are those of the `mtcnn`
package 1.0.0, so that it finds what the package finds.
"""

from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from models.boxes import are_proper, shift, square, suppress
from models.crops import run_on_crops
from models.detections import Detections
from models.manifest import verified_group
from models.onet import FaceInspector
from models.pyramid import NO_LEVEL, Pyramid, plan_pyramid
from models.runtime import Network, Runtime

# Probabilities that a window must pass at P-, R- and O-Net. The package asks 0.8 of O-Net; 0.7, the
# paper's, keeps more covered and turned faces.
DEFAULT_THRESHOLDS: Final = (0.6, 0.7, 0.7)

# Suppression of the package: within a level, across levels, after R-Net.
_LEVEL_OVERLAP: Final = 0.5
_PROPOSAL_OVERLAP: Final = 0.7
_REFINED_OVERLAP: Final = 0.7

_RNET_PX: Final = 24
_PLANNED_SIZES: Final = 16  # image sizes whose pyramid plans are kept: cameras have few


class MTCNN:
    """Finds faces from `min_face_px` up. Safe to call from several threads at once."""

    name = "mtcnn"

    def __init__(  # noqa: PLR0913 - three networks and what tunes them
        self,
        pnet: Network,
        rnet: Network,
        onet: Network,
        *,
        min_face_px: int = 20,
        scale_factor: float = 0.709,
        thresholds: tuple[float, float, float] = DEFAULT_THRESHOLDS,
        weights_sha256: str = "",
    ) -> None:
        self._pnet = pnet
        self._rnet = rnet
        self._proposal_threshold, self._refined_threshold, face_threshold = thresholds
        self._inspector = FaceInspector(onet, threshold=face_threshold)
        self.weights_sha256 = weights_sha256
        self._min_face_px = min_face_px
        plan = partial(plan_pyramid, scale_factor=scale_factor)
        self._plan = lru_cache(_PLANNED_SIZES)(plan)

    def detect(
        self, image: npt.NDArray[np.uint8], *, min_face_px: int = 0, quick: bool = False
    ) -> Detections:
        """Scan the whole image, uint8 (H, W, 3) BGR, for faces, the surest first.

        `min_face_px` spares faces below it, where it is more than the detector's own least;
        `quick` draws the pyramid more roughly, see models.pyramid.
        """
        least = max(min_face_px, self._min_face_px)
        pyramid = self._plan(image.shape[1], image.shape[0], min_face_px=least, quick=quick)
        boxes = self._refine_proposals(image, self._propose(image, pyramid))
        detections, _ = self._inspector.inspect(image, boxes)
        return detections.select(np.argsort(-detections.detection_scores, kind="stable"))

    def refine(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Look for one face near each of `boxes`, float32 (m, 4) xyxy px, with one O-Net pass.

        Returns the faces that are there and, ascending, the index of the box each came from. Of
        boxes that end on the same face only the surest stays.
        """
        return self._inspector.inspect(image, square(boxes))

    def _propose(self, image: npt.NDArray[np.uint8], pyramid: Pyramid) -> npt.NDArray[np.float32]:
        """P-Net: float32 (n, 4) square boxes, in pixels, that may hold a face."""
        if not pyramid.levels:
            return np.zeros((0, 4), np.float32)
        probabilities, offsets = self._pnet.run(pyramid.draw(image))
        sure = probabilities[0, 0] > self._proposal_threshold
        rows, columns = np.nonzero(sure & (pyramid.level_of_cell != NO_LEVEL))
        levels = pyramid.level_of_cell[rows, columns]
        scores = probabilities[0, 0, rows, columns]
        boxes = shift(pyramid.windows(rows, columns, levels), offsets[0][:, rows, columns].T)
        kept = _suppress_within_levels(boxes, scores, levels)
        boxes, scores = boxes[kept], scores[kept]
        return square(boxes[suppress(boxes, scores, threshold=_PROPOSAL_OVERLAP)])

    def _refine_proposals(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """R-Net: drop most proposals and move the rest; float32 (n, 4) squares."""
        if len(boxes) == 0:
            return boxes
        probabilities, offsets = run_on_crops(self._rnet, image, boxes, size=_RNET_PX)
        boxes, scores = shift(boxes, offsets, extra=1), probabilities[:, 0]
        kept = np.flatnonzero((scores > self._refined_threshold) & are_proper(boxes))
        boxes, scores = boxes[kept], scores[kept]
        return square(boxes[suppress(boxes, scores, threshold=_REFINED_OVERLAP)])


def load_mtcnn(runtime: Runtime, weights_dir: Path, *, min_face_px: int = 20) -> MTCNN:
    """Load the three networks. Raises WeightsMissingError or WeightsDamagedError."""
    paths, sha256 = verified_group("mtcnn", weights_dir)
    pnet, rnet, onet = (runtime.load(path) for path in paths)
    return MTCNN(pnet, rnet, onet, min_face_px=min_face_px, weights_sha256=sha256)


def _suppress_within_levels(
    boxes: npt.NDArray[np.float32],
    scores: npt.NDArray[np.float32],
    levels: npt.NDArray[np.int8],
) -> npt.NDArray[np.intp]:
    kept = [np.zeros(0, np.intp)]
    for level in np.unique(levels):
        members = np.flatnonzero(levels == level)
        best = suppress(boxes[members], scores[members], threshold=_LEVEL_OVERLAP)
        kept.append(members[best])
    return np.concatenate(kept)
