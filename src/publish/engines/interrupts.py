"""Interrupts (Ctrl-C): raised where they break nothing, and known where they come as something
else.
"""

from __future__ import annotations

import _thread
import signal
import time
from types import FrameType

SECONDS = 0.005
"""Until an interrupt that came at a wrong moment is raised again."""

_raised: list[int] = []
"""Signals for which an interrupt was raised."""

_IMPORTING = "<frozen importlib._bootstrap>"


def raise_interrupt(number: int, frame: FrameType | None) -> None:
    """What a signal calls that is to end this process. Where Python handles the locks of modules,
    it waits: raised there, it could be lost, or leave one locked for ever.
    """
    if frame is not None and frame.f_code.co_filename == _IMPORTING:
        _thread.start_new_thread(_call_again, (number,))
    else:
        _raised.append(number)
        raise KeyboardInterrupt


def _call_again(number: int) -> None:
    time.sleep(SECONDS)
    _thread.interrupt_main(signal.Signals(number))


def is_interrupt(error: BaseException) -> bool:
    """Whether an interrupt is behind ``error``: Python 3.11 wraps one that it meets while a class
    is made, and what is put away then may fail in its turn; pydantic makes another error of it.
    """
    if _raised:
        return True
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, KeyboardInterrupt):
            return True
        behind = behind.__cause__ or behind.__context__
    return False
