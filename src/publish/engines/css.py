"""A style sheet to the addresses that it fetches, as a browser reads them.

tinycss2 follows CSS Syntax 3: escapes (``u\\72l(``), comments and unclosed ends are
read as browsers read them, which no regular expression does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2

_FETCHING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set"))
"""Functions whose strings are addresses (CSS Values 4, CSS Images 4)."""


_FONT = re.compile(r"(?<=url\(data:font/woff2;base64,)[A-Za-z0-9+/=]+(?=\))")


def addresses(css: str) -> tuple[str, ...]:
    """Every address in a style sheet or ``style`` attribute, in its order.

    Raises ValueError where blocks are nested too deep to be read.
    """
    return _found(_FONT.sub("", css))  # the pages' fonts differ, their rules don't


@lru_cache(maxsize=64)
def _found(css: str) -> tuple[str, ...]:
    try:
        return tuple(_addresses(tinycss2.parse_component_value_list(css), fetching=False))
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
