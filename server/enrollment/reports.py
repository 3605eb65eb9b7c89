"""What is told about an enrollment photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaceRejection(StrEnum):
    """Why an enrollment photo was not accepted."""

    NOT_AN_IMAGE = "not_an_image"
    IMAGE_TRUNCATED = "image_truncated"
    IMAGE_TOO_LARGE = "image_too_large"
    IMAGE_EMPTY = "image_empty"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    FACE_TOO_SMALL = "face_too_small"
    FACE_CUT_OFF = "face_cut_off"
    TOO_BLURRY = "too_blurry"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    EXTREME_POSE = "extreme_pose"
    DUPLICATE_PHOTO = "duplicate_photo"
    DIFFERS_FROM_OTHER_PHOTOS = "differs_from_other_photos"
    RESEMBLES_ANOTHER_STUDENT = "resembles_another_student"
    TOO_MANY_FACES_STORED = "too_many_faces_stored"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault of a photo; `detail` says what was found and what to do."""

    code: FaceRejection
    detail: str


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured; None where it was not.

    `sharpness` is that of enrollment.quality.sharpness_of, the others are those of
    recognition.quality.FaceQuality.
    """

    faces_found: int = 0
    detection_score: float | None = None
    face_px: float | None = None
    sharpness: float | None = None
    brightness: float | None = None
    yaw: float | None = None
    pitch: float | None = None
    roll: float | None = None
    similarity_to_own: float | None = None
    similarity_to_others: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """The verdict on one photo; it is accepted when there is no reason against it."""

    index: int
    filename: str | None
    reasons: Sequence[Reason]
    measurements: Measurements

    @property
    def accepted(self) -> bool:
        return not self.reasons
