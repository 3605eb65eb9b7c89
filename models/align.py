"""Upright faces of one size: the similarity transform from five landmarks to a template."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

ALIGNED_SIZE_PX: Final = 112

# Where SphereFace and ArcFace put the landmarks in a crop of 112 px (Deng et al. 2019,
# arXiv:1801.07698, and their published code); SFace was trained on the same crops.
ARCFACE_TEMPLATE: Final = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ],
    np.float32,
)


def align_faces(
    image: npt.NDArray[np.uint8],
    landmarks: FloatArray,
    *,
    size: int = ALIGNED_SIZE_PX,
    template: FloatArray = ARCFACE_TEMPLATE,
) -> npt.NDArray[np.uint8]:
    """Cut out faces so that their landmarks lie on the template.

    `image` is uint8 (H, W, 3) BGR, `landmarks` float32 (n, 5, 2) xy px in the order of Detections,
    `template` float32 (5, 2) xy px in the crop. Returns uint8 (n, size, size, 3) BGR; what lies
    beyond the image is black.
    """
    crops = np.empty((len(landmarks), size, size, 3), np.uint8)
    for crop, transform in zip(crops, similarity_transform(landmarks, template), strict=True):
        cv2.warpAffine(image, transform, (size, size), dst=crop, flags=cv2.INTER_LINEAR)
    return crops


def similarity_transform(source: FloatArray, target: FloatArray) -> npt.NDArray[np.float64]:
    """Find the rotations, scales and shifts that bring points onto a target, in least squares.

    `source` is float32 (n, k, 2), `target` (k, 2); returns float64 (n, 2, 3), each to be applied
    as `matrix @ (x, y, 1)`. In the plane Umeyama's solution (IEEE PAMI 13(4), 1991) without
    reflection is a quotient of complex numbers. Points that all coincide are only shifted.
    """
    points = source[..., 0].astype(np.complex128) + 1j * source[..., 1]
    goal = target[:, 0].astype(np.complex128) + 1j * target[:, 1]
    middles, goal_middle = points.mean(axis=1), goal.mean()
    centred = points - middles[:, None]
    spread = (np.abs(centred) ** 2).sum(axis=1)
    turned = centred.conj() @ (goal - goal_middle)
    still = spread < np.finfo(np.float32).tiny
    factors = np.where(still, 1.0, turned / np.where(still, 1.0, spread))
    shifts = goal_middle - factors * middles
    matrices = np.empty((len(source), 2, 3))
    matrices[:, 0] = np.stack([factors.real, -factors.imag, shifts.real], axis=1)
    matrices[:, 1] = np.stack([factors.imag, factors.real, shifts.imag], axis=1)
    return matrices
