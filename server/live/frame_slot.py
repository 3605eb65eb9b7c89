"""Where a camera's next frame waits: one place, and the newest frame wins."""

from server.live.protocol import EncodedFrame


class FrameSlot:
    """A queue of one. A frame that finds the slot taken replaces the older one.

    A frame that is looked at late is worth less than the next one, so nothing else waits and
    memory stays flat however fast a client sends. The caller answers what `put` hands back, so
    that each frame is answered exactly once.
    """

    __slots__ = ("_frame",)

    def __init__(self) -> None:
        self._frame: EncodedFrame | None = None

    def __bool__(self) -> bool:
        return self._frame is not None

    def put(self, frame: EncodedFrame) -> EncodedFrame | None:
        """Store the newest frame; return the older one that it displaced."""
        displaced, self._frame = self._frame, frame
        return displaced

    def take(self) -> EncodedFrame | None:
        """Empty the slot and return what was in it."""
        taken, self._frame = self._frame, None
        return taken
