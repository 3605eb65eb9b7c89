"""What was deleted leaves the files, also after a failure."""

import asyncio

import pytest

from server.deletions import settle_deletions


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
