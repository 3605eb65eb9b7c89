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
from scripts.generated_faces.scene import FPS, FRAMES, HEIGHT, ROLES, WIDTH, Place, Role
from scripts.generated_faces.sprites import PORTRAIT_SHARE, STEPS, Sprites, make_sprites
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
        matrices = [_portrait_matrix(role, place, seconds) for role, place in present]
        boxes = np.array(
            [
                _moved_box(self._faces[role.person.seed], matrix)
                for (role, _), matrix in zip(present, matrices, strict=True)
            ]
        )
        heads = np.array([_moved_box(np.array(_HEAD), matrix) for matrix in matrices])
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
        _paste(picture, sprite, _portrait_matrix(role, place, seconds))

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
    faces = {seed: _find_face(sprite.neutral, detector) for seed, sprite in sprites.items()}
    return Clip(sprites, faces)


def count_renders() -> int:
    return sum(2 + STEPS * (len(role.expressions) - 1) for role in ROLES)


def sprite_side(role: Role) -> int:
    """Side of a role's portraits in px: as large as they ever get."""
    return round(max(place.size for place in role.path) * _ZOOM_ROOM)


def _find_face(sprite: Image, detector: Detector) -> Matrix:
    """The face's box as shares of the portrait: float64 (4,) xyxy."""
    side = _side_of(sprite)
    left = (sprite.shape[1] - side) / 2
    on_gray = sprite[..., :3] + ((255 - sprite[..., 3:]) * 0.8).astype(np.uint8)
    found = detector.detect(np.ascontiguousarray(on_gray))
    box = found.boxes[int(np.argmax(found.detection_scores))].astype(np.float64)
    return np.asarray((box - [left, 0, left, 0]) / side, np.float64)


def _side_of(sprite: Image) -> int:
    width: int = sprite.shape[1]
    return round(width * PORTRAIT_SHARE)


def _portrait_matrix(role: Role, place: Place, seconds: float) -> Matrix:
    """Where shares of a portrait are in the frame: float64 (2, 3). People turn around the neck."""
    shift_x, shift_y, degrees, zoom = role.sway(seconds)
    size = place.size * zoom
    share = place.size / 256
    angle = np.deg2rad(degrees)
    turn = size * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    neck = np.array([0.5, 0.95])
    pivot = np.array([place.x + share * shift_x, place.y + 0.95 * place.size + share * shift_y])
    return np.column_stack([turn, pivot - turn @ neck])


def _moved_box(box: Matrix, matrix: Matrix) -> Matrix:
    """The upright box of the same middle around a turned one: float64 (4,) xyxy px."""
    middle = matrix @ [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 1]
    half = np.array([box[2] - box[0], box[3] - box[1]]) / 2 * np.hypot(*matrix[:, 0])
    return np.concatenate([middle - half, middle + half])


def _paste(picture: Picture, sprite: Image, matrix: Matrix) -> None:
    """Draw a sprite into a picture; `matrix` places its portrait."""
    side = _side_of(sprite)
    left = (sprite.shape[1] - side) / 2
    from_pixels = np.array([[1 / side, 0, -left / side], [0, 1 / side, 0], [0, 0, 1]])
    placed = matrix @ from_pixels
    corners = placed @ np.array(
        [[0, sprite.shape[1], 0, sprite.shape[1]], [0, 0, *(2 * [sprite.shape[0]])], [1] * 4]
    )
    x0, y0 = np.floor(corners.min(axis=1)).astype(int).clip(0, [WIDTH, HEIGHT])
    x1, y1 = np.ceil(corners.max(axis=1)).astype(int).clip(0, [WIDTH, HEIGHT])
    if x1 <= x0 or y1 <= y0:
        return
    placed[:, 2] -= [x0, y0]
    warped = cv2.warpAffine(sprite, placed, (int(x1 - x0), int(y1 - y0)), flags=cv2.INTER_LINEAR)
    region = picture[y0:y1, x0:x1]
    region *= 1 - warped[..., 3:] / np.float32(255)
    region += warped[..., :3]


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
