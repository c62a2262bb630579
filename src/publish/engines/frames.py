"""Calls find the memory for their frames in one piece.

CPython keeps the frames of calls in pieces of 16 KB and asks the system for the next one where a
call finds no room, to give it back when that call returns. A function that is called again and
again where one piece ends has the system map and unmap memory each time: of an ordinary dossier
that was a fifteenth of all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

SLOTS = 70_000
"""What a frame claims: just above 512 KB, so that its piece is of 1 MB, of which calls below it
have the rest: some thousand frames. Memory that nobody writes to isn't taken.
"""

Given = ParamSpec("Given")
Made = TypeVar("Made")


def in_one_piece(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """``work``, with room for the frames of all that it calls."""

    @wraps(work)
    def roomy(*given: Given.args, **named: Given.kwargs) -> Made:
        return work(*given, **named)

    plain: Any = roomy
    plain.__code__ = plain.__code__.replace(co_stacksize=SLOTS)
    return roomy
