"""Web addresses and DOIs may end a line behind ``/`` and before ``.``, nowhere else.

Each piece between two such places stands in an element that the style sheet makes
``inline-block``: lines break around it, not in it, and no character is added.
The host of an address and the prefix of a DOI stay whole.
"""

from __future__ import annotations

import re
from typing import Any

from publish.writers.lines import enclose

ADDRESS = re.compile(r"(?:https?://|www\.|(?<![\w./])10\.\d{4,9}/)[^\s<>]*[\w/]")
"""An address in a text, without the punctuation behind it."""

_HEAD = re.compile(r"(?:https?://|www\.)[^/\s]*/?|10\.\d{4,9}/")
_PIECE = re.compile(r"[.?&#]*[^/.?&#]+/*|[/.?&#]+")


def break_addresses(root: Any) -> None:
    """Put the pieces of every address below ``root`` into elements of their own."""
    enclose(root, ADDRESS, "piece", pieces)


def pieces(address: str) -> list[str]:
    """What no line ends inside: ``https://doi.org/ 10.1109/ ICCV .2017 .322``."""
    found = []
    while address and (head := _HEAD.match(address)):
        found.append(head[0])
        address = address[head.end() :]
    return found + _PIECE.findall(address)
