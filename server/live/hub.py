"""Everybody who is connected: cameras, and the watchers of each class session."""

from dataclasses import dataclass
from typing import Protocol

from server.errors import TooManyRequestsError, UnavailableError
from server.live.outbox import Outbox
from server.live.protocol import ByeReason
from server.live.traffic import CameraTraffic
from server.metrics import ConnectionKind, Metrics


class Peer(Protocol):
    """A connection, as far as the hub is concerned."""

    @property
    def kind(self) -> ConnectionKind: ...

    @property
    def class_session_id(self) -> int | None: ...

    def traffic(self) -> CameraTraffic | None:
        """How its stream is doing; None for who only watches."""
        ...

    def leave(self, reason: ByeReason) -> None:
        """Answer what is under way, say bye and close."""
        ...


@dataclass(frozen=True, slots=True)
class Traffic:
    """Everybody who is connected."""

    cameras: tuple[CameraTraffic, ...]
    watchers: int


class Hub:
    """All methods are called on the event loop.

    A watcher's outbox keeps only the newest unsent result of each camera, so a slow watcher
    misses frames, memory stays flat, and no camera ever waits for a watcher.
    """

    def __init__(self, *, max_connections: int, metrics: Metrics) -> None:
        self._max_connections = max_connections
        self._metrics = metrics
        self._peers: set[Peer] = set()
        self._watchers: dict[int, dict[Peer, Outbox]] = {}
        self._stopping = False

    def __len__(self) -> int:
        return len(self._peers)

    def enter(self, peer: Peer) -> None:
        """Count a connection. Raises UnavailableError or TooManyRequestsError."""
        if self._stopping:
            raise UnavailableError("the server is stopping", code="shutting_down")
        if len(self._peers) >= self._max_connections:
            raise TooManyRequestsError(
                f"{self._max_connections} cameras and watchers are connected already; close one, "
                "or raise HOMEROOM_LIMITS__MAX_CONNECTIONS",
                code="too_many_connections",
            )
        self._peers.add(peer)
        self._metrics.connection_opened(peer.kind)

    def exit(self, peer: Peer) -> None:
        """Forget a connection, whether it entered or not."""
        if peer in self._peers:
            self._peers.remove(peer)
            self._metrics.connection_closed(peer.kind)
        for class_session_id, watchers in list(self._watchers.items()):
            watchers.pop(peer, None)
            if not watchers:
                del self._watchers[class_session_id]

    def traffic(self) -> Traffic:
        """Tell who is connected, and how the cameras are doing."""
        cameras = [traffic for peer in self._peers if (traffic := peer.traffic()) is not None]
        return Traffic(tuple(cameras), watchers=len(self._peers) - len(cameras))

    def watch(self, watcher: Peer, outbox: Outbox) -> None:
        """Send a watcher the results of its class session from now on."""
        if watcher.class_session_id is not None:
            self._watchers.setdefault(watcher.class_session_id, {})[watcher] = outbox

    def publish(self, class_session_id: int | None, *, camera: str, text: str) -> None:
        """Pass a camera's result on to those who watch its class session."""
        if class_session_id is not None:
            for outbox in self._watchers.get(class_session_id, {}).values():
                outbox.put_latest(camera, text)

    def end_class_session(self, class_session_id: int) -> None:
        """Say bye to the cameras and watchers of a class session that is over."""
        for peer in list(self._peers):
            if peer.class_session_id == class_session_id:
                peer.leave("class_session_ended")

    def is_stopping(self) -> bool:
        """May be asked from any thread."""
        return self._stopping

    def stop(self) -> None:
        """Let nobody in any more and say bye to all."""
        self._stopping = True
        for peer in list(self._peers):
            peer.leave("server_stopping")
