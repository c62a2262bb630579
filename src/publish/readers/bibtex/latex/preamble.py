"""The text of a @preamble → the commands that it defines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.readers.bibtex.braces import closing_brace

_DEFINITION = re.compile(
    r"\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\DeclareRobustCommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)"
)


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that a @preamble defines, with its number of arguments."""

    arguments: int
    body: str


def preamble_macros(text: str) -> dict[str, Macro]:
    """The commands that a @preamble's text defines; one that never closes is left out."""
    found: dict[str, Macro] = {}
    for definition in _DEFINITION.finditer(text):
        start = definition.end()
        end = closing_brace(text, start, len(text))
        if end >= 0:
            name = definition.group(1) or definition.group(3) or definition.group(5)
            found[name] = Macro(min(_count(definition), 9), text[start + 1 : end])
    return found


def _count(definition: re.Match[str]) -> int:
    """How many arguments: ``[2]``, or the marks of ``\\def\\name#1#2``."""
    marks = definition.group(6)
    if marks is not None:
        return len(marks) // 2
    return int(definition.group(2) or definition.group(4) or 0)
