"""Photos made as poor as the frames of a classroom's webcam, the same way for the same seed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]

FACE_PX: Final = (32.0, 48.0)
MOTION_PX: Final = (1.0, 3.0)
SIDE_LIGHT: Final = (0.0, 0.6)
"""How much darker the far side of the face is, as a share of the light."""
GAMMA: Final = (0.6, 1.6)
NOISE: Final = (2.0, 8.0)
"""Standard deviation of the sensor's noise, of 255."""
JPEG_QUALITY: Final = 40

_MOTION_STEPS: Final = 9


class Degradation(StrEnum):
    """How photos are made worse before they are looked at."""

    WEBCAM = "webcam"


@dataclass(frozen=True, slots=True)
class Webcam:
    """One draw of how poor a frame is.

    The face becomes `face_px` wide; `motion_px` is how far it moves while the shutter is open, in
    the direction `angle` (radians); from `light_from` (radians) comes light that is weaker by
    `side_light` at the far side; `gamma` above 1 darkens; `noise` is a standard deviation of 255.
    `seed` draws the noise itself.
    """

    face_px: float
    motion_px: float
    angle: float
    side_light: float
    light_from: float
    gamma: float
    noise: float
    seed: int

    @classmethod
    def draw(cls, random: np.random.Generator) -> Self:
        return cls(
            face_px=random.uniform(*FACE_PX),
            motion_px=random.uniform(*MOTION_PX),
            angle=random.uniform(0.0, np.pi),
            side_light=random.uniform(*SIDE_LIGHT),
            light_from=random.uniform(0.0, 2.0 * np.pi),
            gamma=float(np.exp(random.uniform(*np.log(GAMMA)))),
            noise=random.uniform(*NOISE),
            seed=int(random.integers(2**32)),
        )

    def apply(self, image: Image, box: npt.NDArray[np.float32]) -> Image:
        """Degrade `image`, uint8 (H, W, 3) BGR, whose face is in `box`, float32 (4,) xyxy px.

        In the order in which a camera does it: light, size, motion, exposure, noise, compression.
        The result is uint8 (h, w, 3) BGR, scaled so that the box is `face_px` wide.
        """
        lit = image.astype(np.float32) / 255.0 * self._light(image.shape[:2], box)
        scale = self.face_px / max(float(box[2] - box[0]), 1.0)
        kind = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
        small = cv2.resize(lit, None, fx=scale, fy=scale, interpolation=kind)
        moved = cv2.filter2D(small, -1, self._motion(), borderType=cv2.BORDER_REPLICATE)
        exposed = np.clip(moved, 0.0, 1.0) ** self.gamma * 255.0
        grain = np.random.default_rng(self.seed).normal(0.0, self.noise, exposed.shape)
        frame = np.clip(np.rint(exposed + grain), 0, 255).astype(np.uint8)
        _, encoded = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)

    def _light(
        self, size: tuple[int, int], box: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """Factors, float32 (H, W, 1): 1 where the light comes from, less towards the far side."""
        middle, width = (box[:2] + box[2:]) / 2, max(float(box[2] - box[0]), 1.0)
        ys, xs = np.mgrid[: size[0], : size[1]].astype(np.float32)
        towards = np.array([np.cos(self.light_from), np.sin(self.light_from)])
        across = ((xs - middle[0]) * towards[0] + (ys - middle[1]) * towards[1]) / width
        far = np.clip(0.5 - across, 0.0, 1.0)
        return np.asarray(1.0 - self.side_light * far, np.float32)[..., np.newaxis]

    def _motion(self) -> npt.NDArray[np.float32]:
        """A kernel that averages along the way of the motion, with parts of pixels shared out."""
        size = 2 * int(np.ceil(max(self.motion_px, MOTION_PX[1]) / 2)) + 1
        kernel = np.zeros((size, size), np.float32)
        for step in np.linspace(-0.5, 0.5, _MOTION_STEPS) * self.motion_px:
            x, y = size // 2 + step * np.cos(self.angle), size // 2 + step * np.sin(self.angle)
            _share(kernel, x, y)
        return np.asarray(kernel / kernel.sum(), np.float32)


def draw_webcam(name: str, seed: int, repeat: int = 0) -> Webcam:
    """The degradation of one image, which depends on its name, the seed and the repeat alone."""
    entropy = [seed, repeat, *name.encode()]
    return Webcam.draw(np.random.default_rng(entropy))


def _share(kernel: npt.NDArray[np.float32], x: float, y: float) -> None:
    """Add 1 at a point, shared among the four pixels around it."""
    left, top = int(np.floor(x)), int(np.floor(y))
    for column, row in ((left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)):
        share = (1 - abs(x - column)) * (1 - abs(y - row))
        if share > 0:
            kernel[row, column] += share
