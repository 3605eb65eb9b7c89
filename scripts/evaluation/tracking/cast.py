"""The people of the tracking scenarios: the demo class's photos, cut out by the stored mattes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.detections import Detector
from scripts.evaluation.errors import EvaluationError
from scripts.generated_faces.photos import light
from scripts.generated_faces.placing import find_face
from scripts.generated_faces.scene import ROLES, Role
from scripts.generated_faces.sprites import cut_out, draw_body, load_matte

Image = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]

DEMO: Final = Path(__file__).resolve().parents[3] / "demo"
FRONT, SMILE, LEFT, RIGHT, AWAY = "front", "smile", "left", "right", "away"
_PHOTOS: Final = {FRONT: "1-front", SMILE: "2-smile", LEFT: "3-left", RIGHT: "4-right"}
ENROLLED_POSES: Final = (SMILE, LEFT, RIGHT)
"""The front photo is left out: it is what the clips show."""
SPRITE_SIDE: Final = 260
LIKENESS: Final = 0.5
"""How much of one student there is in a look-alike; the rest is another. SFace sees 0.48 between
the look-alike and the first student: more than most siblings, just enough for a name."""

LIN, KOFI, OSKAR, FREYA, STEFAN, LINH, ZOE = (
    "林浩然", "Kofi Adjei", "Oskar Lindqvist", "Freya Sørensen", "Ștefan Ionescu",
    "Nguyễn Thảo Linh", "Zoë van Dijk",
)  # fmt: skip
STRANGER_1, STRANGER_2 = "stranger-1", "stranger-2"
SIBLING: Final = "Oskar's sibling"
_BLENDS: Final = {SIBLING: (OSKAR, STEFAN)}


@dataclass(frozen=True, slots=True)
class CutOut:
    """Somebody who can be put into a scene.

    `poses` are sprites by name, uint8 (h, w, 4) BGRA, colours multiplied by alpha; `face` is the
    box of the face as shares of the portrait, float64 (4,) xyxy. `role` has the rest.
    """

    role: Role
    poses: Mapping[str, Image]
    face: Matrix


def cut_out_person(who: str, detector: Detector) -> CutOut:
    """Cut somebody out in every pose that there is a photo of, and turned away."""
    role = role_of(who)
    matte = load_matte(role, SPRITE_SIDE)
    body = draw_body(role.clothes, role.chin, SPRITE_SIDE)
    size = (SPRITE_SIDE, SPRITE_SIDE)
    portraits = {
        pose: light(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), gamma=role.gamma)
        for pose, photo in photos_of(who).items()
    }
    portraits[AWAY] = _from_behind(portraits[FRONT])
    poses = {pose: cut_out(portrait, matte, body) for pose, portrait in portraits.items()}
    return CutOut(role, poses, find_face(poses[FRONT], detector))


def role_of(who: str) -> Role:
    """Outline, clothes and light of a person, as in the demo clip."""
    model = _BLENDS[who][0] if who in _BLENDS else who
    return next(role for role in ROLES if role.person.name == model)


@cache
def photos_of(who: str) -> dict[str, Image]:
    """Somebody's photos by pose, uint8 (H, W, 3) BGR. Raises EvaluationError without the demo."""
    if who in _BLENDS:
        first, second = (photos_of(model) for model in _BLENDS[who])
        return {
            pose: np.asarray(
                cv2.addWeighted(first[pose], LIKENESS, second[pose], 1 - LIKENESS, 0), np.uint8
            )
            for pose in first
        }
    folder = DEMO / ("strangers" if who.startswith("stranger") else "students") / who
    photos = {
        pose: _read(folder / f"{name}.jpg")
        for pose, name in _PHOTOS.items()
        if (folder / f"{name}.jpg").is_file()
    }
    if not photos:
        raise EvaluationError(f"there are no photos in {folder}")
    return photos


def write_photos(folder: Path, who: str) -> list[Path]:
    """Write the photos that somebody enrolls with, as PNG, and return where they are."""
    paths = []
    for pose in ENROLLED_POSES:
        _, encoded = cv2.imencode(".png", photos_of(who)[pose])
        paths.append(folder / f"{pose}.png")
        paths[-1].write_bytes(encoded.tobytes())
    return paths


def students() -> list[str]:
    """The names of the demo class."""
    return sorted(path.name for path in (DEMO / "students").iterdir())


def _from_behind(portrait: Image) -> Image:
    """The same head without a face: hair all over, in the colour of the crown."""
    side = len(portrait)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    inside = np.clip((1.0 - np.hypot((x - 0.5) / 0.30, (y - 0.52) / 0.40)) / 0.12, 0, 1)[..., None]
    hair = np.median(portrait[side // 12 : side // 5, side // 3 : 2 * side // 3], axis=(0, 1))
    strands = 1 + 0.10 * np.sin(90 * x + 6 * np.sin(9 * y))[..., None]
    return np.asarray(portrait * (1 - inside) + np.clip(hair * strands, 0, 255) * inside, np.uint8)


def _read(path: Path) -> Image:
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(image, np.uint8)
