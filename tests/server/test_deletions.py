"""What was deleted leaves the files, also after a failure; a stop is not waited for."""

import asyncio

import pytest

from server.deletions import Pause, settle_deletions
from server.errors import UnavailableError


class FlakyDatabase:
    """Fails once, and then says that it was asked again."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.settled = asyncio.Event()
        self.failures: list[Exception] = [RuntimeError("a bug")]

    def settle(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.loop.call_soon_threadsafe(self.settled.set)


@pytest.mark.anyio
async def test_settling_goes_on_after_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    database = FlakyDatabase()

    settling = asyncio.create_task(settle_deletions(database, interval_seconds=0.0))
    await asyncio.wait_for(database.settled.wait(), timeout=10)
    settling.cancel()

    assert "a bug" in caplog.text


def test_pause_ends_the_deletion_when_the_server_stops() -> None:
    slept: list[float] = []
    is_stopping = False
    pause = Pause(lambda: is_stopping, sleep=slept.append)

    pause(0.5)
    is_stopping = True
    with pytest.raises(UnavailableError, match="delete once more") as raised:
        pause(0.5)

    assert raised.value.code == "shutting_down"
    assert slept == [0.5]
