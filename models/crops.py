"""Square crops of an image for the later stages of MTCNN."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.runtime import Network

_BATCH: Final = 256  # crops a call: bounds the memory that a crowd or noise takes
_GRAY: Final = (127.5, 127.5, 127.5)  # what lies beyond the image: 0 to the networks


def run_on_crops(
    network: Network, image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32], *, size: int
) -> list[npt.NDArray[np.float32]]:
    """Cut at least one box out, run all through a network in batches, and join its outputs."""
    parts = [
        network.run(cut(image, boxes[start : start + _BATCH], size=size))
        for start in range(0, len(boxes), _BATCH)
    ]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def cut(
    image: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float32], *, size: int
) -> npt.NDArray[np.uint8]:
    """Sample each box, float32 (n, 4) xyxy px, at size x size points, corner to corner.

    `image` is uint8 (H, W, 3); returns uint8 (n, size, size, 3), gray beyond the image. The points
    are those of TensorFlow's crop_and_resize, which the `mtcnn` package uses: it takes the edge at
    W to the centre of the last pixel, W - 1.
    """
    height, width = image.shape[:2]
    crops = np.empty((len(boxes), size, size, 3), np.uint8)
    to_centres = np.tile([(width - 1) / width, (height - 1) / height], 2)
    for crop, box in zip(crops, boxes * to_centres, strict=True):
        _sample(image, box, crop)
    return crops


def _sample(
    image: npt.NDArray[np.uint8], box: npt.NDArray[np.float64], crop: npt.NDArray[np.uint8]
) -> None:
    """Fill a crop, looking only at the image near the box: OpenCV warps no side over 32,766 px."""
    x, y, right, bottom = box.tolist()
    left, top = max(int(x) - 1, 0), max(int(y) - 1, 0)
    near = image[top : max(int(bottom) + 2, 0), left : max(int(right) + 2, 0)]
    if near.size == 0:
        crop[:] = round(_GRAY[0])
        return
    size = len(crop)
    steps = (right - x) / (size - 1), (bottom - y) / (size - 1)
    cv2.warpAffine(
        near,
        np.array([[steps[0], 0, x - left], [0, steps[1], y - top]]),
        (size, size),
        dst=crop,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=_GRAY,
    )
