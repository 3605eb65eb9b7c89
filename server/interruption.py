"""Ctrl-C while modules are being loaded."""

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Final

INTERRUPTED: Final = 130
"""The exit code of a start that was interrupted."""


@contextlib.contextmanager
def ending_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process in this block, without a word.

    For imports, while nothing is open that has to be closed. They would show a traceback, and some
    turn KeyboardInterrupt into another error.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored: leave it so
        yield
        return
    signal.signal(signal.SIGINT, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
