"""Circles of garbage are looked for more seldom while much is made that lives to the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 2_000_000
"""So many more than there were are looked through. The boxes of a page are some 40,000; they go
by themselves when nobody has their layout any more.
"""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """While inside, layouts aren't looked through as often as one is made."""
    before = gc.get_threshold()
    gc.set_threshold(max(OBJECTS, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
