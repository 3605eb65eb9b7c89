"""What is true of a clip and what the pipeline said of it, frame by frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.recognition.types import FrameResult

Boxes = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrueBox:
    """One face of one frame. `name` is None for people who are not enrolled.

    `box` is xyxy px. A face that is not `counted` is hidden too far to be asked for: finding it is
    no merit and missing it no fault, but a wrong name on it is one.
    """

    who: str
    name: str | None
    box: tuple[float, float, float, float]
    counted: bool = True


@dataclass(frozen=True, slots=True)
class SeenBox:
    """One face that the pipeline reported, xyxy px; `name` only where it is certain."""

    track_id: int
    name: str | None
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Moment:
    """Truth and answer of one frame, and how long it stands for."""

    at: float
    seconds: float
    truth: tuple[TrueBox, ...]
    seen: tuple[SeenBox, ...]


def seen_in(result: FrameResult) -> tuple[SeenBox, ...]:
    """The faces of a result."""
    return tuple(
        SeenBox(face.track_id, face.identity.name, _corners(face.box)) for face in result.faces
    )


def boxes_of(faces: Sequence[TrueBox] | Sequence[SeenBox]) -> npt.NDArray[np.float32]:
    """The boxes as float32 (n, 4)."""
    return np.array([face.box for face in faces], np.float32).reshape(-1, 4)


def people_of(moments: Sequence[Moment]) -> dict[str, str | None]:
    """Everybody who can be seen, with their name if they are enrolled."""
    return {face.who: face.name for face in _counted(moments)}


def _counted(moments: Sequence[Moment]) -> Iterator[TrueBox]:
    return (face for moment in moments for face in moment.truth if face.counted)


def _corners(box: npt.NDArray[np.float32]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(edge) for edge in box)
    return left, top, right, bottom
