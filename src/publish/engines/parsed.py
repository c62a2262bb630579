"""What a library parses anew in every process → the same, parsed once and kept.

Style sheets, hyphenation patterns and declarations of C are a part of what is installed, and
parsing them takes longer than setting a page. What came of it is kept in the user's cache
folder as compiled modules are in theirs, and trusted as they are (it is pickled): so nobody else
can write there.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import TypeVar

from publish.engines.cachefolder import private_folder
from publish.engines.store import Store, key_of

T = TypeVar("T")

LARGEST = 50_000_000
"""Bytes; some hundred style sheets."""


def parsed(kind: str, library: ModuleType, text: str | bytes, parse: Callable[[], T]) -> T:
    """What ``parse`` makes of ``text`` with this installation of ``library``; the ``kind`` tells
    it from whatever else is made of the same text. Where ``parse`` does more than to call the
    library, the kind names our own version of it.
    """
    store = _store()
    key = key_of(kind, _installation(library), text, own="") if store.keeps else ""
    kept = store.get(key)
    if kept is not None:
        try:
            value: T = pickle.loads(kept)
        except Exception:  # made by another version, whatever its file says
            pass
        else:
            return value
    made = parse()
    if store.keeps:
        store.put(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


@cache
def _store() -> Store:
    try:
        return Store(private_folder("parsed"), LARGEST)
    except OSError:  # no home, or somebody else's folder
        return Store()


@cache
def _installation(library: ModuleType) -> str:
    """The version of a library, and the size and time of its first file."""
    file = library.__file__ or ""
    status = os.stat(file)
    version = getattr(library, "__version__", "")
    return f"{library.__name__} {version} {file} {status.st_size} {status.st_mtime_ns}"
