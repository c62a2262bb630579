"""A long tagged PDF → the windows in which it can be looked at, some pages at a time.

Pages are parted where an element right below `Document` or `Part` begins that has its first page
for itself, as the entries of a collection do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, NumberTree, Pdf

from publish.engines.pikepdf.structure import references

CONTAINERS = ("/Document", "/Part")
"""Elements that are parted: a window has some of what is right below them, with them above."""

MOST = 16
"""Windows: for each the file is opened again."""

DEEPEST = 1_000
"""Elements in one another, at most."""

Id = tuple[int, int]
"""Number and generation of an object."""

Path = tuple[Id, ...]
"""An element that isn't parted by its number, behind those that it stands in, from the top."""


class Window(NamedTuple):
    """Some pages by their indices, and what stands on them: all from the element ``start`` to
    before ``stop``; without them, from the first or to the last.
    """

    pages: range
    start: Path
    stop: Path

    @property
    def is_first(self) -> bool:
        """Whether it begins with the file, whose embedded files go with it."""
        return self.pages.start == 0


def windows(pdf: Pdf, least: int) -> list[Window]:
    """Windows of at least ``least`` pages, and not many more than ``MOST``; none where there would
    be one. Shorter are the last, and one before what is long and can't be parted: that gets a
    window for itself. The first is as short as can be: what is embedded goes with it, and is other
    after each edit.

    Only what stands where they are parted is looked at. Nor are forms parted, or what is of
    PDF 2.0, where links lead to elements.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    least = max(least, len(pdf.pages) // MOST)
    if not isinstance(tree, Dictionary) or "/AcroForm" in pdf.Root or pdf.pdf_version >= "2":
        return []
    count = len(pdf.pages)
    first = _first_beginning(pdf, range(1, min(least, count)))
    starts: list[tuple[int, Path]] = [(0, ()), *([first] if first else [])]
    while (page := starts[-1][0] + least) < count:
        near = range(page, min(page + least // 2, count))
        before = range(page - 1, starts[-1][0], -1)
        start = _first_beginning(pdf, (*near, *before, *range(near.stop, count)))
        if start is None:
            break
        starts.append(start)
    ends = [*starts[1:], (count, ())]
    parted = [
        Window(range(first, end), start, stop)
        for (first, start), (end, stop) in zip(starts, ends, strict=True)
    ]
    return parted if len(parted) > 1 else []


def _first_beginning(pdf: Pdf, pages: Iterable[int]) -> tuple[int, Path] | None:
    """The first of these pages where something begins, and what it is."""
    return next(((at, path) for at in pages if (path := _beginning(pdf, at))), None)


def _beginning(pdf: Pdf, page: int) -> Path:
    """The one element that all on a page belongs to, if nothing of it is on the page before."""
    here, before = _paths(pdf, page), _paths(pdf, page - 1)
    return next(iter(here)) if len(here) == 1 and before and not here & before else ()


def _paths(pdf: Pdf, page: int) -> set[Path]:
    """What the marked content of a page belongs to."""
    key = pdf.pages[page].obj.get("/StructParents")
    tree = pdf.Root.StructTreeRoot.get("/ParentTree")
    marked = NumberTree(tree).get(int(key)) if key is not None and tree is not None else None
    if not isinstance(marked, Array):
        return set()
    elements = {
        each.objgen if each.is_indirect else id(each): each
        for each in marked
        if isinstance(each, Dictionary)
    }
    return {_path(each) for each in elements.values()} - {()}


def _path(element: Any) -> Path:
    """What an element belongs to; nothing for what stands in no element of the tree."""
    above: list[Any] = []
    while isinstance(element, Dictionary) and "/S" in element and len(above) < DEEPEST:
        above.append(element)
        element = element.get("/P")
    path: list[Id] = []
    for each in reversed(above):
        path.append(each.objgen)
        if each.S not in CONTAINERS:
            return tuple(path)
    return ()


def left_below(pdf: Pdf, window: Window) -> Iterator[tuple[Any, list[Id]]]:
    """The root of the tree, and the elements that a window has in part: what it has right below
    each.
    """
    return _left(pdf, pdf.Root.StructTreeRoot, window.start, window.stop)


def _left(pdf: Pdf, above: Any, start: Path, stop: Path) -> Iterator[tuple[Any, list[Id]]]:
    numbers = references(above.K)
    first = numbers.index(start[0]) if start else 0
    last = numbers.index(stop[0]) if stop else len(numbers)
    if start[1:]:
        yield from _left(
            pdf, pdf.get_object(numbers[first]), start[1:], stop[1:] if first == last else ()
        )
    if stop[1:] and (first < last or not start[1:]):
        yield from _left(pdf, pdf.get_object(numbers[last]), (), stop[1:])
    yield above, numbers[first : last + 1 if stop[1:] else last]
