"""Web addresses and DOIs may end a line behind ``/``, and nowhere else.

Each piece between two such places stands in an element that the style sheet keeps
on one line, and no character is added. The host of an address and the prefix of a
DOI stay whole. A piece that is too long for a line may be broken anywhere.
"""

from __future__ import annotations

import re
from typing import Any

from publish.writers.lines import enclose

ADDRESS = re.compile(r"(?:https?://|www\.|(?<![\w./])10\.\d{4,9}/)[^\s<>]*[\w/]")
"""An address in a text, without the punctuation behind it."""

LONGEST = 30
"""Characters of a piece that stay on one line."""

_HEAD = re.compile(r"(?:https?://|www\.)[^/\s]*/?|10\.\d{4,9}/")
_PIECE = re.compile(r"[^/]*/+|[^/]+")


def break_addresses(root: Any) -> None:
    """Put the pieces of every address below ``root`` into elements of their own."""
    enclose(root, ADDRESS, "piece", pieces)
    for element in root.iter():
        if element.get("class") == "piece" and len(element.text or "") > LONGEST:
            element.set("class", "long piece")


def pieces(address: str) -> list[str]:
    """What no line ends inside: ``https://doi.org/ 10.1109/ ICCV.2017.322``."""
    found = []
    while address and (head := _HEAD.match(address)):
        found.append(head[0])
        address = address[head.end() :]
    return found + _PIECE.findall(address)
