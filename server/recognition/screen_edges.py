"""A straight frame around a face that moves with it: the edge of a photo, a phone or a tablet.

Edges are looked up in coordinates of the face and averaged over the places where the face was. What
belongs to the room smears out while the face moves, what is held together with it stays.
A face that hardly moves smears little: so edges are averaged in coordinates of the room as well,
over the same views, and what is as steady there is no frame. The room is where it was in the
picture: a watch is good until the camera moves.
"""

from collections import deque
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.align import similarity_transform
from server.recognition.types import FloatArray, Image

Matrix = npt.NDArray[np.float64]

_PX: Final = 24
"""Pixels of the view for the width of a face."""

_REACH: Final = 2.3
"""The view reaches so many face widths from the face's middle to each side."""

_SIDE: Final = int(2 * _REACH * _PX)

_MIDDLE: Final = _SIDE / 2

# Five landmarks of a face one wide, x and y off its middle: the alignment template, which is about
# 0.8 of a detected box wide.
_TEMPLATE: Final = np.asarray(
    _MIDDLE
    + _PX * np.array([[-0.21, -0.12], [0.21, -0.12], [0, 0.1], [-0.17, 0.33], [0.17, 0.33]]),
    np.float32,
)

STEP_SHARE: Final = 0.05
"""A view is added when the face has moved on by this share of its width."""

MIN_VIEWS: Final = 6

_VIEWS_PER_COUNT: Final = 3
"""Looking for lines costs more than collecting views."""

MIN_RANGE: Final = 0.1
"""The face must have moved over so many of its widths before the room's edges are told apart."""

_SOFT: Final = 12.0
"""Grey levels per pixel at which an edge counts half."""

_STEADY: Final = 0.45
"""An edge point counts when it is found in about so large a share of the views, same way up."""

_MORE_THAN_ROOM: Final = 0.1
"""... and so much steadier with the face than it is in the room."""

_MEMORY: Final = 14
"""Views that count; older ones fade."""

_FAR: Final = 0.5
_RESCALED: Final = 1.25
"""A face that stays so many widths from where it was, or so many times as large, has another part
of the room around it: what is steady there is learned anew."""

_SLANTS: Final = np.linspace(-0.12, 0.12, 9)
"""A held sheet is not quite parallel to the camera: slopes of its edges in the face's view."""

_NEAREST: Final = 0.62
_ALONG: Final = (-0.55, 0.75)
"""Edges lie beyond this, and are followed along the face, in face widths."""

MIN_COVER: Final = 0.8
"""Share of an edge's length that must be found."""


class EdgeWatch:
    """Collects views around one face and looks for a frame in them."""

    def __init__(self) -> None:
        self._views: _Views | None = None
        self._sides = 0

    def add(self, image: Image, landmarks: FloatArray) -> int:
        """Look at a frame, uint8 (H, W, 3) BGR, and a face in it, float32 (5, 2) px.

        Returns how many of the four sides of a frame move with the face, as far as it is known. A
        view is only taken when the face has moved.
        """
        (upright,) = similarity_transform(landmarks[np.newaxis], _TEMPLATE)
        if self._views is None:
            self._views = _Views(room=upright)
        views = self._views
        if views.add(image, landmarks, upright) and views.count % _VIEWS_PER_COUNT == 0:
            if views.are_elsewhere():
                self._views, self._sides = _Views(room=views.usual_placing()), 0
            else:
                self._sides = views.count_sides()
        return self._sides


class _Views:
    """Views of one part of the room: `room` places that in them, float64 (2, 3)."""

    def __init__(self, room: Matrix) -> None:
        self.count = 0
        self._room = room
        self._with_face = _SteadyEdges()
        self._with_room = _SteadyEdges()
        self._places: deque[FloatArray] = deque(maxlen=_MEMORY)
        self._placings: deque[Matrix] = deque(maxlen=_MEMORY)

    def add(self, image: Image, landmarks: FloatArray, upright: Matrix) -> bool:
        """Take the view of a frame, if the face has moved; `upright` places that in it."""
        place = np.asarray(self._room[:, :2] @ landmarks.mean(axis=0) / _PX, np.float32)
        if self._places and float(np.abs(place - self._places[-1]).max()) < STEP_SHARE:
            return False
        self._places.append(place)
        self._placings.append(upright)
        self._with_face.add(_view(image, upright))
        self._with_room.add(_view(image, self._room))
        self.count += 1
        return True

    def usual_placing(self) -> Matrix:
        """Where the face has mostly been."""
        return np.asarray(np.median(np.stack(self._placings), axis=0))

    def are_elsewhere(self) -> bool:
        """Whether the face has left the part of the room that is known."""
        from_room = self._from_room()
        middle = from_room @ (_MIDDLE, _MIDDLE, 1.0)
        scale = float(np.hypot(from_room[0, 0], from_room[1, 0]))
        far = float(np.abs(middle - _MIDDLE).max()) > _FAR * _PX
        return far or not 1 / _RESCALED <= scale <= _RESCALED

    def count_sides(self) -> int:
        """How many sides of a frame move with the face; none while nothing is sure."""
        if len(self._places) < MIN_VIEWS:
            return 0
        reach = np.ptp(np.stack(self._places), axis=0)
        moved = np.repeat(reach >= MIN_RANGE, 2)
        face, room = self._with_face, self._with_room.seen_by(self._from_room())
        covers = [*_covers(face.across, room.across), *_covers(face.down.T, room.down.T)]
        return int(((np.array(covers) >= MIN_COVER) & moved).sum())

    def _from_room(self) -> Matrix:
        """What moves the room's view to where it mostly is in the face's, float64 (2, 3)."""
        last_row = [0.0, 0.0, 1.0]
        back = np.linalg.inv(np.vstack([self._room, last_row]))
        return np.asarray(self.usual_placing() @ back)


class _SteadyEdges:
    """Slopes of the grey level, -1..1, averaged over views: float32 (side, side) each."""

    def __init__(self) -> None:
        self.across = np.zeros((_SIDE, _SIDE), np.float32)
        self.down = np.zeros((_SIDE, _SIDE), np.float32)
        self._views = 0

    def add(self, gray: npt.NDArray[np.uint8]) -> None:
        self._views += 1
        share = 1.0 / min(self._views, _MEMORY)
        cv2.accumulateWeighted(_slope(gray, 1, 0), self.across, share)
        cv2.accumulateWeighted(_slope(gray, 0, 1), self.down, share)

    def seen_by(self, moving: Matrix) -> "_SteadyEdges":
        """Return how steady the edges are, 0..1, moved by float64 (2, 3); 1 where nobody looked."""
        moved = _SteadyEdges()
        moved.across, moved.down = (
            cv2.warpAffine(
                np.abs(slopes), moving, (_SIDE, _SIDE), flags=cv2.INTER_NEAREST, borderValue=1.0
            )
            for slopes in (self.across, self.down)
        )
        return moved


def _slope(gray: npt.NDArray[np.uint8], dx: int, dy: int) -> FloatArray:
    slope = cv2.Sobel(gray, cv2.CV_32F, dx, dy, ksize=3) / 4.0
    return np.asarray(slope / (np.abs(slope) + _SOFT), np.float32)


def _view(image: Image, placing: Matrix) -> npt.NDArray[np.uint8]:
    view = cv2.warpAffine(image, placing, (_SIDE, _SIDE), borderValue=(128,) * 3)
    gray = cv2.cvtColor(view, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.GaussianBlur(gray, (3, 3), 0.8), np.uint8)


def _lines() -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For each slant, column and row: which pixels a line goes through, two arrays (s, c, r)."""
    rows = np.arange(round(_MIDDLE + _ALONG[0] * _PX), round(_MIDDLE + _ALONG[1] * _PX))
    columns = np.arange(_SIDE)
    slanted = columns[None, :, None] + np.rint(_SLANTS[:, None, None] * (rows - rows.mean()))
    return (
        np.broadcast_to(rows, slanted.shape),
        slanted.clip(1, _SIDE - 2).astype(np.intp),
    )


_ROWS, _COLUMNS = _lines()


def _covers(face: FloatArray, room: FloatArray) -> tuple[float, float]:
    """How well a steady edge runs along the face, to its left and to its right: shares 0..1.

    `face` holds slopes, -1..1, and `room` how steady the edges of the room are there, 0..1.

    What is as steady in the room as it is with the face belongs to the room.
    """
    of_room = cv2.dilate(room, np.ones((1, 7), np.uint8)) + _MORE_THAN_ROOM
    found = (np.abs(face) > np.maximum(of_room, _STEADY)) * np.sign(face)
    wide = np.ones((1, 3), np.uint8)
    bright = cv2.dilate(found, wide)[_ROWS, _COLUMNS] > 0
    dark = cv2.dilate(-found, wide)[_ROWS, _COLUMNS] > 0
    cover = np.maximum(bright.mean(axis=2), dark.mean(axis=2)).max(axis=0)
    near, middle = round(_NEAREST * _PX), int(_MIDDLE)
    return float(cover[2 : middle - near].max()), float(cover[middle + near : -2].max())
