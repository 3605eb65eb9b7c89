"""How a connection ends: what is said last, and with which close code."""

from dataclasses import dataclass
from typing import Final

from server.errors import HomeroomError
from server.live.codec import ProtocolBreakError
from server.live.outbox import Close, Outbox
from server.live.protocol import ByeMessage, ByeReason, CloseCode, ErrorMessage
from students_db.errors import StudentsDbError

_CLOSE_OF_BYE: Final[dict[ByeReason, CloseCode]] = {
    "stopped": CloseCode.DONE,
    "class_session_ended": CloseCode.DONE,
    "server_stopping": CloseCode.SERVER_STOPPING,
}
_CLOSE_OF_ERROR: Final = {
    "class_session_not_found": CloseCode.CLASS_SESSION_NOT_FOUND,
    "class_session_ended": CloseCode.CLASS_SESSION_ENDED,
    "start_timeout": CloseCode.START_TIMEOUT,
    "too_many_connections": CloseCode.TRY_AGAIN_LATER,
    "shutting_down": CloseCode.SERVER_STOPPING,
}


@dataclass(slots=True)
class Totals:
    """Frames of one connection so far."""

    received: int = 0
    done: int = 0
    dropped: int = 0
    failed: int = 0


def say_bye(outbox: Outbox, reason: ByeReason, totals: Totals) -> None:
    """End a connection in good order."""
    bye = ByeMessage(
        reason=reason,
        frames_received=totals.received,
        frames_done=totals.done,
        frames_dropped=totals.dropped,
        frames_failed=totals.failed,
    )
    outbox.put(bye.model_dump_json())
    outbox.close(Close(_CLOSE_OF_BYE[reason], reason))


def refuse(outbox: Outbox, error: HomeroomError | StudentsDbError) -> None:
    """Say what is wrong and end the connection."""
    message = ErrorMessage(frame_id=None, code=error.code, detail=error.detail)
    outbox.put(message.model_dump_json())
    broken = isinstance(error, ProtocolBreakError)
    otherwise = CloseCode.PROTOCOL_BROKEN if broken else CloseCode.INTERNAL_ERROR
    outbox.close(Close(_CLOSE_OF_ERROR.get(error.code, otherwise), error.code))
