"""Weights that anybody can make again: each tensor's values follow from its layer's name alone.

NumPy only, for it also runs in the old environment that make_vggface_reference.py needs.
"""

import zlib

import numpy as np
import numpy.typing as npt

IMAGE_PX = 224


def seeded_weight(layer: str, index: int, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """Return the index-th tensor of a layer: a kernel that tames what goes in, or values near 1.

    Kernels are small, those that see the image smaller still, so that no gate saturates: a
    saturated network would hide differences, a growing one would blow rounding up.
    """
    uniform = np.random.default_rng(zlib.crc32(f"{layer}#{index}".encode())).random(shape)
    if len(shape) > 1:
        limit = np.sqrt(1 / np.prod(shape[:-1])) / (64 if shape[-2] == 3 else 1)
        return np.asarray((2 * uniform - 1) * limit, np.float32)
    return np.asarray(0.5 + uniform, np.float32)


def seeded_image() -> npt.NDArray[np.uint8]:
    """Return noise with some large shapes in it: uint8 (224, 224, 3) RGB."""
    noise = np.random.default_rng(1).integers(0, 128, (IMAGE_PX, IMAGE_PX, 3))
    ramp = np.linspace(0, 127, IMAGE_PX)[:, None, None] * np.array([1.0, 0.5, 0.25])
    return np.asarray(noise + ramp, np.uint8)
