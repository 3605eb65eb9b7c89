"""Sees to it that what was deleted leaves the database's files."""

import asyncio
import logging
from typing import Final, Protocol

logger = logging.getLogger(__name__)

SETTLING_INTERVAL_SECONDS: Final = 5.0
"""Nothing is done, and no file touched, unless something was in the way of a deletion."""


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
