"""Memory: circles of garbage are looked for more seldom while much is made that lives to the end,
and what is free is given back.
"""

from __future__ import annotations

import ctypes
import gc
import os
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


@contextmanager
def uncollected() -> Iterator[None]:
    """While inside, garbage isn't looked for: boxes are many and live until their file is there."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """While inside, garbage isn't looked for, as what is made is there to stay. Behind it, that
    counts as old: it is looked through with all else, and not for its own number.
    """
    with uncollected():
        yield
        if not gc.get_freeze_count():  # else something is set aside
            gc.freeze()
            gc.unfreeze()


@contextmanager
def set_aside() -> Iterator[None]:
    """While inside, what is there already isn't looked through: of a large project, it takes as
    long as an excerpt of its book. Not to be used within itself.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def give_back() -> None:
    """Give the memory that is free back to the system, which glibc keeps for what may come."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
