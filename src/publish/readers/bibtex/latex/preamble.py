"""The text of a @preamble → the commands that it defines."""

from __future__ import annotations

import re

from publish.model.expressions import expression
from publish.model.frozen import Frozen
from publish.readers.bibtex.braces import closing_brace

_DEFINITION = expression(
    r"\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\DeclareRobustCommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)"
)


_ASSIGNMENT = expression(r"\\spacefactor\s*=?\s*\d+\s*")
_PRIMITIVE = expression(
    r"\\(?:if[a-z]*|else|fi|setbox\d?|dimen\d?|[hv]box(?!\s*\{)|raise|lower|accent|char(?=\d|[\"'`])|advance|kern|"
    r"hskip|rlap|llap|hss|wd\d?|ht\d?|dp\d?|catcode|csname|expandafter|futurelet|let)(?![A-Za-z])"
)


class Macro(Frozen):
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
            macro = _macro(min(_count(definition), 9), text[start + 1 : end])
            if macro:
                found[name] = macro
    return found


def _macro(arguments: int, body: str) -> Macro | None:
    """A definition that can be used; None of one that only TeX itself can carry out.

    What prints something else in the place of its argument (as `---` where a document
    has no Cyrillic) gives the argument, so that no words are lost.
    """
    body = _ASSIGNMENT.sub("", body)
    if _PRIMITIVE.search(body):
        return None
    if arguments == 1 and body.strip() and "#1" not in body:
        body = "#1"
    return Macro(arguments, body)


def _count(definition: re.Match[str]) -> int:
    """How many arguments: ``[2]``, or the marks of ``\\def\\name#1#2``."""
    marks = definition.group(6)
    if marks is not None:
        return len(marks) // 2
    return int(definition.group(2) or definition.group(4) or 0)
