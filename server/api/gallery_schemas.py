"""What `/api/gallery` answers."""

from server.api.schemas import Schema


class EnrolledStudent(Schema):
    id: int
    name: str


class SimilarityFigures(Schema):
    """Cosine similarities of people who are not the same: how many, mean, deviation, highest."""

    comparisons: int
    mean: float
    deviation: float
    highest: float


class CalibrationInfo(Schema):
    """How the thresholds came about: from these figures, for this number of students.

    A threshold is `mean + deviation * tail * z`, where a normal distribution exceeds `z` at the
    target rate divided by the number of students. Mean and deviation are those of public photos
    (`public_mean`, `public_deviation`, which weigh as much as `public_weight` students) and of the
    gallery's own photos, each compared with the other students. The background cohort are people
    who do not exist, compared with all students. All are null where nothing is known.
    """

    fixed_by_operator: bool
    """True when the settings fix a threshold, so that it does not follow the gallery."""
    mean: float | None
    deviation: float | None
    tail: float | None
    """How many times as far as a normal distribution's the highest similarities reach."""
    public_mean: float | None
    public_deviation: float | None
    public_weight: int
    gallery: SimilarityFigures | None
    left_out: int
    """Comparisons that were too alike to be of different people; see `look_alikes`."""
    cohort: SimilarityFigures | None


class LookAlikePair(Schema):
    students: list[EnrolledStudent]
    """The two of them."""
    similarity: float
    advice: str


class DisagreeingStudent(Schema):
    student: EnrolledStudent
    agreement: float
    """Lowest cosine similarity of a photo to the mean of the student's others."""
    advice: str


class GalleryReviewInfo(Schema):
    """What deserves a second look. Lists are short, the worst come first; counts are complete."""

    look_alikes: list[LookAlikePair]
    look_alike_count: int
    disagreeing: list[DisagreeingStudent]
    disagreeing_count: int
    few_photos: list[EnrolledStudent]
    few_photos_count: int
    few_photos_advice: str | None


class GalleryInfo(Schema):
    """Who can be recognised, and by which rule."""

    embedder: str
    weights_sha256: str
    students: int
    faces: int
    known_threshold: float
    unsure_threshold: float
    target_false_accept_rate: float
    """Share of strangers who may be given a student's name, as the settings say."""
    expected_false_accept_rate: float | None
    """Share of strangers who would be, if their similarities to the students are independent.

    Null where nothing is known of the embedder.
    """
    calibration: CalibrationInfo
    review: GalleryReviewInfo
    students_who_need_enrollment: int
