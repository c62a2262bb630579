"""A time limit on WeasyPrint's layout, which has none of its own.

Its work goes from one line to the next, so the clock is looked at with each line.
That needs no signals, and holds in every thread and process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.inline
import weasyprint.layout.preferred


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """While inside, setting a line later than ``seconds`` from now raises TimeoutError."""
    deadline = time.monotonic() + seconds
    rooms: tuple[Any, ...] = (weasyprint.layout.inline, weasyprint.layout.preferred)
    originals = [room.split_first_line for room in rooms]
    for room, original in zip(rooms, originals, strict=True):
        room.split_first_line = _within(deadline, original)
    try:
        yield
    finally:
        for room, original in zip(rooms, originals, strict=True):
            room.split_first_line = original


def _within(deadline: float, original: Any) -> Any:
    def split_first_line(*arguments: Any, **named: Any) -> Any:
        if time.monotonic() > deadline:
            raise TimeoutError
        return original(*arguments, **named)

    return split_first_line
