"""A time limit on WeasyPrint's layout and on its drawing, which have none of their own.

The layout goes from one line to the next, and the drawing from one box, text or shape
to the next, so the clock is looked at with each of them. That needs no signals, and
holds in every thread and process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.inline
import weasyprint.layout.preferred
from weasyprint.pdf.stream import Stream

PLACES: tuple[tuple[Any, str], ...] = (
    (weasyprint.layout.inline, "split_first_line"),
    (weasyprint.layout.preferred, "split_first_line"),
    (Stream, "push_state"),
    (Stream, "begin_text"),
)
"""Functions that are called again and again, wherever the work is."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """While inside, work later than ``seconds`` from now raises TimeoutError."""
    deadline = time.monotonic() + seconds
    originals = [(place, name, getattr(place, name)) for place, name in PLACES]
    for place, name, original in originals:
        setattr(place, name, _within(deadline, original))
    try:
        yield
    finally:
        for place, name, original in originals:
            setattr(place, name, original)


def _within(deadline: float, original: Any) -> Any:
    def work(*arguments: Any, **named: Any) -> Any:
        if time.monotonic() > deadline:
            raise TimeoutError
        return original(*arguments, **named)

    return work
