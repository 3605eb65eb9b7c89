"""Messages on their way to one client, in order, without ever growing beyond a bound."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

ABSORBED_MESSAGES = 4096
"""Answers that may wait for the socket. A burst of a thousand frames fits, and the answers to
what is dropped are short: about 100 bytes each."""


class SlowClientError(Exception):
    """The client has not read its messages for too long."""


@dataclass(frozen=True, slots=True)
class Close:
    """How a connection ends: the close code and a short reason for people."""

    code: int
    reason: str = ""


class Outbox:
    """Queue of one client's messages and the loop that writes them.

    `put` is for messages that must arrive. It never blocks; who makes messages from what the
    client sends awaits `room` before it reads on, so that TCP slows down a client that does not
    read its answers. `put_latest` is for messages of which only the newest counts.
    """

    def __init__(
        self,
        send: Callable[[str], Awaitable[None]],
        *,
        capacity: int = ABSORBED_MESSAGES,
        drain_timeout_seconds: float = 10.0,
    ) -> None:
        self._send = send
        self._capacity = capacity
        self._drain_timeout_seconds = drain_timeout_seconds
        self._unsent: OrderedDict[int | str, str] = OrderedDict()
        self._numbers = count()
        self._close: Close | None = None
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()

    def __len__(self) -> int:
        return len(self._unsent)

    @property
    def closing(self) -> bool:
        return self._close is not None

    def put(self, text: str) -> None:
        """Queue a message. After `close` nothing is taken any more."""
        if self._close is None:
            self._unsent[next(self._numbers)] = text
            self._filled.set()

    def put_latest(self, key: str, text: str) -> None:
        """Queue a message in place of one with the same key that has not been sent yet."""
        if self._close is None:
            self._unsent[key] = text
            self._filled.set()

    def close(self, close: Close) -> None:
        """Send what is queued, then end. The first close wins."""
        if self._close is None:
            self._close = close
            self._filled.set()

    async def room(self) -> None:
        """Wait until fewer messages are queued than the capacity."""
        while len(self._unsent) >= self._capacity and self._close is None:
            self._drained.clear()
            await self._drained.wait()

    async def run(self) -> Close:
        """Write messages until `close`; return how to close.

        Raises SlowClientError when the socket takes nothing for `drain_timeout_seconds`.
        """
        while True:
            while self._unsent:
                await self._send_next()
            if self._close is not None:
                return self._close
            self._filled.clear()
            await self._filled.wait()

    async def _send_next(self) -> None:
        _, text = self._unsent.popitem(last=False)
        self._drained.set()
        try:
            async with asyncio.timeout(self._drain_timeout_seconds):
                await self._send(text)
        except TimeoutError as error:
            raise SlowClientError(
                f"nothing was read for {self._drain_timeout_seconds:g} s"
            ) from error
