"""Glasses and hands, drawn into a gray crop: what covers faces in front of a webcam."""

import cv2
import numpy as np
import numpy.typing as npt

from models.emotion import CROP_SIZE_PX, FER2013_TEMPLATE

_EYES = FER2013_TEMPLATE[:2] / CROP_SIZE_PX
_MOUTH = FER2013_TEMPLATE[3:].mean(axis=0) / CROP_SIZE_PX
_SUBPIXEL_BITS = 3
_TINTED_SHARE = 0.3

Crop = npt.NDArray[np.uint8]


def draw_glasses(crop: Crop, rng: np.random.Generator) -> Crop:
    """Put glasses on a face, uint8 (s, s) framed as FER2013: rims, some of them tinted."""
    side = crop.shape[0]
    centres = (_EYES + rng.uniform(-0.03, 0.03, 2)) * side
    width, height = side * rng.uniform(0.12, 0.17), side * rng.uniform(0.07, 0.14)
    gray = float(rng.choice([rng.uniform(0, 60), rng.uniform(180, 255)], p=[0.8, 0.2]))
    drawn = crop.copy()
    if rng.random() < _TINTED_SHARE:
        for centre in centres:
            _ellipse(drawn, centre, (width, height), gray, filled=True)
        drawn = cv2.addWeighted(crop, 1 - (tint := rng.uniform(0.15, 0.7)), drawn, tint, 0)
    for centre in centres:
        _ellipse(drawn, centre, (width, height), gray, filled=False)
    inner = [(centres[0][0] + width, centres[0][1]), (centres[1][0] - width, centres[1][1])]
    cv2.line(drawn, _point(inner[0]), _point(inner[1]), gray, 1, cv2.LINE_AA, _SUBPIXEL_BITS)
    return np.asarray(drawn, np.uint8)


def draw_hand(crop: Crop, rng: np.random.Generator) -> Crop:
    """Lay a hand, skin-gray fingers side by side, on cheek, chin or mouth: uint8 (s, s)."""
    side = crop.shape[0]
    angle = rng.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    start = (_MOUTH + rng.uniform((-0.35, -0.1), (0.35, 0.2))) * side
    thickness = side * rng.uniform(0.06, 0.1)
    skin = float(np.clip(np.median(crop) + rng.normal(0, 25), 0, 255))
    drawn = crop.copy()
    for finger in range(int(rng.integers(1, 5))):
        centre = start + across * finger * thickness * 1.9
        length = side * rng.uniform(0.15, 0.35)
        shade = float(np.clip(skin + rng.normal(0, 10), 0, 255))
        _ellipse(drawn, centre, (length, thickness), shade, filled=True, angle=angle)
        edge = centre + across * thickness
        ends = edge - along * length * 0.7, edge + along * length * 0.7
        cv2.line(
            drawn, _point(ends[0]), _point(ends[1]), shade * 0.7, 1, cv2.LINE_AA, _SUBPIXEL_BITS
        )
    return drawn


def _ellipse(
    image: Crop,
    centre: npt.NDArray[np.floating],
    axes: tuple[float, float],
    gray: float,
    *,
    filled: bool,
    angle: float = 0.0,
) -> None:
    cv2.ellipse(
        image,
        _point(centre),
        _point(axes),
        float(np.degrees(angle)),
        0,
        360,
        gray,
        -1 if filled else 1,
        cv2.LINE_AA,
        _SUBPIXEL_BITS,
    )


def _point(xy: npt.ArrayLike) -> tuple[int, int]:
    x, y = np.asarray(xy, np.float64) * 2**_SUBPIXEL_BITS
    return round(float(x)), round(float(y))
