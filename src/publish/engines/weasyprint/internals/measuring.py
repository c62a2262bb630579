"""Laid out boxes → where chosen elements stand, and how many lines they fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.engines.extents import Extent, Measures

POINTS = 0.75
"""Points in a CSS pixel."""

NEARLY = 1.0
"""Pixels by which lengths may differ that were added up."""


def measures(pages: Sequence[Any], names: Mapping[Element, str]) -> Measures:
    """The extents of the elements in ``names`` on laid out pages."""
    found: dict[str, Extent] = {}
    for number, page in enumerate(pages, 1):
        sheet = page._page_box
        origin = (sheet.content_box_x(), sheet.content_box_y())
        for box, name in _named(sheet, names):
            made = _extent(box, number, origin)
            found[name] = _joined(found[name], made) if name in found else made
    first = pages[0]._page_box
    return Measures(len(pages), first.height * POINTS, first.width * POINTS, found)


def tops(pages: Sequence[Any], elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Which of these elements, each behind the one before, is the first of them on its page: how
    many pages stand before it, and how many of them.
    """
    numbers = {element: str(number) for number, element in enumerate(elements)}
    held = [{int(name) for _, name in _named(page._page_box, numbers)} for page in pages]
    return [
        (page, min(here))
        for page, (before, here) in enumerate(pairwise(held), 1)
        if before and here and min(here) > max(before)
    ]


def cut_off_notes(pages: Sequence[Any], first: int = 1) -> Iterator[str]:
    """The pages, counted from ``first``, whose notes are higher than they are, in words: notes
    stand at a page's foot and aren't divided, so such a one begins above the page.
    """
    for number, page in enumerate(pages, first):
        sheet = page._page_box
        for area in _children(sheet):
            if isinstance(area, boxes.FootnoteAreaBox) and any(
                note.border_box_y() < sheet.content_box_y() - NEARLY for note in _children(area)
            ):
                yield f"a note on page {number} is longer than the page: its beginning is cut off"


def _named(box: Any, names: Mapping[Element, str]) -> Iterator[tuple[Any, str]]:
    """The boxes of such elements, none below another of the same element."""
    for child in _children(box):
        name = names.get(child.element) if child.element is not None else None
        if name is not None and "::" not in str(child.element_tag):
            yield child, name
        yield from _named(child, names)


def _children(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def _extent(box: Any, page: int, origin: tuple[float, float]) -> Extent:
    left, top = origin
    edges = [(x - left, x + width - left) for x, width in _edges(box)]
    y = box.border_box_y() - top
    return Extent(
        page=page,
        top=y * POINTS,
        bottom=(y + box.border_height()) * POINTS,
        left=min((start for start, _ in edges), default=0.0) * POINTS,
        right=max((end for _, end in edges), default=0.0) * POINTS,
        fills=tuple(_fills(box)),
        pictures=sum(each.height for each in _pictures(box)) * POINTS,
    )


def _joined(before: Extent, after: Extent) -> Extent:
    """An element that goes on on another page or in another column."""
    return Extent(
        after.page,
        after.top if after.page > before.page else before.top,
        after.bottom if after.page > before.page else max(before.bottom, after.bottom),
        min(before.left, after.left),
        max(before.right, after.right),
        before.fills + after.fills,
        before.pictures + after.pictures,
    )


def _edges(box: Any) -> Iterator[tuple[float, float]]:
    """Left edge and width of every text and picture."""
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box.position_x, box.width
    for child in _children(box):
        yield from _edges(child)


def _fills(box: Any) -> Iterator[float]:
    """Of each block of lines below ``box`` how many it fills."""
    children = list(_children(box))
    lines = [child for child in children if isinstance(child, boxes.LineBox)]
    if lines and box.width:
        inside = list(_edges(lines[-1]))
        used = max((x + w for x, w in inside), default=0) - min((x for x, _ in inside), default=0)
        yield len(lines) - 1 + min(1.0, max(0.05, used / box.width))
    for child in children:
        if child not in lines:
            yield from _fills(child)


def _pictures(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ReplacedBox) and isinstance(box, boxes.BlockReplacedBox):
        yield box
    for child in _children(box):
        yield from _pictures(child)
