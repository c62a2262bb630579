"""Texts that name pages, set while WeasyPrint lays out: seldom is a page made twice.

A text that depends on several page numbers at once ("pp. 1, 3", each named once) can't
be said with WeasyPrint's page counters. So before each page is made such texts are
asked for, by the numbers of the pages before it, and put into the boxes. What names
only earlier pages and its own, as a list of references at the end does, is right at
once. Elsewhere, texts are asked for again behind the last page, and their pages marked
as changed: WeasyPrint makes these again, as for its own counters.
"""

from __future__ import annotations

import itertools
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

Labels = Callable[[PageNumbers, int], Mapping[Element, Sequence[Run]]]
"""Given the numbers of pages, and the page of what has none yet, the elements whose text
must change, and to what."""

MOST_ROUNDS = 4
"""How often the pages are gone through; WeasyPrint itself stops after 8 rounds."""


@contextmanager
def page_labels(labels: Labels) -> Iterator[None]:
    """While inside, a document is laid out until the texts of ``labels`` agree."""
    original = weasyprint.layout.make_all_pages
    texts = _Texts(labels)

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        made = texts.pages(root, original(context, root, html, pages))
        for index, (page, right) in enumerate(made):
            if not right:
                context.page_maker[index][-1]["content_changed"] = True
            yield page

    weasyprint.layout.make_all_pages = make_all_pages
    try:
        yield
    finally:
        weasyprint.layout.make_all_pages = original


class _Texts:
    """The texts that name pages, in the boxes from which the pages are made."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._now: dict[Element, Sequence[Run]] = {}
        self._boxes: dict[Element, tuple[Any, Sequence[Any]]] = {}
        self._rounds = 0

    def pages(self, root: Any, made: Iterator[Any]) -> Iterator[tuple[Any, bool]]:
        """All pages of a round, and for each whether its texts have turned out right."""
        self._rounds += 1
        if self._rounds == 1:
            self._find(root, self._labels({}, 1))
        numbers: dict[str, int] = {}
        found = []
        for here in itertools.count(1):
            if self._rounds == 1:
                self._put(self._labels(numbers, here))
            page = next(made, None)
            if page is None:
                break
            elements = list(_elements(page))
            for element in elements:
                if "id" in element.attrib:
                    numbers.setdefault(element.attrib["id"], here)
            found.append((page, {each: self._now[each] for each in elements if each in self._now}))
        if self._rounds < MOST_ROUNDS:
            self._put(self._labels(numbers, len(found)))
        for page, laid in found:
            yield page, all(self._now[element] == runs for element, runs in laid.items())

    def _find(self, root: Any, texts: Mapping[Element, Sequence[Run]]) -> None:
        """The boxes of the elements that have such texts, with their first children."""
        for box in root.descendants() if texts else ():
            inline = isinstance(box, boxes.InlineBox) and "::" not in box.element_tag
            if inline and box.element in texts:
                self._boxes[box.element] = (box, tuple(box.children))
        self._put(texts)

    def _put(self, texts: Mapping[Element, Sequence[Run]]) -> None:
        self._now.update(texts)
        for element, runs in texts.items():
            if element in self._boxes:
                box, parts = self._boxes[element]
                box.children = _children(parts, runs)


def _elements(page: Any) -> Iterator[Element]:
    """The elements for which a page has boxes."""
    for box in page.descendants(placeholders=True):
        if getattr(box, "element", None) is not None:
            yield box.element


def _children(parts: Sequence[Any], runs: Sequence[Run]) -> list[Any]:
    """The element's own ``::before``, then a box for each run."""
    children = [box for box in parts if str(box.element_tag).endswith("::before")]
    words = next((box for box in parts if isinstance(box, boxes.TextBox)), None)
    for element, text in runs:
        link = next((box for box in parts if box.element is element), None)
        if element is not None and link is not None:  # else its style hides it
            _put_words(link, text)
            children.append(link)
        elif element is None and words is not None:
            children.append(words.copy_with_text(text))
    return children


def _put_words(box: Any, text: str) -> None:
    """The text into a box, or into the line that it has for its text."""
    while not isinstance(box.children[0], boxes.TextBox):
        box = box.children[0]
    box.children = [box.children[0].copy_with_text(text)]
