"""A long tagged PDF → the windows in which it can be looked at, some pages at a time.

Pages are parted where an element right below `Document` or `Part` begins that has its first page
for itself, as the entries of a collection do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, NumberTree, Pdf

CONTAINERS = ("/Document", "/Part")
"""Elements that are parted: a window has some of what is right below them, with them above."""

MOST = 16
"""Windows: for each the file is opened again."""

DEEPEST = 1_000
"""Elements in one another, at most."""

HEAD = 1 << 20
"""Bytes that a stream's dictionary may have: that of the cross-references lists their numbers."""

Id = tuple[int, int]
"""Number and generation of an object."""

_HEADER = re.compile(rb"%PDF-\d\.\d\n%[\x80-\xff]{4}\n")
_OBJECT = re.compile(rb"[1-9]\d* 0 obj\n<<[^\0]*? /Length (\d+)[^\0]*?>>\nstream\n")
_STREAM_END = b"\nendstream\nendobj\n"
_END = re.compile(rb"startxref\n\d+\n%%EOF\n\Z")


Path = tuple[Id, ...]
"""An element that isn't parted by its number, behind those that it stands in, from the top."""


class Window(NamedTuple):
    """Some pages by their indices, and what stands on them: all from the element ``start`` to
    before ``stop``; without them, from the first or to the last.
    """

    pages: range
    start: Path
    stop: Path


def is_plain(data: bytes) -> bool:
    """Whether a file is written as plainly as can be: nothing but streams from the header to
    the end, each as long as it says, every mark and end of line where ISO 32000 wants it.

    Of such a file no rule of syntax is broken but within its objects.
    """
    header = _HEADER.match(data)
    at = header.end() if header else 0
    while at and (found := _OBJECT.match(data, at, at + HEAD)):
        end = found.end() + int(found[1])
        at = end + len(_STREAM_END) if data.startswith(_STREAM_END, end) else 0
    return bool(at and _END.match(data, at))


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
