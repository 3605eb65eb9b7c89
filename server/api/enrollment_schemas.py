"""What is said of photos that enrol a student."""

from server.api.gallery_schemas import EnrolledStudent
from server.api.schemas import Schema
from server.api.student_schemas import Student
from server.enrollment.hints import HintCode
from server.enrollment.reports import FaceRejection, FaceWarning


class Rejection(Schema):
    code: FaceRejection
    detail: str
    """What was found and what to do, for people."""
    student_id: int | None = None
    """The other student that is meant, where one is."""


class EnrollmentWarning(Schema):
    """Something to know although the photo was accepted."""

    code: FaceWarning
    detail: str
    """What was found and what to do, for people."""
    student_id: int | None = None
    """The other student that is meant, where one is."""


class EnrolledPhoto(Schema):
    """What is stored of a photo, and how it fits to the student's others."""

    face_id: int | None
    """To delete it; null in the moment in which photos of the student change."""
    number: int
    """Counted from the first one stored."""
    quality: float
    """0..1"""
    agreement: float | None
    """Cosine similarity to the mean of the student's others; null for a single photo."""
    disagrees: bool
    """True when it may show somebody else."""


class StudentLookAlike(Schema):
    student: EnrolledStudent
    similarity: float


class EnrollmentQuality(Schema):
    """How well cameras can know a student, by the photos of the embedder in use."""

    photos: list[EnrolledPhoto]
    views: int
    """So many photos show the face in a different way from all others."""
    enough_views: int
    warnings: list[EnrollmentWarning]
    look_alikes: list[StudentLookAlike]
    """Students whom a camera could take for this one, the most alike first."""
    look_alike_advice: str | None


class FaceMeasurements(Schema):
    """What was measured on the face; None where there was no single face to measure."""

    faces_found: int
    detection_score: float | None = None
    face_px: float | None = None
    """Shorter side of the face's box, in the photo's own pixels."""
    sharpness: float | None = None
    """Detail in the direction that has least, so that motion lowers it, too. 100 is usual."""
    brightness: float | None = None
    """Mean luma of the face, 0..255."""
    clipped: float | None = None
    """Share of the face that is overexposed, 0..1."""
    side_light: float | None = None
    """How much darker one half of the face is than the other, 0..1."""
    visible: float | None = None
    """Share of the face that lies inside the picture, 0..1."""
    occlusion: float | None = None
    """Around 0 for a plain face, around 1 for a covered one; it may lie beyond both."""
    yaw: float | None = None
    """Degrees, positive when the person looks to the right side of the picture."""
    pitch: float | None = None
    """Degrees, positive when the person looks up. A rough estimate from five points."""
    roll: float | None = None
    similarity_to_own: float | None = None
    similarity_to_others: float | None = None


class FaceReport(Schema):
    """The answer for one photo, in the order of the upload."""

    index: int
    filename: str | None
    accepted: bool
    face_id: int | None
    """What was stored of it, to delete it again; null of a photo that was not accepted."""
    reasons: list[Rejection]
    warnings: list[EnrollmentWarning]
    measurements: FaceMeasurements


class EnrollmentReport(Schema):
    student: Student
    accepted: int
    rejected: int
    results: list[FaceReport]
    warnings: list[EnrollmentWarning]
    """What is to be said of all photos of the student together."""


class FaceHint(Schema):
    code: HintCode
    detail: str
    """For the person in front of the camera, in whose own sense left and right are meant."""


class FaceCheck(Schema):
    """What enrollment would say about a picture."""

    acceptable: bool
    """True where enrollment would take it: there is no reason against it."""
    hint: FaceHint | None
    """The one thing that helps most; null when the picture is good."""
    reasons: list[Rejection]
    warnings: list[EnrollmentWarning]
    measurements: FaceMeasurements
