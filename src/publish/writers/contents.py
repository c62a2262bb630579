"""A tree becomes its table of contents: headings as plain text, nested."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from publish.model.frozen import Frozen
from publish.writers.tidying import Element
from publish.writers.tree import Tree


class Heading(Frozen):
    """A line of the contents; ``id`` is the identifier of its section."""

    id: str
    text: str
    children: tuple[Heading, ...] = ()


def contents(tree: Tree, depth: int = 2) -> tuple[Heading, ...]:
    """The headings of all sections, ``depth`` levels of them."""
    last = (tree.questions, tree.notes, tree.references)
    parts = [*tree.sections, *(part for part in last if part is not None)]
    return tuple(heading for part in parts for heading in _headings(part, depth))


def _headings(section: Element, depth: int) -> Iterator[Heading]:
    title = next(section.iterchildren("h2"), None)
    if title is None:
        title = _title(section)
    if title is None or not section.get("id"):
        return
    below = section.iterchildren("section") if depth > 1 else ()
    children = tuple(child for part in below for child in _headings(part, depth - 1))
    yield Heading(section.get("id"), plain_heading(title), children)


def _title(section: Element) -> Element | None:
    first = next((child for child in section if isinstance(child.tag, str)), None)
    return first if first is not None and first.tag in ("h2", "h3", "h4", "h5", "h6") else None


def plain_heading(title: Element) -> str:
    """A heading's words: without note marks, a formula as its TeX."""
    if not len(title):
        return " ".join((title.text or "").split())
    copy = deepcopy(title)
    for mark in copy.xpath(".//sup[@class='note-mark']"):
        mark.drop_tree()
    for formula in list(copy.iter("math")):
        text = formula.get("alttext") or formula.text_content()
        tail = formula.tail or ""
        formula.clear()
        formula.tag, formula.text, formula.tail = "span", text, tail
    return " ".join(copy.text_content().split())
