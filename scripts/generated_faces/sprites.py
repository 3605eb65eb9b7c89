"""Cut-out people: a portrait per step of each expression, on a drawn upper body, with alpha."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from scripts.generated_faces.expressions import Edit, FaceEditor, mix
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.people import style_of
from scripts.generated_faces.photos import light
from scripts.generated_faces.scene import BLINK, Role

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]

_MATTES: Final = Path(__file__).with_name("mattes")
STEPS: Final = 8
"""Portraits along an expression besides the neutral one."""
PORTRAIT_SHARE: Final = 0.5
"""How wide the portrait is in its sprite, whose rest is for the shoulders."""
SPRITE_HEIGHT: Final = 2.0
"""Height of a sprite in portraits."""

# Half the width of the upper body at heights below the chin, both in portraits.
_BODY: Final = (
    (-0.02, 0.155),
    (0.02, 0.195),
    (0.05, 0.290),
    (0.085, 0.405),
    (0.13, 0.505),
    (0.20, 0.570),
    (0.34, 0.620),
    (1.10, 0.680),
)
_NECK_HALF: Final = 0.20
_NECKLINE: Final = 0.10
"""How far below the chin the collar hangs in the middle."""
_COLLAR: Final = 0.022


@dataclass(frozen=True, slots=True)
class Sprites:
    """One person's pictures: uint8 (h, w, 4) BGRA, colours multiplied by alpha."""

    neutral: Image
    blink: Image
    expressions: dict[str, tuple[Image, ...]]
    """For each expression STEPS + 1 pictures, from the neutral one to its full strength."""

    def at(self, expression: str, amount: float, *, blink: float) -> Image:
        """Blend the two nearest pictures; a blink shows only on a calm face."""
        if amount <= 0:
            return _blend(self.neutral, self.blink, blink)
        steps = self.expressions[expression]
        index = min(int(amount * STEPS), STEPS - 1)
        return _blend(steps[index], steps[index + 1], amount * STEPS - index)


def make_sprites(
    role: Role,
    side: int,
    generator: FaceGenerator,
    editor: FaceEditor,
    *,
    on_render: Callable[[], None],
) -> Sprites:
    """Render and cut out everything that a role needs, with portraits of `side` px."""
    style = style_of(role.person, generator, editor)
    matte, body = load_matte(role, side), draw_body(role.clothes, role.chin, side)

    def draw(edit: Edit) -> Image:
        portrait = generator.render(editor.apply(style, edit))
        on_render()
        small = cv2.resize(portrait, (side, side), interpolation=cv2.INTER_AREA)
        return light(small, gamma=role.gamma)

    calm = role.expressions["neutral"]
    resting = draw(calm)

    def cut(edit: Edit) -> Image:
        return cut_out(swap_face(resting, draw(edit), role.chin), matte, body)

    neutral = cut_out(resting, matte, body)
    return Sprites(
        neutral=neutral,
        blink=cut({**calm, **BLINK}),
        expressions={
            name: (neutral, *(cut(mix(calm, edit, step / STEPS)) for step in range(1, STEPS + 1)))
            for name, edit in role.expressions.items()
            if name != "neutral"
        },
    )


def swap_face(portrait: Image, other: Image, chin: float) -> Image:
    """Put the face of another portrait of the same person into a portrait, with soft edges.

    Hair and outline stay where they are while the expression changes, as the one matte needs.
    """
    side = len(portrait)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    brow, lowest = 0.27, chin - 0.005
    middle, reach = (brow + lowest) / 2, (lowest - brow) / 2
    distance = np.sqrt(((x - 0.5) / 0.235) ** 2 + ((y - middle) / reach) ** 2)
    share = np.clip((1.0 - distance) / 0.22, 0, 1)[..., None]
    share = share * share * (3 - 2 * share)
    return np.asarray(portrait + share * (other.astype(np.float32) - portrait), np.uint8)


def cut_out(portrait: Image, matte: Picture, body: Picture) -> Image:
    """Dress a portrait in a body. Returns uint8 (h, w, 4), colours multiplied by alpha."""
    side = len(portrait)
    sprite = np.zeros_like(body)
    left = (sprite.shape[1] - side) // 2
    alpha = matte[..., None]
    colours = _without_background(np.asarray(portrait, np.float32), alpha)
    sprite[:side, left : left + side] = np.concatenate([colours * alpha, 255 * alpha], axis=2)
    dressed = sprite * (1 - body[..., 3:] / 255) + body
    return np.asarray((dressed + 0.5).clip(0, 255), np.uint8)


def load_matte(role: Role, side: int) -> Picture:
    """Which part of a calm portrait is the person: float32 (side, side), 0..1.

    The stored mattes come from MediaPipe's selfie segmentation. Hair that the picture cuts off
    is rounded at the top; of what is below the chin only the neck stays, and long hair.
    """
    encoded = np.frombuffer((_MATTES / f"{role.person.seed}.png").read_bytes(), np.uint8)
    stored = cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE)
    large = cv2.resize(stored, (side, side), interpolation=cv2.INTER_CUBIC) / np.float32(255)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    crown = 0.012 + 0.16 * np.clip((np.abs(x - 0.5) - 0.04) / 0.30, 0, None) ** 2
    rounded = np.clip((y - crown) / 0.014, 0, 1)
    fall = np.clip((0.995 - y) / 0.06, 0, 1) ** 0.5 if role.long_hair else 1.0
    neck = np.interp(y - role.chin, (-0.20, -0.12, -0.05, 0.0), (0.47, 0.29, 0.215, 0.175))
    half = 0.47 if role.long_hair else neck.astype(np.float32)
    sides = np.clip((half * fall - np.abs(x - 0.5)) / 0.025, 0, 1)
    tight = np.clip((large - 0.45) / 0.50, 0, 1)
    return np.asarray(tight * rounded * sides, np.float32)


def draw_body(clothes: tuple[int, int, int], chin: float, side: int) -> Picture:
    """A plain sweater with a round collar: float32 (h, w, 4), 0..255, colours times alpha."""
    height, width = round(SPRITE_HEIGHT * side), round(side / PORTRAIT_SHARE)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / side
    x -= width / side / 2
    y -= chin
    heights, halves = np.array(_BODY, np.float32).T
    half = np.interp(y[:, 0], heights, halves, left=0).astype(np.float32)[:, None]
    neckline = _NECKLINE * np.sqrt(np.clip(1 - (x / _NECK_HALF) ** 2, 0, 1)) - 0.015
    below = (y - neckline) * side
    inside = np.clip((half - np.abs(x)) * side / 1.4 + 0.5, 0, 1) * np.clip(below / 1.4 + 0.5, 0, 1)
    inside *= y > heights[0]
    round_off = 1 - 0.40 * (np.abs(x) / np.maximum(half, 0.01)) ** 3.2
    depth = 1 - 0.28 * np.clip((y - 0.05) / 0.6, 0, 1)
    chin_shadow = 1 - 0.22 * np.exp(-((x / 0.17) ** 2) - ((y - 0.07) / 0.09) ** 2)
    collar = 1 - 0.16 * ((below > _COLLAR * side) & (below < (_COLLAR + 0.008) * side))
    shade = (round_off * depth * chin_shadow * collar * _folds(x, y))[..., None]
    colours = np.array(clothes, np.float32) * shade * inside[..., None]
    return np.concatenate([colours.clip(0, 255), 255 * inside[..., None]], axis=2)


def _folds(x: Picture, y: Picture) -> Picture:
    """Soft creases that fall from the shoulders."""
    falling = np.sin(24 * x + 4 * np.sin(6 * y)) * np.clip((y - 0.12) / 0.25, 0, 1)
    slanting = np.sin(15 * (np.abs(x) + 0.8 * y) + 1)
    return np.asarray(1 + 0.045 * falling + 0.025 * slanting, np.float32)


def _without_background(portrait: Picture, alpha: Picture) -> Picture:
    """Replace colours near the outline, where the old background shines through, by inner ones.

    The first step of blur fusion (Forte, Approximate Fast Foreground Colour Estimation, 2021).
    """
    side = len(portrait)
    sure = (alpha > 0.9).astype(np.float32)
    size = (0, 0)
    sigma = side * 0.02
    weights = cv2.GaussianBlur(sure, size, sigma)[..., None]
    inner = cv2.GaussianBlur(portrait * sure, size, sigma) / np.maximum(weights, 1e-3)
    known = np.clip((alpha - 0.55) / 0.4, 0, 1)
    has_inner = np.clip(weights / 0.02, 0, 1)
    mixed = portrait * known + inner * (1 - known)
    return np.asarray(portrait + has_inner * (mixed - portrait), np.float32)


def _blend(first: Image, second: Image, share: float) -> Image:
    if share <= 0:
        return first
    return np.asarray(cv2.addWeighted(first, 1 - share, second, share, 0), np.uint8)
