"""The faces found in one image, and what a detector is."""

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

LANDMARK_COUNT = 5


@dataclass(frozen=True, slots=True)
class Detections:
    """The n faces of one image, checked once, here.

    `boxes` is float32 (n, 4), xyxy in pixels; a box may reach beyond the image.
    `landmarks` is float32 (n, 5, 2), xy in pixels: left eye, right eye, nose, left mouth corner,
    right mouth corner, where "left" is left in the image (the person's right).
    `detection_scores` is float32 (n,), the detector's probability of a face, 0..1.
    """

    boxes: npt.NDArray[np.float32]
    landmarks: npt.NDArray[np.float32]
    detection_scores: npt.NDArray[np.float32]

    def __post_init__(self) -> None:
        count = len(self.detection_scores)
        _check("boxes", self.boxes, (count, 4))
        _check("landmarks", self.landmarks, (count, LANDMARK_COUNT, 2))
        _check("detection_scores", self.detection_scores, (count,))
        if count and not (self.boxes[:, :2] <= self.boxes[:, 2:]).all():
            raise ValueError("boxes must be xyxy with x1 <= x2 and y1 <= y2")
        if count and not ((self.detection_scores >= 0) & (self.detection_scores <= 1)).all():
            raise ValueError("detection_scores must lie in 0..1")

    @classmethod
    def empty(cls) -> Self:
        """No face at all."""
        return cls(
            boxes=np.zeros((0, 4), np.float32),
            landmarks=np.zeros((0, LANDMARK_COUNT, 2), np.float32),
            detection_scores=np.zeros(0, np.float32),
        )

    def __len__(self) -> int:
        return len(self.detection_scores)

    def select(self, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Self:
        """Return the faces that `which` names: indices (in that order) or a mask (n,)."""
        return type(self)(
            boxes=self.boxes[which],
            landmarks=self.landmarks[which],
            detection_scores=self.detection_scores[which],
        )


class Detector(Protocol):
    """Finds faces. Implementations are safe to call from several threads at once."""

    @property
    def name(self) -> str:
        """Name of the detector as the settings spell it."""
        ...

    @property
    def weights_sha256(self) -> str:
        """Identity of the weights: the SHA-256 of the weight files' hashes."""
        ...

    def detect(
        self, image: npt.NDArray[np.uint8], *, min_face_px: int = 0, quick: bool = False
    ) -> Detections:
        """Scan the whole image, uint8 (H, W, 3) BGR, for faces, the surest first.

        `min_face_px` spares faces below it, where it is more than the detector's own least. A
        `quick` scan may sample the image more roughly: a camera has another frame soon.
        """
        ...

    def refine(
        self, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32]
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        """Look for one face near each of `boxes`, float32 (m, 4) xyxy px, and nowhere else.

        Returns the k <= m faces that are there, and (k,) the index of the box each came from,
        ascending.
        """
        ...


def _check(name: str, array: npt.NDArray[np.float32], shape: tuple[int, ...]) -> None:
    if array.dtype != np.float32:
        raise ValueError(f"{name} must be float32, got {array.dtype}")
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite")
