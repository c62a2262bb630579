"""Between right-to-left text, a reference in another script runs in its own direction.

A browser would find it out by itself (``dir="auto"``); the layout engine has to be
told. What counts is the first letter that has a direction (Unicode Standard Annex 9,
rules P2 and P3).
"""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

from publish.writers.tree import Tree

DIRECTED = frozenset({"reference", "citation", "backlinks"})
DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direct_references(root: Element) -> None:
    """Give references and citations of a right-to-left document their directions."""
    if root.get("dir") != "rtl":
        return
    for element in root.iter():
        if not DIRECTED.isdisjoint((element.get("class") or "").split()):
            element.set("dir", first_strong("".join(element.itertext())) or "rtl")


def join_runs(tree: Tree) -> None:
    """Let words of another direction stand in one text again, in right-to-left ones.

    The layout turns the words of one text round by their directions, and leaves the
    order of elements alone: ``R-CNN`` in an element behind ``Mask`` would go before it.
    """
    if tree.publication.entry.dir == "rtl":
        for part in tree.parts:
            for span in part.xpath(".//span[@class='nowrap']"):
                span.drop_tag()


def first_strong(text: str) -> str | None:
    """``ltr`` or ``rtl``, as the first letter with a direction says; None without one."""
    kinds = (DIRECTIONS.get(unicodedata.bidirectional(char)) for char in text)
    return next(filter(None, kinds), None)
