"""A dashboard's connection: it sees a class session's results and sends nothing but `stop`."""

import asyncio

from server.live.codec import BadFrameError, ProtocolBreakError, parse_message
from server.live.context import LiveContext
from server.live.farewell import Totals, refuse, say_bye
from server.live.outbox import Close, Outbox
from server.live.protocol import ByeReason, CloseCode, StopMessage
from server.metrics import ConnectionKind
from students_db.errors import StudentsDbError


class Watcher:
    kind: ConnectionKind = "watch"

    def __init__(
        self, context: LiveContext, outbox: Outbox, *, connection_id: str, class_session_id: int
    ) -> None:
        self.class_session_id: int | None = class_session_id
        self.started = True  # the address says it all
        self._watched = class_session_id
        self._context = context
        self._outbox = outbox
        self._connection_id = connection_id

    async def open(self) -> None:
        """Greet, and pass results on from now; refuse a class session that does not run."""
        try:
            emotion_set = await asyncio.to_thread(self._context.running_set, self._watched)
        except StudentsDbError as error:
            refuse(self._outbox, error)
            return
        ready = self._context.ready_message(
            connection_id=self._connection_id,
            class_session_id=self._watched,
            emotion_set=emotion_set,
            max_in_flight=0,
        )
        self._outbox.put(ready.model_dump_json())
        self._context.hub.watch(self, self._outbox)

    async def receive(self, data: str | bytes) -> None:
        """Take one message from the client. What is wrong with it is answered, never raised."""
        try:
            if isinstance(data, str) and isinstance(parse_message(data), StopMessage):
                self.leave("stopped")
                return
        except (BadFrameError, ProtocolBreakError):
            pass  # whatever it is, it is not `stop`
        only_stop = ProtocolBreakError("who watches may send `stop` only", code="read_only")
        refuse(self._outbox, only_stop)

    def traffic(self) -> None:
        """A watcher sends no frames."""

    def leave(self, reason: ByeReason) -> None:
        """Say bye."""
        say_bye(self._outbox, reason, Totals())

    def disconnect(self) -> None:
        """The client is gone: keep results to ourselves."""
        self._outbox.close(Close(CloseCode.DONE))
