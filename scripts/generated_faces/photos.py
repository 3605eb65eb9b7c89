"""Enrollment photos: one person, several poses, expressions and lights."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.generated_faces.expressions import Edit, FaceEditor
from scripts.generated_faces.generator import FaceGenerator, Style

Image = npt.NDArray[np.uint8]

PHOTO_SIZE_PX: Final = 400
_JPEG_QUALITY: Final = 84


@dataclass(frozen=True, slots=True)
class Shot:
    """How one photo differs from the neutral portrait. `light` is a gamma, `warmth` tints."""

    name: str
    edit: Edit = field(default_factory=dict)
    light: float = 1.0
    warmth: float = 0.0


ENROLLMENT_SHOTS: Final = (
    Shot("1-front"),
    Shot("2-smile", {"smile": 2.5, "mouth_width": 1.0, "mouth": 0.8}, light=0.92, warmth=0.03),
    Shot("3-left", {"yaw": -0.9}, light=1.08),
    Shot("4-right", {"yaw": 0.9, "smile": 0.8}, light=0.95, warmth=-0.03),
)
STRANGER_SHOTS: Final = (Shot("1-front"), Shot("2-smile", {"smile": 2.5, "mouth": 0.8}))


def take_photo(style: Style, shot: Shot, generator: FaceGenerator, editor: FaceEditor) -> Image:
    """Render a photo, uint8 (PHOTO_SIZE_PX, PHOTO_SIZE_PX, 3) BGR."""
    portrait = generator.render(editor.apply(style, shot.edit))
    photo = cv2.resize(portrait, (PHOTO_SIZE_PX, PHOTO_SIZE_PX), interpolation=cv2.INTER_AREA)
    return light(photo, gamma=shot.light, warmth=shot.warmth)


def light(image: Image, *, gamma: float = 1.0, warmth: float = 0.0) -> Image:
    """Change the light of a picture: a gamma below 1 brightens, `warmth` adds red, takes blue."""
    tint = np.array([1 - warmth, 1.0, 1 + warmth])
    lit: npt.NDArray[np.float64] = 255 * (image / 255.0) ** gamma * tint
    return (lit + 0.5).clip(0, 255).astype(np.uint8)


def save_jpeg(path: Path, image: Image, *, quality: int = _JPEG_QUALITY) -> None:
    """Write a JPEG and its folder; names in any script work, unlike with OpenCV's own writer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    path.write_bytes(encoded.tobytes())
