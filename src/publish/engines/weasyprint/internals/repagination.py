"""Texts that name pages, set while WeasyPrint lays out: only their pages are made again.

WeasyPrint makes its pages in rounds and makes again what has changed, for its own
page counters. A text that depends on several page numbers at once ("pp. 1, 3",
each named once) can't be said with those. So after each round such texts are
asked for, put into the boxes, and their pages marked as changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.layout
from weasyprint.formatting_structure import boxes

PageNumbers = Mapping[str, int]
"""For each identifier in the document, the number of its page, from 1."""

Run = tuple[Element | None, str]
"""A piece of a text: the child element that holds it, or None, and its words."""

Labels = Callable[[PageNumbers], Mapping[Element, Sequence[Run]]]
"""Given the numbers of pages, the elements whose text must change, and to what."""

MOST_ROUNDS = 4
"""How often the texts are asked for; WeasyPrint itself stops after 8 rounds."""


@contextmanager
def page_labels(labels: Labels) -> Iterator[None]:
    """While inside, a document is laid out until the texts of ``labels`` agree."""
    original = weasyprint.layout.make_all_pages
    parts: dict[Element, list[Any]] = {}
    rounds = 0

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        nonlocal rounds
        if not pages:
            _set(root, labels({}), parts)
        made = list(original(context, root, html, pages))
        rounds += 1
        changed = labels(numbers_in(made)) if rounds < MOST_ROUNDS else {}
        if changed:
            _set(root, changed, parts)
            for index, page in enumerate(made):
                if any(box.element in changed for box in _elements(page)):
                    context.page_maker[index][-1]["content_changed"] = True
        return iter(made)

    weasyprint.layout.make_all_pages = make_all_pages
    try:
        yield
    finally:
        weasyprint.layout.make_all_pages = original


def numbers_in(pages: Sequence[Any]) -> dict[str, int]:
    """The number of the page on which each element with an identifier begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for box in _elements(page):
            identifier = box.element.get("id")
            if identifier:
                found.setdefault(identifier, number)
    return found


def _elements(page: Any) -> Iterator[Any]:
    """The boxes of a page that were made for elements."""
    for box in page.descendants(placeholders=True):
        if getattr(box, "element", None) is not None:
            yield box


def _set(
    root: Any, changed: Mapping[Element, Sequence[Run]], parts: dict[Element, list[Any]]
) -> None:
    """Put the texts into the boxes from which the pages are made.

    ``parts`` keeps the boxes that each element had at first: of them the texts are
    put together.
    """
    for box in root.descendants() if changed else ():
        runs = changed.get(box.element) if box.element is not None else None
        if runs is not None and isinstance(box, boxes.InlineBox) and "::" not in box.element_tag:
            box.children = _children(parts.setdefault(box.element, list(box.children)), runs)


def _children(parts: Sequence[Any], runs: Sequence[Run]) -> list[Any]:
    """The element's own ``::before``, then a box for each run."""
    children = [box for box in parts if str(box.element_tag).endswith("::before")]
    words = next(box for box in parts if isinstance(box, boxes.TextBox))
    for element, text in runs:
        if element is None:
            children.append(words.copy_with_text(text))
        else:
            link = next(box for box in parts if box.element is element)
            link.children = [link.children[0].copy_with_text(text)]
            children.append(link)
    return children
