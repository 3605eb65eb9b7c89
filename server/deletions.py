"""Sees to it that what was deleted leaves the database's files, and that a stop need not wait."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final, Protocol

from server.errors import UnavailableError

logger = logging.getLogger(__name__)

SETTLING_INTERVAL_SECONDS: Final = 5.0
"""Nothing is done, and no file touched, unless something was in the way of a deletion, or a text
was replaced or taken back."""


class Settler(Protocol):
    """What may have been left to do: see Database."""

    def settle(self) -> object: ...


async def settle_deletions(
    database: Settler, *, interval_seconds: float = SETTLING_INTERVAL_SECONDS
) -> None:
    """Finish deletions that a reader was in the way of, until cancelled. Never raises."""
    while True:
        await asyncio.sleep(interval_seconds)
        try:
            await asyncio.to_thread(database.settle)
        except Exception:
            logger.exception("deleted data could not be removed from the log; it is tried again")


class Pause:
    """The time between two parts of a deletion, and where it ends when the server stops."""

    def __init__(
        self, is_stopping: Callable[[], bool], *, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self._is_stopping = is_stopping
        self._sleep = sleep

    def __call__(self, seconds: float) -> None:
        """Raises UnavailableError when the server stops: what is left can be deleted again."""
        if not self._is_stopping():
            self._sleep(seconds)
        if self._is_stopping():
            raise UnavailableError(
                "the server is stopping, and not everything is deleted yet; "
                "when it runs again, delete once more",
                code="shutting_down",
            )
