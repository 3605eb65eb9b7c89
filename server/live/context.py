"""What every connection shares, built once in server/app.py."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from models.emotion import EmotionSet, labels_of
from server.live.engine import Engine
from server.live.governor import EffortGovernor
from server.live.hub import Hub
from server.live.protocol import Limits, NetworkInfo, ReadyMessage
from server.live.recorder import Recorder
from server.live.turn import Pipeline
from server.metrics import Metrics
from server.settings import LimitSettings


@dataclass(frozen=True, slots=True)
class NetworksInUse:
    """The networks as clients are told about them."""

    networks: tuple[NetworkInfo, ...]
    runtime: str
    execution_provider: str


@dataclass(frozen=True, slots=True)
class LiveContext:
    """The live part of one server.

    `running_set` returns the emotion set of a class session and raises StudentsDbError unless it
    exists and has not ended; `usual_set` holds where neither a class session nor a client chooses.
    `count_students` says how many can be recognised right now. `now` is seconds since the epoch,
    `clock` seconds that never jump.
    """

    engine: Engine
    make_pipeline: Callable[[], Pipeline]
    governor: EffortGovernor
    hub: Hub
    recorder: Recorder
    metrics: Metrics
    limits: LimitSettings
    allowed_origins: Collection[str]
    networks: NetworksInUse
    running_set: Callable[[int], EmotionSet]
    usual_set: EmotionSet
    count_students: Callable[[], int]
    now: Callable[[], float]
    clock: Callable[[], float]
    start_timeout_seconds: float = 10.0
    """A connection on which nobody starts takes the place of a camera."""
    drain_timeout_seconds: float = 10.0
    """A client that reads nothing for so long is disconnected."""

    def ready_message(
        self,
        *,
        connection_id: str,
        class_session_id: int | None,
        emotion_set: EmotionSet,
        max_in_flight: int,
    ) -> ReadyMessage:
        return ReadyMessage(
            connection_id=connection_id,
            class_session_id=class_session_id,
            emotion_set=emotion_set,
            emotion_labels=list(labels_of(emotion_set)),
            limits=Limits(
                max_in_flight=max_in_flight,
                max_message_bytes=self.limits.max_message_bytes,
                max_image_pixels=self.limits.max_image_pixels,
                max_frames_per_second=self.limits.max_frames_per_second,
            ),
            networks=list(self.networks.networks),
            runtime=self.networks.runtime,
            execution_provider=self.networks.execution_provider,
            students=self.count_students(),
            latency_target_ms=self.limits.latency_target_ms,
        )
