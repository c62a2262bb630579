"""Where things stand that no selector of a style sheet can tell, as classes.

``:first-child`` doesn't know of a cell that comes down from a row above, and
``:only-child`` doesn't know of the words around a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

FIRST, LAST = "first-column", "last-column"
ALONE, PICTURE, WITH_PICTURES = "alone", "picture", "with-pictures"
GROUPS = frozenset({"thead", "tbody", "tfoot"})


def mark_positions(root: Element) -> None:
    """Give cells at the edges of tables, pictures by themselves and the paragraphs around
    pictures their classes.
    """
    for table in root.iter("table"):
        _mark_edges(table)
    for paragraph in root.iter("p"):
        if len(paragraph) == 1 and paragraph[0].tag == "img" and not _has_words(paragraph):
            _add(paragraph[0], ALONE)
            _add(paragraph, PICTURE)
        elif paragraph.find(".//img") is not None:
            _add(paragraph, WITH_PICTURES)


def _has_words(paragraph: Element) -> bool:
    return bool(f"{paragraph.text or ''}{paragraph[0].tail or ''}".strip())


def _mark_edges(table: Element) -> None:
    groups = [[row for row in group if row.tag == "tr"] for group in table if group.tag in GROUPS]
    groups.append([row for row in table if row.tag == "tr"])
    cells = [cell for rows in groups for cell in _placed(rows)]
    width = max((end for _, _, end in cells), default=0)
    for cell, start, end in cells:
        if start == 0:
            _add(cell, FIRST)
        if end == width:
            _add(cell, LAST)


def _placed(rows: Sequence[Element]) -> Iterator[tuple[Element, int, int]]:
    """Each cell of a group of rows with the columns where it begins and ends (HTML, 4.9.12.1)."""
    taken: dict[int, int] = {}  # columns that cells from above fill: the first row without
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > number:
                column += 1
            start, column = column, column + _span(cell, "colspan")
            if (below := _span(cell, "rowspan")) > 1:
                taken.update(dict.fromkeys(range(start, column), number + below))
            yield cell, start, column


def _span(cell: Element, name: str) -> int:
    given = cell.get(name) or ""
    return max(1, int(given)) if given.isdecimal() else 1


def _add(element: Element, name: str) -> None:
    given = element.get("class")
    element.set("class", f"{given} {name}" if given else name)
