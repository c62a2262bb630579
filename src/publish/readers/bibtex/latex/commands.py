"""What each LaTeX command of a value gives: a character, an accent, a style, a quote.

``symbols`` holds the tables of those that only stand for characters; here are the
commands that do something with their arguments, and the project's own macros.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from publish.model.expressions import expression
from publish.readers.bibtex.latex.mathematics import math_nodes
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.latex.richtext import Node, Styled, plain
from publish.readers.bibtex.latex.symbols import (
    ACCENTS,
    GREEK,
    OPERATORS,
    SPACES,
    SPACING,
    STYLES,
    TEXT,
)
from publish.readers.bibtex.latex.walk import Walk
from publish.readers.bibtex.localisation import LOCALISED

LONGEST = 100_000
"""Characters that the project's own macros may make of one value."""

_BELOW = "\u0327\u0328\u0331\u0323\u0326\u0332"
_CHEMISTRY = expression(r"(?<=[A-Za-z)\]])\d+")


def command(walk: Walk, name: str) -> Sequence[Node]:
    """What ``\\name`` gives; of one that isn't known the argument stays."""
    if name in walk.macros:
        return _expansion(walk, walk.macros[name])
    if name in TEXT:
        return (TEXT[name],)
    if name in ACCENTS:
        return (_accented(walk, name),)
    if name in SPACES:
        return (SPACES[name],)
    if name in "&%$#_{}":
        return (name,)
    if name in _COMMANDS:
        return _COMMANDS[name](walk)
    if name in GREEK or name in OPERATORS:
        return (GREEK.get(name) or OPERATORS[name],)
    if name in STYLES:
        return _styled(walk, STYLES[name])
    return _unknown(walk, name)


def _unknown(walk: Walk, name: str) -> Sequence[Node]:
    if not name.isalpha():
        return (name,)
    walk.trouble.commands.append(name)
    walk.skip_option()
    return ()


def _expansion(walk: Walk, macro: Macro) -> Sequence[Node]:
    """A macro's body, its arguments filled in; within it the macro isn't known."""
    body = macro.body
    for number in range(1, macro.arguments + 1):
        body = body.replace(f"#{number}", walk.raw_argument())
    walk.trouble.expanded += len(body) + 50
    if walk.trouble.expanded > LONGEST:
        walk.trouble.excessive = True
        return ()
    if walk.is_too_deep():
        return ()
    without = {name: known for name, known in walk.macros.items() if known is not macro}
    return Walk(body, without, walk.trouble, command, depth=walk.depth + 1).content()


def _accented(walk: Walk, name: str) -> str:
    base = plain(walk.argument(), keep_blanks=True)
    mark = ACCENTS[name]
    if not base.strip():
        return SPACING.get(name, "") + base
    first, rest = base[0], base[1:]
    if mark not in _BELOW:
        first = {"ı": "i", "ȷ": "j"}.get(first, first)
    return unicodedata.normalize("NFC", first + mark) + rest


def _styled(walk: Walk, style: str) -> Sequence[Node]:
    walk.skip_option()
    if style == "math":
        return math_nodes(walk.raw_argument()) or ()
    content = walk.argument()
    if style == "drop":
        return ()
    return content if style == "bare" else (Styled(style, content),)


# -- commands of their own kind -----------------------------------------------


def _quoted(walk: Walk) -> Sequence[Node]:
    """``\\enquote``: quotes inside of quotes, and those with a star, are single."""
    outer = (walk.quotes % 2 == 0) is not walk.starred
    opening, closing = "“”" if outer else "‘’"
    walk.quotes += 1
    content = walk.argument()
    walk.quotes -= 1
    return [opening, *content, closing]


def _chemistry(walk: Walk) -> Sequence[Node]:
    """mhchem's ``\\ce{H2O}``: digits behind letters are subscripts."""
    text = plain(walk.argument())
    nodes: list[Node] = []
    last = 0
    for digits in _CHEMISTRY.finditer(text):
        nodes += [text[last : digits.start()], Styled("sub", [digits.group()])]
        last = digits.end()
    return (Styled("group", [*nodes, text[last:]]),)


def _second(walk: Walk) -> Sequence[Node]:
    """``\\href{address}{text}``: the second argument is what is read."""
    walk.argument()
    return walk.argument()


def _localised(walk: Walk) -> Sequence[Node]:
    key = plain(walk.argument())
    return (LOCALISED.get(key, key),)


def _switched(walk: Walk) -> Sequence[Node]:
    first, second = walk.argument(), walk.argument()
    return [*second, *first]


def _dropped(walk: Walk) -> Sequence[Node]:
    walk.argument()
    return ()


def _character(walk: Walk) -> Sequence[Node]:
    """``\\symbol{233}``."""
    number = plain(walk.argument()).strip("'\"` ")
    code = int(number) if number.isdigit() and len(number) < 7 else 0
    return (chr(code),) if 32 <= code < 0x110000 else ()


_COMMANDS: dict[str, Callable[[Walk], Sequence[Node]]] = {
    **dict.fromkeys(("enquote", "mkbibquote", "textquote", "quote"), _quoted),
    "ce": _chemistry,
    "(": lambda walk: walk.formula("\\)"),
    "[": lambda walk: walk.formula("\\]"),
    **dict.fromkeys(("href", "foreignlanguage", "texorpdfstring", "textcolor"), _second),
    **dict.fromkeys(("bibstring", "bibcpstring", "bibsstring", "biblstring"), _localised),
    "switchargs": _switched,
    "sb": lambda walk: (Styled("sub", walk.argument()),),
    "sp": lambda walk: (Styled("sup", walk.argument()),),
    **dict.fromkeys(("ap", "begin", "end"), _dropped),
    **dict.fromkeys(("symbol", "char"), _character),
}
