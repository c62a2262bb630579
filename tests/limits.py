"""Time that a work may take, as an author would give it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def time_limit(text: str, seconds: float = 2.0) -> Iterator[None]:
    """Fails what takes more of this process's CPU than so many seconds."""

    def too_long(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"takes more than {seconds} s: {text[:3000]!r}")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
