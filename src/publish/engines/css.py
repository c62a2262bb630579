"""A style sheet to the addresses that it fetches and to its faults, as a browser reads it.

tinycss2 follows CSS Syntax 3: escapes (``u\\72l(``), comments and unclosed ends are
read as browsers read them, which no regular expression does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from publish.engines.owncode import own_code
from publish.engines.parsed import parsed
from publish.model.frozen import Frozen

_FETCHING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set"))
"""Functions whose strings are addresses (CSS Values 4, CSS Images 4)."""


SHORT = 1000
"""Characters; what is shorter is read again as quickly as found again."""


@lru_cache(maxsize=64)
def addresses(css: str) -> tuple[str, ...]:
    """Every address in a style sheet or ``style`` attribute, in its order.

    Raises ValueError where blocks are nested too deep to be read.
    """

    def read() -> tuple[str, ...]:
        return tuple(_addresses(tinycss2.parse_component_value_list(css), fetching=False))

    try:
        if len(css) <= SHORT:
            return read()
        return parsed(f"addresses {own_code()}", tinycss2, css, read)
    except RecursionError:
        raise ValueError("its blocks are nested too deep") from None


def _addresses(tokens: Any, *, fetching: bool) -> Iterator[str]:
    """``fetching`` where a bare string is an address; a namespace's is only a name."""
    rule = ""
    for token in tokens:
        kind = token.type
        if kind == "at-keyword":
            rule = token.lower_value
        elif (kind == "url" and rule != "namespace") or (
            kind == "string" and (fetching or rule == "import")
        ):
            yield token.value
        elif kind == "function":
            yield from _addresses(token.arguments, fetching=token.lower_name in _FETCHING)
        elif kind.endswith("block"):
            rule = ""
            yield from _addresses(token.content, fetching=False)
        elif token == ";":
            rule = ""


class Fault(Frozen):
    """What of a style sheet is passed over by who reads it; line and column from 1."""

    line: int
    column: int
    problem: str


def faults(css: str) -> tuple[Fault, ...]:
    """The parts of a style sheet that aren't CSS, in their order (CSS Syntax 3, errors).

    Raises ValueError where blocks are nested too deep to be read.
    """
    try:
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        return tuple(_faults(nodes))
    except RecursionError:
        raise ValueError("its blocks are nested too deep") from None


def _faults(nodes: Any) -> Iterator[Fault]:
    for node in nodes:
        if node.type == "error":
            problem = _PROBLEMS.get(node.kind, "this is neither a rule nor a declaration")
            yield Fault(node.source_line, node.source_column, problem)
        elif node.type == "declaration":
            yield from _faults(token for token in node.value if token.type == "error")
        elif node.type in ("qualified-rule", "at-rule"):
            yield from _faults(token for token in node.prelude if token.type == "error")
            yield from _faults(
                tinycss2.parse_blocks_contents(
                    node.content or (), skip_comments=True, skip_whitespace=True
                )
            )


_PROBLEMS = {
    "bad-string": "a string isn't closed on its line",
    "eof-in-string": "a string isn't closed",
    "bad-url": "an address isn't well-formed",
    "eof-in-url": "an address isn't closed",
    ")": "a `)` closes nothing",
    "]": "a `]` closes nothing",
    "}": "a `}` closes nothing",
}
