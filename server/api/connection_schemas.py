"""What `/api/connections` answers."""

from datetime import datetime

from server.api.schemas import Schema
from server.recognition.effort import Lowered


class CameraConnection(Schema):
    """A camera that streams now. Rates are means of the last five seconds."""

    connection_id: str
    class_session_id: int | None
    connected_at: datetime
    frames_per_second: float
    """Frames answered with a result."""
    dropped_per_second: float
    latency_ms: float | None
    """From a frame's arrival to its answer; null while nothing is answered."""
    frames_received: int
    frames_done: int
    frames_dropped: int
    frames_failed: int


class Connections(Schema):
    """Who is connected over WebSockets."""

    cameras: list[CameraConnection]
    """The one that has been there longest comes first."""
    watchers: int
    max_connections: int
    """Cameras and watchers together: HOMEROOM_LIMITS__MAX_CONNECTIONS."""
    lowered: list[Lowered]
    """What a busy server has lowered to keep answering in time; empty while it has nothing."""
