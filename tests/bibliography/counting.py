"""An independent count of the records of a .bib text: braces alone, as BibTeX counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_OPENING = re.compile(r"@[ \t]*(\w+)\s*([{(])\s*([^\s,{}()=\"#]*)")
_NO_RECORD = ("comment", "string", "preamble", "xdata")


@dataclass(frozen=True)
class Counted:
    """A record's key and the lines that it takes."""

    key: str
    first: int
    last: int


def count(text: str) -> list[Counted]:
    """Every ``@type{key`` outside of other records; an open one ends with its line."""
    found: list[Counted] = []
    breaks = [match.start() for match in re.finditer("\n", text)]
    position = 0
    while opening := _OPENING.search(text, position):
        at = opening.start()
        if at and (text[at - 1].isalnum() or text[at - 1] in "._-"):
            position = at + 1
            continue
        end = _end(text, opening.start(2), ")" if opening.group(2) == "(" else "}")
        if opening.group(1).lower() not in _NO_RECORD:
            first, last = bisect_left(breaks, at) + 1, bisect_left(breaks, end) + 1
            found.append(Counted(opening.group(3), first, last))
        position = end
    return found


def _end(text: str, opening: int, closer: str) -> int:
    depth = 0
    for position in range(opening, len(text)):
        char = text[position]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth <= 0 and closer == "}":
                return position + 1
        elif char == closer and depth == 0:
            return position + 1
    line_end = text.find("\n", opening)
    return len(text) if line_end < 0 else line_end
