"""The face generator: MobileStyleGAN (Belousov 2021, arXiv:2104.04767).

Its networks come from the random-face wheel (Apache-2.0).
"""

import re
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import openvino as ov
from openvino import opset13

from models.errors import WeightsMissingError

Style = npt.NDArray[np.float32]
"""float32 (STYLE_LEVELS, 512): one style per level of the synthesis network, coarse to fine."""

STYLE_SIZE: Final = 512
STYLE_LEVELS: Final = 9
"""Blocks of 4, 8, 16, 32, 64, 128, 256 and 512 px, and the last one that makes colours."""
IDENTITY_LEVELS: Final = 5
"""The levels up to 64 px hold who it is; the finer ones hold light, skin and background."""
COLOUR_TRUNCATION: Final = 0.75

_COLOUR_LAYER: Final = 743
_LAYERS_PER_LEVEL: Final = 100
_FIRST_LEVEL_ENDS: Final = 50
_AVERAGED: Final = 4096


class FaceGenerator:
    """Turns seeds into styles, and styles into portraits. The same seed is the same person.

    In contrast to the wheel's own code each level of the synthesis network takes a style of its
    own (the extended space W+ of Abdal et al. 2019, arXiv:1904.03189), so that an expression can
    be changed without the light, or a pose without the hair.
    """

    def __init__(self, weights_dir: Path, *, threads: int = 0) -> None:
        folder = weights_dir / "random-face"
        core = ov.Core()
        hints = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": threads}
        mapping = core.read_model(_existing(folder / "MappingNetwork.xml"))
        mapping.reshape([-1, STYLE_SIZE])
        self._mapping = core.compile_model(mapping, "CPU", hints)
        synthesis = core.read_model(_existing(folder / "SynthesisNetwork.xml"))
        self._synthesis = core.compile_model(_open_levels(synthesis), "CPU", hints)
        self._mean = self._map(_noise(seed=0, count=_AVERAGED)).mean(axis=0)

    def person(
        self, seed: int, *, truncation: float = 0.9, colour_truncation: float = COLOUR_TRUNCATION
    ) -> Style:
        """Return the style of the person with this seed.

        A truncation towards 0 makes the average face, one above 1 artefacts; that of the colours
        brings the light of the picture nearer to the average.
        """
        away = self._map(_noise(seed=seed, count=1))[0] - self._mean
        style = np.tile(self._mean, (STYLE_LEVELS, 1))
        style[:IDENTITY_LEVELS] += truncation * away
        style[IDENTITY_LEVELS:] += colour_truncation * away
        return style

    def render(self, style: Style) -> npt.NDArray[np.uint8]:
        """Return the portrait, uint8 (1024, 1024, 3) BGR, framed as FFHQ frames faces."""
        (image,) = self._synthesis(list(style[:, None, :])).values()
        bgr: npt.NDArray[np.float32] = image[0, ::-1].transpose(1, 2, 0)
        return (bgr * 127.5 + 128.0).clip(0, 255).astype(np.uint8)

    def _map(self, noise: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        (styles,) = self._mapping(noise).values()
        return np.asarray(styles, np.float32)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise WeightsMissingError(path, name="random-face")
    return path


def _noise(*, seed: int, count: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal((count, STYLE_SIZE)).astype(np.float32)


def _open_levels(network: ov.Model) -> ov.Model:
    """Give each level of the synthesis network an input of its own in place of the common one."""
    levels = [
        opset13.parameter([1, STYLE_SIZE], np.float32, name=f"style_{level}")
        for level in range(STYLE_LEVELS)
    ]
    for target in network.input(0).get_target_inputs():
        level = _level_of(target.get_node().get_friendly_name())
        target.replace_source_output(levels[level].output(0))
    return ov.Model([output.get_node() for output in network.outputs], levels, "synthesis")


def _level_of(layer: str) -> int:
    """Read a layer's level from its name: Gemm_11 is of the first, 52 to 110 of the second, …"""
    found = re.search(r"_(\d+)", layer)
    number = int(found.group(1)) if found else 0
    if number >= _COLOUR_LAYER:
        return STYLE_LEVELS - 1
    return (
        0 if number < _FIRST_LEVEL_ENDS else (number - _FIRST_LEVEL_ENDS) // _LAYERS_PER_LEVEL + 1
    )
