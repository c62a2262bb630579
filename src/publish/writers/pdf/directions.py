"""Between right-to-left text, a reference in another script runs in its own direction.

A browser would find it out by itself (``dir="auto"``); the layout engine has to be
told. What counts is the first letter that has a direction (Unicode Standard Annex 9,
rules P2 and P3).
"""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

DIRECTED = frozenset({"reference", "citation", "backlinks"})
WRAPPED = frozenset({"nowrap", "piece", "long piece"})
DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direct_references(root: Element) -> None:
    """Give references and citations of a right-to-left document their directions."""
    if root.get("dir") != "rtl":
        return
    for element in root.iter():
        if not DIRECTED.isdisjoint((element.get("class") or "").split()):
            element.set("dir", first_strong("".join(element.itertext())) or "rtl")


def join_runs(root: Element) -> None:
    """Let the words of each text that runs from right to left stand in one text again.

    The layout turns the words of one text round by their directions, and leaves the
    order of elements alone: ``R-CNN`` in an element behind ``Mask`` would go before it.
    """
    for element in root.iter():
        if element.get("dir") == "rtl":
            for parent in element.iter():
                _unwrap(parent)


def _unwrap(parent: Element) -> None:
    """Put the words that no line ends inside back into the text around them."""
    for at in reversed(range(len(parent))):
        child = parent[at]
        if child.get("class") in WRAPPED and not len(child):
            words = f"{child.text or ''}{child.tail or ''}"
            del parent[at]
            if at:
                parent[at - 1].tail = f"{parent[at - 1].tail or ''}{words}"
            else:
                parent.text = f"{parent.text or ''}{words}"


def first_strong(text: str) -> str | None:
    """``ltr`` or ``rtl``, as the first letter with a direction says; None without one."""
    kinds = (DIRECTIONS.get(unicodedata.bidirectional(char)) for char in text)
    return next(filter(None, kinds), None)
