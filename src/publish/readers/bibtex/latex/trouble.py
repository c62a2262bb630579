"""What a value held that could not be read, or should not be there → its diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.diagnostics import Rule
from publish.diagnostics.rules import bib


@dataclass(slots=True)
class Trouble:
    """What was met while values were read; ``expanded`` counts what macros made."""

    commands: list[str] = field(default_factory=list)
    mathematics: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    hidden: str = ""
    excessive: bool = False
    expanded: int = 0


class Problem(NamedTuple):
    """A diagnostic in the making; its place is at ``words`` in the field, where given."""

    rule: Rule
    message: str
    hint: str
    words: str = ""


def problems(trouble: Trouble, name: str) -> Iterator[Problem]:
    """What is to be told about the field ``name``."""
    for command in dict.fromkeys(trouble.commands):
        message = f"`\\{command}` in `{name}` is not known; its argument was kept"
        hint = "write the character or the text"
        yield Problem(bib.UNKNOWN_COMMAND, message, hint, "\\" + command)
    for formula in dict.fromkeys(trouble.mathematics):
        message = f"`${' '.join(formula.split())}$` in `{name}` is printed as TeX"
        yield Problem(bib.KEPT_MATHEMATICS, message, "simplify it, or use words", formula)
    if trouble.html:
        tag = trouble.html[0]
        hint = "write LaTeX or the character"
        yield Problem(bib.MARKUP_IN_FIELD, f"HTML in `{name}`: `{tag}`", hint, tag)
    if trouble.hidden:
        message = f"an invisible character, U+{ord(trouble.hidden):04X}, in `{name}`"
        hint = "type the text again"
        yield Problem(bib.INVISIBLE_CHARACTER, message, hint, trouble.hidden)
    if trouble.excessive:
        message = f"the value of `{name}` is nested or grows beyond measure"
        yield Problem(bib.EXCESSIVE_VALUE, message, "simplify it")
