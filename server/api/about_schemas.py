"""What the server says about itself."""

from datetime import datetime

from models.emotion import EmotionSet
from server.api.schemas import Schema


class Network(Schema):
    task: str
    name: str
    sha256: str


class About(Schema):
    """What the page needs to know before it starts a camera."""

    version: str
    database_schema: str
    """The newest migration that the database has, such as 0002."""
    started_at: datetime
    networks: list[Network]
    runtime: str
    execution_provider: str
    emotion_set: EmotionSet
    emotion_sets: dict[EmotionSet, list[str]]
    max_enrollment_images: int
    keeps_photos: bool
    """Whether the faces of accepted enrollment photos are kept, besides their embeddings."""
    demo_clip_url: str | None


class Liveness(Schema):
    status: str


class Readiness(Schema):
    status: str
    database: str
    networks: str
    """`ok`, or what is wrong and what to do."""
