import asyncio

import pytest

from server.live.outbox import Close, Outbox, SlowClientError
from tests.server.live.factories import Wire, make_outbox, settle


async def never(_text: str) -> None:
    await asyncio.Event().wait()


def test_outbox_sends_in_order_and_then_closes() -> None:
    async def scenario() -> Close:
        outbox.put('{"n": 1}')
        outbox.put('{"n": 2}')
        outbox.close(Close(1000, "done"))
        outbox.put('{"n": 3}')
        return await outbox.run()

    wire = Wire()
    outbox = make_outbox(wire)

    assert asyncio.run(scenario()) == Close(1000, "done")
    assert [message["n"] for message in wire.sent] == [1, 2]


def test_outbox_first_close_wins() -> None:
    outbox = make_outbox(Wire())

    outbox.close(Close(1002))
    outbox.close(Close(1000))

    assert asyncio.run(outbox.run()) == Close(1002)


def test_outbox_keeps_only_the_newest_of_a_key() -> None:
    async def scenario() -> None:
        for number in range(1000):
            outbox.put_latest("camera", f'{{"n": {number}}}')
        outbox.close(Close(1000))
        await outbox.run()

    wire = Wire()
    outbox = make_outbox(wire)
    asyncio.run(scenario())

    assert wire.sent == [{"n": 999}]


def test_outbox_has_no_room_until_the_client_reads() -> None:
    async def scenario() -> None:
        outbox.put("{}")
        outbox.put("{}")
        waiting = asyncio.create_task(outbox.room())
        await settle()
        assert not waiting.done()
        writer = asyncio.create_task(outbox.run())
        await asyncio.wait_for(waiting, 5)
        writer.cancel()

    outbox = make_outbox(Wire(), capacity=2)
    asyncio.run(scenario())


def test_outbox_gives_up_on_a_client_that_does_not_read() -> None:
    outbox = Outbox(never, drain_timeout_seconds=0.01)
    outbox.put("{}")

    with pytest.raises(SlowClientError):
        asyncio.run(outbox.run())
