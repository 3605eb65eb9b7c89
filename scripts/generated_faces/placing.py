"""Where a cut-out person is in a picture: from shares of a portrait to pixels of a frame."""

import cv2
import numpy as np
import numpy.typing as npt

from models.detections import Detector
from scripts.generated_faces.scene import Place, Role
from scripts.generated_faces.sprites import PORTRAIT_SHARE

Image = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]


def find_face(sprite: Image, detector: Detector) -> Matrix:
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


def portrait_matrix(role: Role, place: Place, seconds: float) -> Matrix:
    """Where shares of a portrait are in the frame: float64 (2, 3). People turn around the neck."""
    shift_x, shift_y, degrees, zoom = role.sway(seconds)
    size = place.size * zoom
    share = place.size / 256
    angle = np.deg2rad(degrees)
    turn = size * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    neck = np.array([0.5, 0.95])
    pivot = np.array([place.x + share * shift_x, place.y + 0.95 * place.size + share * shift_y])
    return np.column_stack([turn, pivot - turn @ neck])


def sprite_matrix(sprite: Image, matrix: Matrix) -> Matrix:
    """Where pixels of a sprite are in the frame, float64 (2, 3); `matrix` places its portrait."""
    side = _side_of(sprite)
    left = (sprite.shape[1] - side) / 2
    from_pixels = np.array([[1 / side, 0, -left / side], [0, 1 / side, 0], [0, 0, 1]])
    return np.asarray(matrix @ from_pixels, np.float64)


def moved_box(box: Matrix, matrix: Matrix) -> Matrix:
    """The upright box of the same middle around a turned one: float64 (4,) xyxy px."""
    middle = matrix @ [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 1]
    half = np.array([box[2] - box[0], box[3] - box[1]]) / 2 * np.hypot(*matrix[:, 0])
    return np.concatenate([middle - half, middle + half])


def paste(picture: Picture, sprite: Image, matrix: Matrix) -> None:
    """Draw a sprite into a picture; `matrix` places its portrait."""
    height, width = picture.shape[:2]
    placed = sprite_matrix(sprite, matrix)
    corners = placed @ np.array(
        [[0, sprite.shape[1], 0, sprite.shape[1]], [0, 0, *(2 * [sprite.shape[0]])], [1] * 4]
    )
    x0, y0 = np.floor(corners.min(axis=1)).astype(int).clip(0, [width, height])
    x1, y1 = np.ceil(corners.max(axis=1)).astype(int).clip(0, [width, height])
    if x1 <= x0 or y1 <= y0:
        return
    placed[:, 2] -= [x0, y0]
    warped = cv2.warpAffine(sprite, placed, (int(x1 - x0), int(y1 - y0)), flags=cv2.INTER_LINEAR)
    region = picture[y0:y1, x0:x1]
    region *= 1 - warped[..., 3:] / np.float32(255)
    region += warped[..., :3]
