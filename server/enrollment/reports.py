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
    UNEVEN_LIGHT = "uneven_light"
    FACE_COVERED = "face_covered"
    EXTREME_POSE = "extreme_pose"
    DUPLICATE_PHOTO = "duplicate_photo"
    PHOTO_OF_ANOTHER_STUDENT = "photo_of_another_student"
    DIFFERS_FROM_OTHER_PHOTOS = "differs_from_other_photos"
    RESEMBLES_ANOTHER_STUDENT = "resembles_another_student"
    TOO_MANY_FACES_STORED = "too_many_faces_stored"


class FaceWarning(StrEnum):
    """What a teacher should know of a photo that was accepted, or of all photos of a student."""

    LOOKS_LIKE_ANOTHER_STUDENT = "looks_like_another_student"
    CONFIRMED_LOOK_ALIKE = "confirmed_look_alike"
    FEW_ANGLES = "few_angles"
    PHOTOS_DISAGREE = "photos_disagree"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault of a photo; `detail` says what was found and what to do.

    `student_id` is the other student that is meant, where one is.
    """

    code: FaceRejection
    detail: str
    student_id: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning; `detail` says what was found and what to do.

    `student_id` is the other student that is meant, where one is.
    """

    code: FaceWarning
    detail: str
    student_id: int | None = None


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured; None where it was not.

    See recognition.quality.FaceQuality, and enrollment.comparison.Comparison for the similarities.
    """

    faces_found: int = 0
    detection_score: float | None = None
    face_px: float | None = None
    sharpness: float | None = None
    brightness: float | None = None
    clipped: float | None = None
    side_light: float | None = None
    visible: float | None = None
    occlusion: float | None = None
    yaw: float | None = None
    pitch: float | None = None
    roll: float | None = None
    similarity_to_own: float | None = None
    similarity_to_others: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """The verdict on one photo; it is accepted when there is no reason against it.

    `face_id` is what was stored of it, None of a photo that was not accepted.
    """

    index: int
    filename: str | None
    reasons: Sequence[Reason]
    measurements: Measurements
    warnings: Sequence[Notice] = ()
    face_id: int | None = None

    @property
    def accepted(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class UploadReport:
    """The verdicts on the photos of one upload, in order, and what is to be said of all photos."""

    photos: Sequence[PhotoReport]
    warnings: Sequence[Notice] = ()
