"""What keeps a publication from being made, as what came of it: the others are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from publish.diagnostics import Result
from publish.diagnostics.rules import eng
from publish.engines.bugs import is_bug, summary, traced
from publish.model.entry import Entry
from publish.model.place import Place
from publish.pipeline import Published

T = TypeVar("T")

NOTHING = Published((), (), None)


def attempted(work: Callable[[], T], name: str, path: str) -> T | Result[Published]:
    """What ``work`` gives; where a bug ends it, what is told of that: ``name``, whose source is at
    ``path``, isn't made.
    """
    try:
        return work()
    except Exception as error:
        if not is_bug(error):
            raise
        message = f"a bug in publish keeps `{name}` from being made: {summary(error)}"
        hint = f"{traced(error)}; please report it"
        return Result(NOTHING, (eng.BUG(message, Place(path), hint),))


def lost(entry: Entry) -> Result[Published]:
    """What is told where the process that made an entry has ended."""
    message = f"the process that made `{entry.id}` ended without a word"
    hint = "free some memory, or build with fewer side by side: `publish build -j 1`"
    return Result(NOTHING, (eng.WORKER_LOST(message, Place(entry.path), hint),))
