"""Where the pages of a printed book begin, in the words of its text.

A block of text (a paragraph, a heading, a cell) gets a number that print and EPUB both see;
a page begins behind so many letters of a block. What only one of them prints (notes, formulas,
the numbers of pages) isn't counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import html

from publish.model.publication import PageStart
from publish.writers.tidying import Element
from publish.writers.tree import Tree

BLOCK = "data-block"
BLOCKS = (
    "p", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "pre", "figcaption", "caption"
)  # fmt: skip

_APART_TAGS = frozenset({"math", "svg", "{http://www.w3.org/2000/svg}svg"})
_APART_CLASSES = frozenset({"note", "backlinks", "cited-in", "note-mark", "math"})


def number_blocks(tree: Tree) -> None:
    """Number the blocks of an entry's text; notes stand elsewhere in each format."""
    notes = tree.notes
    parts = [part for part in tree.parts if part is not notes]
    number_in(parts, tree.publication.id)


def number_in(parts: Iterable[Element], name: str) -> None:
    """Number the blocks of these parts, with ``name`` before."""
    for number, block in enumerate((b for part in parts for b in part.iter(*BLOCKS)), 1):
        block.set(BLOCK, f"{name}.{number}")


def letters(text: str | None) -> int:
    """The letters and digits of a text: no format leaves them out or adds any."""
    return sum(map(str.isalnum, text or ""))


def is_apart(element: Any) -> bool:
    """Whether the words of an element aren't counted, in this format or another."""
    if element.tag in _APART_TAGS:
        return True
    return not _APART_CLASSES.isdisjoint((element.get("class") or "").split())


def runs(block: Any) -> Iterator[tuple[Any, bool]]:
    """The texts of a block: elements, and whether the text is the one behind it. What stands
    apart, and what is in a block of its own, isn't among them.
    """
    yield block, False
    for child in block:
        if isinstance(child.tag, str) and not is_apart(child) and child.get(BLOCK) is None:
            yield from runs(child)
        yield child, True


# -- into a text --------------------------------------------------------------


def mark_pages(parts: Iterable[Element], starts: Iterable[PageStart]) -> list[PageStart]:
    """Put an empty element at each place where a page begins; returns those that were put."""
    blocks = {b.get(BLOCK): b for part in parts for b in part.iter() if b.get(BLOCK)}
    put = []
    for start in reversed(list(starts)):  # from the end, so that counts before stay right
        block = blocks.get(start.block)
        if block is not None:
            _insert(block, start)
            put.append(start)
    return put[::-1]


def without_numbers(parts: Iterable[Element]) -> None:
    for part in parts:
        for block in part.iter():
            block.attrib.pop(BLOCK, None)


def page_break(number: str) -> Element:
    """The mark of a page (DPUB-ARIA 1.1, ``doc-pagebreak``)."""
    return html.Element(
        "span",
        {
            "id": f"page-{number}",
            "role": "doc-pagebreak",
            "epub:type": "pagebreak",
            "aria-label": number,
        },
    )


def _insert(block: Element, start: PageStart) -> None:
    left, mark = start.letters, page_break(start.number)
    last = (block, False)
    for holder, behind in runs(block):
        text = (holder.tail if behind else holder.text) or ""
        own = letters(text)
        if own > left:
            _split(holder, behind, text, _place(text, left), mark)
            return
        left -= own
        last = (holder, behind)
    holder, behind = last
    _split(holder, behind, (holder.tail if behind else holder.text) or "", None, mark)


def _place(text: str, left: int) -> int:
    """Before the letter number ``left``, from 0, and the signs that open its word."""
    at = [number for number, char in enumerate(text) if char.isalnum()][left]
    while at and not text[at - 1].isspace() and not text[at - 1].isalnum():
        at -= 1
    return at


def _split(holder: Element, behind: bool, text: str, at: int | None, mark: Element) -> None:
    at = len(text) if at is None else at
    mark.tail = text[at:] or None
    if behind:
        holder.tail = text[:at] or None
        holder.getparent().insert(holder.getparent().index(holder) + 1, mark)
    else:
        holder.text = text[:at] or None
        holder.insert(0, mark)
