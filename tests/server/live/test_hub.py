import asyncio

import pytest

from server.errors import TooManyRequestsError, UnavailableError
from server.live.hub import Hub
from server.live.outbox import Outbox
from server.live.protocol import ByeReason
from server.metrics import ConnectionKind, Metrics
from tests.server.live.factories import Wire, make_outbox, settle


class FakePeer:
    kind: ConnectionKind = "camera"

    def __init__(self, class_session_id: int | None = None) -> None:
        self.class_session_id = class_session_id
        self.reasons: list[ByeReason] = []

    def traffic(self) -> None:
        """A peer without frames."""

    def leave(self, reason: ByeReason) -> None:
        self.reasons.append(reason)


def make_hub(max_connections: int = 10) -> Hub:
    return Hub(max_connections=max_connections, metrics=Metrics())


def test_hub_refuses_one_too_many_until_somebody_leaves() -> None:
    hub = make_hub(max_connections=1)
    first, second = FakePeer(), FakePeer()
    hub.enter(first)

    with pytest.raises(TooManyRequestsError):
        hub.enter(second)
    hub.exit(second)
    hub.exit(first)
    hub.enter(second)

    assert len(hub) == 1


def test_hub_ends_only_the_class_session_that_is_over() -> None:
    hub = make_hub()
    inside, outside, without = FakePeer(1), FakePeer(2), FakePeer()
    for peer in (inside, outside, without):
        hub.enter(peer)

    hub.end_class_session(1)

    assert (inside.reasons, outside.reasons, without.reasons) == (["class_session_ended"], [], [])


def test_hub_that_stops_says_bye_and_lets_nobody_in() -> None:
    hub = make_hub()
    peer = FakePeer()
    hub.enter(peer)

    hub.stop()

    assert peer.reasons == ["server_stopping"]
    with pytest.raises(UnavailableError):
        hub.enter(FakePeer())


def test_slow_watcher_misses_frames_and_a_fast_one_does_not() -> None:
    async def scenario() -> None:
        hub = make_hub()
        fast, slow = make_outbox(fast_wire), make_outbox(slow_wire)
        for outbox in (fast, slow):
            hub.watch(FakePeer(1), outbox)
        for number in range(100):
            for camera in ("a", "b"):
                hub.publish(1, camera=camera, text=f'{{"camera": "{camera}", "n": {number}}}')
            await drain(fast)
            assert len(slow) == 2  # one of each camera
        await drain(slow)

    async def drain(outbox: Outbox) -> None:
        writer = asyncio.create_task(outbox.run())
        await settle()
        writer.cancel()

    fast_wire, slow_wire = Wire(), Wire()
    asyncio.run(scenario())

    assert len(fast_wire.sent) == 200
    assert slow_wire.sent == [{"camera": "a", "n": 99}, {"camera": "b", "n": 99}]


def test_watcher_that_left_gets_nothing() -> None:
    hub, outbox, watcher = make_hub(), make_outbox(Wire()), FakePeer(1)
    hub.watch(watcher, outbox)

    hub.exit(watcher)
    hub.publish(1, camera="a", text="{}")

    assert len(outbox) == 0
