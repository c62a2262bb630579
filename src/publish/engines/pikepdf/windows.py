"""A long tagged PDF → the windows in which it can be looked at, some pages at a time.

Pages are parted where an element right below `Document` or `Part` begins a page of its own and
nothing that comes before stands on it, as the entries of a collection do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, NumberTree, Pdf

from publish.engines.pikepdf.structure import kids, within

CONTAINERS = ("/Document", "/Part")
"""Elements that are parted: a window has some of what is right below them, with them above."""

HEAD = 1 << 20
"""Bytes that a stream's dictionary may have: that of the cross-references lists their numbers."""

Id = tuple[int, int]
"""Number and generation of an object."""

_HEADER = re.compile(rb"%PDF-\d\.\d\n%[\x80-\xff]{4}\n")
_OBJECT = re.compile(rb"[1-9]\d* 0 obj\n<<[^\0]*? /Length (\d+)[^\0]*?>>\nstream\n")
_STREAM_END = b"\nendstream\nendobj\n"
_END = re.compile(rb"startxref\n\d+\n%%EOF\n\Z")


@dataclass(frozen=True, slots=True)
class Division:
    """An element that isn't parted, what it stands in, from the top down, and the index of the
    page on which it begins.
    """

    element: Id
    above: tuple[Id, ...]
    page: int


@dataclass(slots=True)
class Window:
    """Pages from the index ``first`` to before ``end``, and what stands on them."""

    first: int
    end: int
    divisions: list[Division] = field(default_factory=list)


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
    """Windows of at least ``least`` pages, but for the last; none where there would be one.

    Nor are forms parted, or what is of PDF 2.0, where links lead to elements.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary) or "/AcroForm" in pdf.Root or pdf.pdf_version >= "2":
        return []
    pages = [page.obj for page in pdf.pages]
    divisions = _divisions(tree, {page.objgen: at for at, page in enumerate(pages)})
    found = [Window(0, len(pages))]
    for number, division in enumerate(divisions):
        last = found[-1]
        if division.page - last.first >= least and _begins(pdf, divisions, number, pages):
            last.end = division.page
            found.append(Window(division.page, len(pages)))
        found[-1].divisions.append(division)
    return found if len(found) > 1 else []


def _divisions(tree: Any, index: Mapping[Id, int]) -> list[Division]:
    """The elements that aren't parted, in reading order; none where that isn't the order of
    their pages.
    """
    found: list[Division] = []
    todo: list[tuple[Any, tuple[Id, ...]]] = [(kid, ()) for kid in reversed([*kids(tree)])]
    while todo:
        element, above = todo.pop()
        if not isinstance(element, Dictionary) or not element.is_indirect:
            return []
        if element.get("/S") in CONTAINERS:
            below = (*above, element.objgen)
            todo += [(kid, below) for kid in reversed([*kids(element)])]
            continue
        before = found[-1].page if found else 0
        page = _first_page(element, index)
        if page is not None and page < before:
            return []
        found.append(Division(element.objgen, above, before if page is None else page))
    return found


def _first_page(element: Any, index: Mapping[Id, int]) -> int | None:
    """The index of the first page that an element has content on."""
    for node in within(element):
        for holder in (node, *(kid for kid in kids(node) if isinstance(kid, Dictionary))):
            page = holder.get("/Pg")
            if page is not None and page.objgen in index:
                return index[page.objgen]
    return None


def _begins(pdf: Pdf, divisions: Sequence[Division], number: int, pages: Sequence[Any]) -> bool:
    """Whether nothing that comes before a division stands on the page on which it begins."""
    division = divisions[number]
    key = pages[division.page].get("/StructParents")
    if division.page == divisions[number - 1].page or key is None:
        return False
    before = {each.element for each in divisions[:number]}
    marked = NumberTree(pdf.Root.StructTreeRoot.ParentTree).get(int(key))
    if not isinstance(marked, Array):
        return False
    return not any(before.intersection(_upward(element)) for element in marked)


def _upward(element: Any) -> Iterator[Id]:
    """An element and all that it stands in."""
    seen: set[Id] = set()
    while isinstance(element, Dictionary) and element.objgen not in seen:
        seen.add(element.objgen)
        yield element.objgen
        element = element.get("/P")
