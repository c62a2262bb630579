"""Laid out boxes are read into marks and link areas; trees are read without HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import cssselect2
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.engines.pdfstructure import ArtifactKind, LinkArea, Mark
from publish.engines.weasyprint.internals.streams import Piece

POINTS = 0.75
"""Points in a CSS pixel."""


def parsed(root: ElementTree.Element, base_url: str, fetcher: Any) -> HTML:
    """WeasyPrint's document of an XML tree, without its HTML parser.

    The tree is ours and well-formed; parsing its text once more as HTML would cost
    as much as laying out a page, and would move blocks out of paragraphs.
    """
    document = HTML.__new__(HTML)
    document.base_url = base_url
    document.url_fetcher = fetcher
    document.media_type = "print"
    document.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    document.etree_element = document.wrapper_element.etree_element
    return document


@dataclass(slots=True)
class Drawn:
    """What the pages of a document show, page by page, in the order of the text.

    ``bookmarked`` are the elements that the bookmarks were made for, in their order.
    """

    marks: list[Mark] = field(default_factory=list)
    areas: list[LinkArea] = field(default_factory=list)
    bookmarked: list[Any] = field(default_factory=list)


def drawn(document: Any, page_streams: Any, contents: Sequence[Mapping[int, Piece]]) -> Drawn:
    """All marked content and all link areas; ``contents`` is what the streams spell."""
    found = Drawn()
    pages = zip(document.pages, page_streams, contents, strict=True)
    for index, (page, stream, pieces) in enumerate(pages):
        reader = _PageReader(index, page.height * POINTS, stream._tags, pieces, found)
        reader.read(page._page_box, None, None)
        for box, mark in stream._tags.items():  # what hangs nowhere in the tree
            found.marks.append(Mark(index, mark["mcid"], box.element, artifact="Layout"))
        stream._tags.clear()
    return found


@dataclass(slots=True)
class _PageReader:
    """Reads one page's tree of boxes."""

    page: int
    height: float
    tags: Any
    pieces: Mapping[int, Piece]
    found: Drawn

    def read(self, box: Any, artifact: ArtifactKind | None, link: Any) -> None:
        """Read ``box`` and what is in it; ``link`` is the element of the area around."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            artifact = "Header" if box.at_keyword.startswith("@top") else "Footer"
        elif box.is_leader:
            artifact = "Layout"
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.found.bookmarked.append(box.element)
        if box.link_annotation is not None:
            link = self._area(box, link)
        if box in self.tags:
            self._mark(box, self.tags.pop(box)["mcid"], artifact)
        for child in getattr(box, "children", ()):
            self.read(child, artifact, link)

    def _mark(self, box: Any, number: int, artifact: ArtifactKind | None) -> None:
        text = box.text if isinstance(box, boxes.TextBox) else None
        piece = self.pieces[number]
        self.found.marks.append(
            Mark(
                self.page,
                number,
                box.element,
                _pseudo(box),
                text,
                None if text is not None else self._rectangle(box),
                text is not None and _is_hyphenated(text, box),
                artifact,
                piece.spelt if text is not None else None,
                piece.group.number if piece.group is not None else None,
            )
        )

    def _rectangle(self, box: Any) -> tuple[float, float, float, float]:
        left, top = box.content_box_x() * POINTS, box.content_box_y() * POINTS
        right, bottom = left + box.width * POINTS, top + box.height * POINTS
        return (left, self.height - bottom, right, self.height - top)

    def _area(self, box: Any, link: Any) -> Any:
        annotation = box.link_annotation
        self.found.areas.append(
            LinkArea(
                self.page,
                annotation.number,
                box.element,
                inner=link is box.element or box.element.tag != "a",
                empty=not _shows(box),
            )
        )
        return box.element if box.element.tag == "a" else link


def _is_hyphenated(text: str, box: Any) -> bool:
    """Whether a line break put the hyphen at the end of a text; styles are slow to ask."""
    if len(text) < 2 or text[-1].isalnum() or text[-1].isspace():
        return False
    hyphen = box.style["hyphenate_character"]
    return bool(text.endswith(hyphen)) and hyphen != "-"


def _pseudo(box: Any) -> str:
    tag = box.element_tag
    return tag.partition("::")[2] if isinstance(tag, str) else ""


def _shows(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip())
    return isinstance(box, boxes.ReplacedBox) or any(map(_shows, getattr(box, "children", ())))
