"""Photos as others cut faces out of them: how they are framed should not change what is read."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.evaluation.faces import FaceReader

_SIDE_PX: Final = 112
"""As many data sets come."""


class CutOut:
    """Squares around the faces of photos. Safe to read from several threads at once."""

    def __init__(self, faces: FaceReader, margin: float) -> None:
        self._faces = faces
        self._margin = margin

    def read(self, name: str) -> npt.NDArray[np.uint8]:
        """Return the square around the face of a photo, uint8 (112, 112, 3) BGR.

        It is wider than the box of the face by the margin, a share of the box's longer side, on
        each side. Beyond the photo its edge goes on. A photo without a face is returned as it is.
        """
        image, face = self._faces.read(name)
        if not len(face):
            return image
        corner, opposite = face.boxes[0, :2], face.boxes[0, 2:]
        side = float((opposite - corner).max()) * (1 + 2 * self._margin)
        left, top = (corner + opposite - side) / 2
        scale = _SIDE_PX / side
        square = cv2.warpAffine(
            image,
            np.array([[scale, 0, -left * scale], [0, scale, -top * scale]]),
            (_SIDE_PX, _SIDE_PX),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(square, np.uint8)
