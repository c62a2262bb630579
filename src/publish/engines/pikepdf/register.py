"""What leads into a PDF's pages, by the page: named destinations, bookmarks, identifiers.

It is read once of a file, as plain values: what of it belongs to some pages is found without
going through the lists of the whole file again.

A tree of names is gone through from its first to its last, never asked for one: it is in the
order of bytes (ISO 32000-1, 7.9.6), where qpdf searches in that of characters, and names that
are in UTF-16 lead it astray.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, NameTree, Pdf

from publish.engines.pikepdf.structure import references
from publish.engines.pikepdf.windows import Id


class Bookmark(NamedTuple):
    """A bookmark by its number; ``page`` is the index of the one that it leads to, if any."""

    item: Id
    page: int | None
    below: tuple[Bookmark, ...]


class Register(NamedTuple):
    """``destinations`` are names by the index of their page, ``identifiers`` those of elements
    by their numbers; each name with its place in the order of all.
    """

    destinations: Mapping[int, list[tuple[int, str | bytes]]]
    identifiers: Mapping[Id, tuple[int, str | bytes]]
    bookmarks: tuple[Bookmark, ...]


DEEPEST = 50
"""Nodes of a tree of names in one another."""

_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9a-fA-F]*>", re.DOTALL)

NOTHING = Register({}, {}, ())


def register(pdf: Pdf) -> Register:
    """What leads into the pages of a tagged PDF."""
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = pdf.Root.get("/Names", Dictionary())
    by_page: dict[int, list[tuple[int, str | bytes]]] = {}
    pages: dict[str | bytes, int] = {}
    for order, (name, goal) in enumerate(_items(names, "/Dests")):
        page = page_of(goal, index)
        if page is not None:
            by_page.setdefault(page, []).append((order, name))
            pages[name] = page

    def led(goal: Any) -> int | None:
        if isinstance(goal, Array | Dictionary):
            return page_of(goal, index)
        return None if goal is None else pages.get(str(goal))

    known = enumerate(_identifiers(pdf.Root.StructTreeRoot.get("/IDTree")))
    identifiers = {element: (order, name) for order, (name, element) in known}
    outlines = pdf.Root.get("/Outlines", Dictionary())
    return Register(by_page, identifiers, tuple(_bookmarks(outlines, led)))


def page_of(goal: Any, index: Mapping[Id, int]) -> int | None:
    """The index of the page that an explicit destination leads to."""
    target = goal.get("/D") if isinstance(goal, Dictionary) else goal
    page = target[0] if isinstance(target, Array) and len(target) else None
    return index.get(page.objgen) if isinstance(page, Dictionary) else None


def _items(holder: Any, key: str) -> Iterator[tuple[str | bytes, Any]]:
    return iter(NameTree(holder[key]).items() if key in holder else ())


def _identifiers(tree: Any) -> Iterator[tuple[str | bytes, Id]]:
    """The names of elements, and their numbers, of which none is opened: all would be held."""
    if tree is None:
        return iter(())
    elements = [each for leaf in _leaves(tree) for each in references(leaf, _STRING)]
    return zip(NameTree(tree), elements, strict=True)


def _leaves(node: Any, depth: int = 0) -> Iterator[Any]:
    """What holds the names below a node of a tree of names, from the first to the last."""
    if depth > DEEPEST:
        raise ValueError("a tree of names is too deep")
    if "/Names" in node:
        yield node.Names
    for below in node.get("/Kids", ()):
        yield from _leaves(below, depth + 1)


def _bookmarks(above: Any, led: Callable[[Any], int | None]) -> Iterator[Bookmark]:
    item = above.get("/First")
    while item is not None:
        goal = item.get("/Dest", item.get("/A", Dictionary()).get("/D"))
        yield Bookmark(item.objgen, led(goal), tuple(_bookmarks(item, led)))
        item = item.get("/Next")


def there(bookmark: Bookmark, pages: range) -> Bookmark | None:
    """A bookmark with those below it that lead to ``pages``, if it or one of them does."""
    below = tuple(kept for each in bookmark.below if (kept := there(each, pages)))
    if below or (bookmark.page is not None and bookmark.page in pages):
        return bookmark._replace(below=below)
    return None


def names_of(found: Register, pages: range) -> list[str | bytes]:
    """The named destinations on ``pages``, in the order of all."""
    on_pages = chain.from_iterable(found.destinations.get(page, ()) for page in pages)
    return [name for _, name in sorted(on_pages)]
