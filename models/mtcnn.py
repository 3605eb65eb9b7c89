"""MTCNN face detection: a pyramid through P-Net, its proposals through R-Net, then O-Net.

The method is Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded
Convolutional Networks" (2016); the weights, thresholds and suppression are those of the `mtcnn`
package 1.0.0, so that it finds what the package finds.
"""

from functools import lru_cache, partial
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from models.boxes import square, suppress
from models.detections import LANDMARK_COUNT, Detections
from models.manifest import verified_group
from models.pyramid import NO_LEVEL, plan_pyramid
from models.runtime import Network, Runtime

FloatArray = npt.NDArray[np.float32]
Image = npt.NDArray[np.uint8]

# Suppression of the package: within a level, across levels, after R-Net, after O-Net.
_LEVEL_OVERLAP = 0.5
_PROPOSAL_OVERLAP = 0.7
_REFINED_OVERLAP = 0.7
_FACE_OVERLAP = 0.7

_RNET_PX = 24
_ONET_PX = 48
_PLANNED_SIZES = 16  # image sizes whose pyramid plans are kept: cameras have few
_BATCH = 256  # crops a call: bounds the memory that a crowd or noise takes


class MTCNN:
    """Finds faces from `min_face_px` up. Safe to call from several threads at once."""

    name = "mtcnn"

    def __init__(
        self,
        pnet: Network,
        rnet: Network,
        onet: Network,
        *,
        min_face_px: int = 20,
        scale_factor: float = 0.709,
        thresholds: tuple[float, float, float] = (0.6, 0.7, 0.7),
        weights_sha256: str = "",
    ) -> None:
        self._pnet = pnet
        self._rnet = rnet
        self._onet = onet
        self._thresholds = thresholds
        self.weights_sha256 = weights_sha256
        plan = partial(plan_pyramid, min_face_px=min_face_px, scale_factor=scale_factor)
        self._plan = lru_cache(_PLANNED_SIZES)(plan)

    def detect(self, image: Image) -> Detections:
        """Scan the whole image, uint8 (H, W, 3) BGR, for faces, the surest first."""
        boxes = self._refine_proposals(image, self._propose(image))
        detections, _ = self._inspect(image, boxes)
        return detections.select(np.argsort(-detections.detection_scores, kind="stable"))

    def refine(self, image: Image, boxes: FloatArray) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Look for one face near each of `boxes`, float32 (m, 4) xyxy px, with one O-Net pass.

        Returns the faces that are there and, ascending, the index of the box each came from. Of
        boxes that end on the same face only the surest stays.
        """
        return self._inspect(image, square(boxes))

    def _propose(self, image: Image) -> FloatArray:
        """P-Net: float32 (n, 4) square boxes, in pixels, that may hold a face."""
        pyramid = self._plan(image.shape[1], image.shape[0])
        if not pyramid.levels:
            return np.zeros((0, 4), np.float32)
        probabilities, offsets = self._pnet.run(pyramid.draw(image))
        face_like = (probabilities[0, 0] > self._thresholds[0]) & (
            pyramid.level_of_cell != NO_LEVEL
        )
        rows, columns = np.nonzero(face_like)
        levels = pyramid.level_of_cell[rows, columns]
        boxes = _shift(pyramid.windows(rows, columns, levels), offsets[0][:, rows, columns].T)
        scores = probabilities[0, 0, rows, columns]
        kept = _suppress_within_levels(boxes, scores, levels)
        boxes, scores = boxes[kept], scores[kept]
        return square(boxes[suppress(boxes, scores, threshold=_PROPOSAL_OVERLAP)])

    def _refine_proposals(self, image: Image, boxes: FloatArray) -> FloatArray:
        """R-Net: drop most proposals and move the rest; float32 (n, 4) squares."""
        probabilities, offsets = _run_on_crops(self._rnet, image, boxes, size=_RNET_PX)
        boxes = _shift(boxes, offsets, extra=1)
        kept = np.flatnonzero((probabilities[:, 0] > self._thresholds[1]) & _is_box(boxes))
        boxes, scores = boxes[kept], probabilities[kept, 0]
        return square(boxes[suppress(boxes, scores, threshold=_REFINED_OVERLAP)])

    def _inspect(self, image: Image, boxes: FloatArray) -> tuple[Detections, npt.NDArray[np.intp]]:
        """O-Net: the faces in square boxes (m, 4), in the boxes' order, and their indices."""
        probabilities, offsets, landmarks = _run_on_crops(self._onet, image, boxes, size=_ONET_PX)
        faces = _shift(boxes, offsets, extra=1)
        kept = np.flatnonzero((probabilities[:, 0] > self._thresholds[2]) & _is_box(faces))
        scores = probabilities[kept, 0]
        kept = kept[suppress(faces[kept], scores, threshold=_FACE_OVERLAP, of="smaller")]
        kept.sort()
        detections = Detections(
            boxes=faces[kept],
            landmarks=_place_landmarks(boxes[kept], landmarks[kept]),
            detection_scores=np.clip(probabilities[kept, 0], 0, 1),
        )
        return detections, kept


def _suppress_within_levels(
    boxes: FloatArray, scores: FloatArray, levels: npt.NDArray[np.int8]
) -> npt.NDArray[np.intp]:
    kept = [np.zeros(0, np.intp)]
    for level in np.unique(levels):
        members = np.flatnonzero(levels == level)
        best = suppress(boxes[members], scores[members], threshold=_LEVEL_OVERLAP)
        kept.append(members[best])
    return np.concatenate(kept)


def _run_on_crops(
    network: Network, image: Image, boxes: FloatArray, *, size: int
) -> list[FloatArray]:
    """Cut the boxes out and run them through a network, in batches; outputs joined again."""
    if not len(boxes):
        return [np.zeros((0, width), np.float32) for width in (1, 4, 2 * LANDMARK_COUNT)][
            : 2 + (size == _ONET_PX)
        ]
    parts = [
        network.run(_cut(image, boxes[start : start + _BATCH], size))
        for start in range(0, len(boxes), _BATCH)
    ]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def _cut(image: Image, boxes: FloatArray, size: int) -> Image:
    """Sample each box at size x size points, corner to corner: uint8 (n, size, size, 3).

    The points are those of TensorFlow's crop_and_resize, which maps a box's edge at W to the
    centre of the last pixel, W - 1.
    """
    crops = np.empty((len(boxes), size, size, 3), np.uint8)
    height, width = image.shape[:2]
    boxes = boxes * np.tile([(width - 1) / width, (height - 1) / height], 2)
    steps = (boxes[:, 2:] - boxes[:, :2]) / (size - 1)
    for crop, (x, y), (step_x, step_y) in zip(
        crops, boxes[:, :2].tolist(), steps.tolist(), strict=True
    ):
        to_image = np.array([[step_x, 0, x], [0, step_y, y]])
        cv2.warpAffine(
            image,
            to_image,
            (size, size),
            dst=crop,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderValue=(127.5, 127.5, 127.5),
        )
    return crops


def _shift(boxes: FloatArray, offsets: FloatArray, *, extra: int = 0) -> FloatArray:
    """Move the edges by the offsets, shares of the box's size (counted in pixels: `extra` 1)."""
    sizes = boxes[:, 2:] - boxes[:, :2] + np.float32(extra)
    return boxes + offsets * np.tile(sizes, 2)


def _is_box(boxes: FloatArray) -> npt.NDArray[np.bool_]:
    return (boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3])


def _place_landmarks(boxes: FloatArray, shares: FloatArray) -> FloatArray:
    """Five x and five y as shares of the box (n, 10) to pixels (n, 5, 2)."""
    points = shares.reshape(-1, 2, LANDMARK_COUNT).transpose(0, 2, 1)
    sizes = boxes[:, None, 2:] - boxes[:, None, :2] + 1
    return boxes[:, None, :2] + points * sizes - 1


def load_mtcnn(runtime: Runtime, weights_dir: Path, *, min_face_px: int = 20) -> MTCNN:
    """Load the three networks. Raises WeightsMissingError or WeightsDamagedError."""
    paths, sha256 = verified_group("mtcnn", weights_dir)
    pnet, rnet, onet = (runtime.load(path) for path in paths)
    return MTCNN(pnet, rnet, onet, min_face_px=min_face_px, weights_sha256=sha256)
