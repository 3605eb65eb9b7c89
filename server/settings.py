"""Everything an operator may change, read from the environment (`HOMEROOM_…`, nested with `__`).

This is the only module that reads the environment. `HOMEROOM_DETECTION__MIN_FACE_PX=30` sets
`settings.detection.min_face_px`; README.md lists the ones that matter most.
"""

import json
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.emotion import EmotionSet
from server.origins import canonical_origin

PROJECT_DIR = Path(__file__).resolve().parent.parent

Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
Cosine = Annotated[float, Field(ge=-1.0, le=1.0)]
Seconds = Annotated[float, Field(gt=0.0)]


def _origin(value: str) -> str:
    try:
        return canonical_origin(value)
    except ValueError as error:
        raise PydanticCustomError(
            "origin",
            "an origin looks like https://school.example (http or https, a name in the letters "
            "a to z, no path)",
        ) from error


def _listed(value: object) -> object:
    """Read a list that is a JSON list or has commas or spaces between its parts."""
    if not isinstance(value, str):
        return value
    if not value.lstrip().startswith("["):
        return value.replace(",", " ").split()
    try:
        return json.loads(value)
    except ValueError as error:
        raise PydanticCustomError(
            "list",
            "this is no JSON list; origins can be written with commas between them, too: "
            "https://school.example,https://board.example",
        ) from error


Origin = Annotated[str, AfterValidator(_origin)]


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DetectionSettings(_Group):
    detector: Literal["mtcnn", "haar"] = "mtcnn"
    min_face_px: Annotated[int, Field(ge=20, le=1000)] = 40
    """Smallest face that is looked for, in pixels of the frame. Smaller costs more time."""
    min_detection_score: Fraction = 0.9
    """What a new face must reach: less is a poster or a pattern on a shirt. One that is followed
    may fall below it."""
    scan_interval_seconds: Annotated[float, Field(ge=0.0, le=10.0)] = 0.2
    """Time between full scans; in between, known faces are only refined. While nothing but these
    faces moves, a second may pass. 0 scans every frame."""


class IdentitySettings(_Group):
    embedder: Literal[
        "sface-webcam", "sface", "vggface-vgg16", "vggface-resnet50", "vggface-senet50"
    ] = "sface-webcam"
    false_accept_rate: Annotated[float, Field(gt=0.0, le=0.02)] = 0.001
    """Share of strangers who may be given a student's name; the thresholds follow from it."""
    known_threshold: Cosine | None = None
    """Cosine similarity from which a face is named; None calibrates it on the gallery.
    `unsure_threshold` is calibrated nevertheless, but never above it."""
    unsure_threshold: Cosine | None = None
    """Cosine similarity from which a face is called unsure; None calibrates it on the gallery.
    `known_threshold` is calibrated nevertheless, but never below it."""
    settled_interval_seconds: Seconds = 1.0
    """How often the face of a settled track is embedded again."""


class EmotionSettings(_Group):
    emotion_set: EmotionSet = EmotionSet.WELLBEING
    """The set of five where neither a class session, a camera nor a query chooses one."""
    interval_seconds: Annotated[float, Field(ge=0.0, le=1.0)] = 0.1
    """Time between two readings of a face's expression; 0 reads every frame."""
    smoothing_seconds: Seconds = 0.35
    """Time constant of the average over a track, of a face at rest; a new expression is followed
    up to four times faster."""
    personal_baseline: bool = False
    """Learn how each student's face reads at rest, and take off what makes it look sad or angry.
    Stored are two numbers a student, and students can refuse: see docs/privacy.md."""


class LivenessSettings(_Group):
    enabled: bool = True
    """Whether photos and screens held into the camera are looked for. They then keep their name on
    the screen, but are not counted as present. Switch it off where the students themselves are
    seen on a screen, as in a video call."""
    min_face_px: Annotated[int, Field(ge=40, le=1000)] = 48
    """Smaller faces are not judged, and counted as present."""
    motionless_seconds: Annotated[float, Field(ge=20.0)] | None = 60.0
    """A face that neither blinks nor stirs for so long is suspect; None never minds."""


class EnrollmentSettings(_Group):
    max_images: Annotated[int, Field(ge=1, le=100)] = 20
    """Photos in one upload."""
    min_face_px: Annotated[int, Field(ge=24)] = 64
    """Width of the face; a photo with a smaller one is refused."""
    max_faces_per_student: Annotated[int, Field(ge=1)] = 40
    """Further photos are refused until some are taken back."""
    keep_photos: bool = False
    """Keep the faces of accepted photos, so that another embedder can be given them
    (`python -m scripts.reembed`). Ask those shown, or their parents: see docs/privacy.md."""


class LimitSettings(_Group):
    max_message_bytes: Annotated[int, Field(ge=64 * 1024)] = 8 * 1024 * 1024
    """One WebSocket message, so one encoded frame."""
    max_upload_bytes: Annotated[int, Field(ge=64 * 1024)] = 40 * 1024 * 1024
    """The body of one HTTP request."""
    max_image_bytes: Annotated[int, Field(ge=64 * 1024)] = 15 * 1024 * 1024
    """One photo of an upload."""
    max_image_pixels: Annotated[int, Field(ge=640 * 480)] = 40_000_000
    """Width times height; a larger picture is refused before it is decoded."""
    max_frames_per_second: Annotated[float, Field(gt=0)] = 240.0
    """Per connection; frames above it are answered `dropped`."""
    latency_target_ms: Annotated[float, Field(ge=0.0, le=5000.0)] = 100.0
    """How soon frames are to be answered. While 95 % are not, the server does less: it reads
    expressions and scans for new faces less often, then looks for larger faces only, then takes
    fewer frames. With 0 it never does less."""
    max_in_flight: Annotated[int, Field(ge=1, le=16)] = 8
    """The most frames that a camera may have unanswered; a camera may ask for fewer."""
    max_connections: Annotated[int, Field(ge=1)] = 64
    """Cameras and watchers together."""
    max_requests_per_second: Annotated[float, Field(gt=0)] = 50.0
    """REST requests of one client address, averaged; bursts of four times that are let through."""


def _url_of(file: Path) -> str:
    """A database's address; in one, `?` would end the path, and `%20` would be read as a space."""
    return f"sqlite:///{quote(str(file))}"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="HOMEROOM_",
        env_nested_delimiter="__",
        env_parse_none_str="null",
        frozen=True,
        extra="ignore",
    )

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """0 lets the system choose a free port."""
    database_url: str = _url_of(PROJECT_DIR / "var" / "homeroom.sqlite3")
    """In the path of a file, `%` is written `%25` and `?` is written `%3F`."""
    weights_dir: Path = PROJECT_DIR / "models" / "weights"
    """Where `scripts.fetch_models` puts the networks and the server reads them."""
    cache_dir: Path = PROJECT_DIR / "var" / "cache"
    """Compiled networks; may be deleted at any time. Without it starts take longer."""
    page_dir: Path = PROJECT_DIR / "frontend" / "dist"
    """The built page."""
    demo_clip: Path | None = None
    """A video that the page offers as a camera; set by `./scripts/run --demo`."""
    allowed_origins: Annotated[list[Origin], NoDecode, BeforeValidator(_listed)] = []
    """Further page origins that may write and open WebSockets, besides the server's own; their
    names are answered to, beside addresses and local names. One, several with commas or spaces
    between them, or a JSON list."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    runtime: Literal["auto", "openvino", "onnx", "cuda"] = "auto"
    """Who executes the networks; what cannot be had stops the start. "auto" is CUDA where it works,
    OpenVINO elsewhere."""
    threads: Annotated[int, Field(ge=1)] | None = None
    """Threads for inference; None takes one per core."""

    detection: DetectionSettings = DetectionSettings()
    identity: IdentitySettings = IdentitySettings()
    emotion: EmotionSettings = EmotionSettings()
    liveness: LivenessSettings = LivenessSettings()
    enrollment: EnrollmentSettings = EnrollmentSettings()
    limits: LimitSettings = LimitSettings()
