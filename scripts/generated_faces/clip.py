"""The demo clip: puts the people of the script into the room, frame by frame."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.detections import Detector
from scripts.generated_faces import backdrop
from scripts.generated_faces.expressions import FaceEditor
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.placing import find_face, moved_box, paste, portrait_matrix
from scripts.generated_faces.scene import FPS, FRAMES, HEIGHT, ROLES, WIDTH, Role
from scripts.generated_faces.sprites import STEPS, Sprites, make_sprites
from scripts.generated_faces.truth import HIDDEN_FROM, TrueFace, TrueFrame, hidden_shares

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

_BACK_ROW: Final = 1
_FRONT_ROW: Final = 3
_ZOOM_ROOM: Final = 1.06
_NOISE: Final = 1.6
_NOISE_PATTERNS: Final = 8
_HEAD: Final = (0.22, 0.04, 0.78, 1.0)
"""What hides others of a portrait, as shares of it: hair, face and neck."""


class Clip:
    """Draws the frames of the clip. `sprites` and `faces` are keyed by the person's seed."""

    def __init__(self, sprites: Mapping[int, Sprites], faces: Mapping[int, Matrix]) -> None:
        self._sprites = sprites
        self._faces = faces
        self._room = backdrop.draw_room()
        self._fronts = {
            _BACK_ROW: backdrop.stack([backdrop.draw_back_desk(), *_laptops(_BACK_ROW)]),
            _FRONT_ROW: backdrop.stack([backdrop.draw_front_desk(), *_laptops(_FRONT_ROW)]),
        }
        random = np.random.default_rng(7)
        noise = random.normal(0, _NOISE, (_NOISE_PATTERNS, HEIGHT, WIDTH, 1))
        self._noise = noise.astype(np.float32)

    def frames(self) -> Iterator[Image]:
        """All frames in order, uint8 (HEIGHT, WIDTH, 3) BGR."""
        for index in range(FRAMES):
            yield self.frame(index)

    def frame(self, index: int) -> Image:
        seconds = index / FPS
        picture = self._room.copy()
        for row in range(max(role.row for role in ROLES) + 1):
            for role in ROLES:
                if role.row == row:
                    self._draw(picture, role, seconds)
            if row in self._fronts:
                self._fronts[row].draw_over(picture)
        return self._camera(picture, index)

    def truth(self, index: int) -> TrueFrame:
        """Who is where in a frame, and what they act; nobody who is wholly hidden."""
        seconds = index / FPS
        present = [(role, place) for role in ROLES if (place := role.place(seconds))]
        matrices = [portrait_matrix(role, place, seconds) for role, place in present]
        boxes = np.array(
            [
                moved_box(self._faces[role.person.seed], matrix)
                for (role, _), matrix in zip(present, matrices, strict=True)
            ]
        )
        heads = np.array([moved_box(np.array(_HEAD), matrix) for matrix in matrices])
        hidden = hidden_shares(boxes, [heads[position + 1 :] for position in range(len(boxes))])
        return TrueFrame(
            frame=index,
            faces=tuple(
                _true_face(role, box, seconds, occluded=bool(share > HIDDEN_FROM))
                for (role, _), box, share in zip(present, boxes, hidden, strict=True)
                if share < 1
            ),
        )

    def _draw(self, picture: Picture, role: Role, seconds: float) -> None:
        place = role.place(seconds)
        if place is None:
            return
        expression, amount = role.acted(seconds)
        sprite = self._sprites[role.person.seed].at(
            expression, amount, blink=role.blinking(seconds)
        )
        paste(picture, sprite, portrait_matrix(role, place, seconds))

    def _camera(self, picture: Picture, index: int) -> Image:
        """What a webcam makes of it: a little softness, flicker and noise."""
        flicker = 1 + 0.006 * np.sin(2 * np.pi * index * 11 / FRAMES)
        soft = cv2.GaussianBlur(picture, (0, 0), 0.6)
        noise = self._noise[index * 5 % _NOISE_PATTERNS]
        return np.asarray((soft * flicker + noise).clip(0, 255), np.uint8)


def make_clip(
    generator: FaceGenerator,
    editor: FaceEditor,
    detector: Detector,
    *,
    on_render: Callable[[], None] = lambda: None,
) -> Clip:
    """Render everybody and find their faces once; `on_render` is called count_renders() times."""
    sprites = {
        role.person.seed: make_sprites(
            role, sprite_side(role), generator, editor, on_render=on_render
        )
        for role in ROLES
    }
    faces = {seed: find_face(sprite.neutral, detector) for seed, sprite in sprites.items()}
    return Clip(sprites, faces)


def count_renders() -> int:
    return sum(2 + STEPS * (len(role.expressions) - 1) for role in ROLES)


def sprite_side(role: Role) -> int:
    """Side of a role's portraits in px: as large as they ever get."""
    return round(max(place.size for place in role.path) * _ZOOM_ROOM)


def _laptops(row: int) -> list[tuple[Picture, Picture]]:
    """The lids in front of the people who sit in a row."""
    seats = [role.path[0] for role in ROLES if role.row == row and role.laptop]
    return [
        backdrop.draw_laptop(seat.x + 0.05 * seat.size, seat.y + 1.14 * seat.size, 0.66 * seat.size)
        for seat in seats
    ]


def _true_face(role: Role, box: Matrix, seconds: float, *, occluded: bool) -> TrueFace:
    expression, amount = role.acted(seconds)
    left, top, right, bottom = (round(float(value), 1) for value in box)
    return TrueFace(
        who=role.person.name,
        name=role.person.name if role.enrolled else None,
        box=(left, top, right, bottom),
        expression=expression if amount > 0 else "neutral",
        amount=round(float(amount), 2),
        occluded=occluded,
    )
