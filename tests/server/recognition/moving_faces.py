"""Drawn faces, flat or with a nose that stands out, in front of a room, as a camera sees them."""

import functools
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from models.align import ARCFACE_TEMPLATE
from server.recognition.types import FloatArray, Image

FACE_PX = 112
MIDDLE = np.array([160.0, 120.0])


@dataclass(frozen=True)
class Look:
    """How a face is seen: its shift in px, the tilt of its plane, roll in radians, scale.

    `turn` moves what lies deep against what lies flat, as a turn of a head does, in px; `blink`
    closes the eyes.
    """

    shift: tuple[float, float] = (0.0, 0.0)
    tilt: tuple[float, float] = (0.0, 0.0)
    roll: float = 0.0
    scale: float = 1.0
    turn: float = 0.0
    blink: bool = False


@functools.cache
def draw_face(seed: int = 0, *, blink: bool = False) -> npt.NDArray[np.float32]:
    """Skin of random texture with eyes, nose and mouth where the template has them: (112, 112)."""
    rng = np.random.default_rng(seed)
    skin = cv2.GaussianBlur(rng.normal(0, 60, (FACE_PX, FACE_PX)), (0, 0), 4) * 2 + 150
    for index, (x, y) in enumerate(ARCFACE_TEMPLATE):
        radius = (7, 3) if index != 2 else (5, 8)
        dark = 140.0 if blink and index < 2 else 60.0
        cv2.ellipse(skin, (int(x), int(y)), radius, 0, 0, 360, dark, -1)
    return np.asarray(cv2.GaussianBlur(skin, (0, 0), 1.0), np.float32)


def film_frame(look: Look, *, seed: int = 0, noise: float = 2.0) -> tuple[Image, FloatArray]:
    """A frame, uint8 (240, 320, 3) BGR, and the face's landmarks in it, float32 (5, 2) px."""
    rng = np.random.default_rng(abs(hash((look, seed))) % 2**32)
    face = draw_face(seed, blink=look.blink)
    if look.turn:
        y, x = np.indices(face.shape, np.float32)
        depth = np.exp(-(((x - 56) / 22) ** 2 + ((y - 70) / 30) ** 2))
        face = cv2.remap(face, np.asarray(x - look.turn * depth, np.float32), y, cv2.INTER_LINEAR)
    matrix = _homography(look)
    frame = cv2.warpPerspective(face, matrix, (320, 240), flags=cv2.INTER_LINEAR, borderValue=120.0)
    noisy = (frame + rng.normal(0, noise, frame.shape)).clip(0, 255).astype(np.uint8)
    landmarks = cv2.perspectiveTransform(ARCFACE_TEMPLATE[None].astype(np.float64), matrix)[0]
    landmarks += rng.normal(0, 0.5, (5, 2))
    return np.repeat(noisy[..., None], 3, axis=2), landmarks.astype(np.float32)


def _homography(look: Look) -> npt.NDArray[np.float64]:
    c, s = look.scale * np.cos(look.roll), look.scale * np.sin(look.roll)
    centre = np.array([[1, 0, -FACE_PX / 2], [0, 1, -FACE_PX / 2], [0, 0, 1.0]])
    across, down = look.tilt
    turned = np.array([[c * np.cos(across), -s, 0], [s, c * np.cos(down), 0], [0, 0, 1.0]])
    turned[2, :2] = np.sin(across) / 600, np.sin(down) / 600
    x, y = MIDDLE + look.shift
    place = np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])
    return np.asarray(place @ turned @ centre)
