"""The names of Pango and its kin to the libraries themselves, without detours.

WeasyPrint tries several names for each. On Linux the first of them hold no
version, and Python then starts the compiler and the linker to learn where such a
library may be (``ctypes.util.find_library``): fifty processes and 0.2 s, before
the full name comes that the loader finds at once.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full_names_only() -> Iterator[None]:
    """On Linux nothing but a library's full name (``libpango-1.0.so.0``) leads to it."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _found_nowhere(name: str) -> None:
    return None
