"""A document that ends in a long list → its pages in pieces, each of some of the items.

What is laid out is held in memory, each link of it with tens of kilobytes. So a piece is laid out
with more items than it will have, and ends where one of these begins a page: there the next
piece begins, as if all were laid out in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from publish.engines.weasyprint.layout import Layout

AT_ONCE = 750
"""So many elements of a list are laid out at a time, or a few more."""

LIST = "ul"

HEADS = re.compile(r"\brunning\(")
"""What a style sheet asks if elements stand at the head of the pages that come."""


GONE_ON = "margin-top: 0 !important; border-top: 0 !important; padding-top: 0 !important"
BEGUN = "margin-top: 0 !important"
AWAY = "display: none !important"


class Pieces:
    """The pieces of the document ``root``, which holds one after another of them; one that ends in
    no long list is one piece. ``first`` is whether it holds the first.
    """

    def __init__(self, root: Element, styles: Iterable[str]) -> None:
        self._chain = [] if any(map(HEADS.search, styles)) else list(_down(root))
        self._list = self._chain[-1] if self._chain else root
        self._items = list(self._list) if self._chain else []
        self._begin = self._end = 0

    @property
    def are_one(self) -> bool:
        return not self._chain

    @property
    def first(self) -> bool:
        return not self._begin

    def laid(self, lay: Callable[[], Layout]) -> Layout:
        """The piece that is next, as ``lay`` lays out what the document holds."""
        room = AT_ONCE
        while True:
            self._end = self._within(room)
            self._show()
            layout = lay()
            if self._end == len(self._items):
                return layout
            if tops := layout.tops(self._items[self._begin : self._end]):
                page, number = tops[-1]
                self._end = self._begin + number
                self._show()
                return layout.until(page)
            room += AT_ONCE

    def go_on(self) -> bool:
        """Whether anything is left; what was there before is let go then."""
        if self._end == len(self._items):
            return False
        if self.first:
            for above, below in zip(self._chain, self._chain[1:], strict=False):
                above[:] = [*map(_away, list(above)[:-1]), below]
                below.attrib.pop("id", None)
                _set(below, GONE_ON)
        self._begin = self._end
        return True

    def _within(self, room: int) -> int:
        """Behind which item there are so many elements."""
        for number in range(self._begin, len(self._items)):
            room -= sum(1 for _ in self._items[number].iter())
            if room < 0:
                return number + 1
        return len(self._items)

    def _show(self) -> None:
        """Let the list hold this piece's items, and in place of those before so many that none
        is odd where it was even.
        """
        if not self._chain:
            return
        begin = self._begin
        before = self._items[begin - 2 + begin % 2 : begin] if begin else []
        self._list[:] = [*map(_away, before), *self._items[begin : self._end]]
        for each in _begun(self._items[begin]) if begin else ():
            _set(each, BEGUN)


def _down(root: Element) -> Iterator[Element]:
    """A document's body and what it ends with, down to a list that is long; nothing where there
    is none, or where it is an entry's, whose words tell of all its pages.
    """
    chain = root.findall("body")
    while chain and chain[-1].tag != LIST:
        last = chain[-1]
        if not len(last) or (last[-1].tail or "").strip() or last.tag == "article":
            return
        chain.append(last[-1])
    if chain and sum(1 for _ in chain[-1].iter()) > AT_ONCE:
        yield from chain


def _begun(item: Element) -> Iterator[Element]:
    """An item and what it begins with: their margins meet."""
    yield item
    while len(item) and not (item.text or "").strip():
        item = item[0]
        yield item


def _away(element: Element) -> Element:
    """What stands for an element that isn't there, so that others still stand behind one."""
    named = {key: element.get(key, "") for key in ("class",) if element.get(key)}
    return Element(element.tag, {**named, "style": AWAY})


def _set(element: Element, style: str) -> None:
    before = element.get("style", "").rstrip("; ")
    if style not in before:
        element.set("style", "; ".join(filter(None, (before, style))))
