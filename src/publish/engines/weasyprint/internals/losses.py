"""Words of a document that stand on none of its pages.

Where WeasyPrint can't break a box over pages, as in a grid or among floats, it leaves out what
doesn't fit, or lays it out below the page, and says nothing. So the texts for which a document
has boxes are looked for on its pages. What a style sheet hides has no boxes, or letters of no
size; what it cuts off (``overflow``, ``max-lines``), or takes out of the text to be run
(``position: running()``), isn't looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_NO_LETTERS = re.compile(r"[\W_]+")
FAR = 1_000.0
"""Pixels to the left of a page: nothing comes there by itself."""

_LONGEST = 40
"""Characters of a text that are told."""

Texts = Mapping[Element, Sequence[str]]


@contextmanager
def watching_texts() -> Iterator[Callable[[Sequence[Any]], Iterator[str]]]:
    """While inside, the boxes of a document are noted; gives what tells in words which of their
    texts aren't on the pages that were made of them.
    """
    original = weasyprint.layout.make_all_pages
    made_from: list[Any] = []

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        if not made_from:
            made_from[:] = [root, *context.footnotes]
        yield from original(context, root, html, pages)

    weasyprint.layout.make_all_pages = make_all_pages
    try:
        yield lambda pages: _told(_asked(made_from), _shown(pages))
    finally:
        weasyprint.layout.make_all_pages = original


def _told(asked: Texts, shown: Texts) -> Iterator[str]:
    words, first = 0, ""
    for element, texts in asked.items():
        letters = _letters(texts)
        missing = letters - _letters(shown.get(element, ()))
        if missing > 0:
            whole = "".join(texts).split()
            words += max(1, round(len(whole) * missing / letters))
            first = first or " ".join(whole)
    if words:
        start = first if len(first) <= _LONGEST else first[:_LONGEST].rpartition(" ")[0] + " …"
        yield f"{words} {'word is' if words == 1 else 'words are'} on no page, first of “{start}”"


def _letters(texts: Iterable[str]) -> int:
    return len(_NO_LETTERS.sub("", "".join(texts)))


def _asked(roots: Iterable[Any]) -> Texts:
    """The texts for which there are boxes, by the elements that they are of."""
    found: dict[Element, list[str]] = {}
    pending = [*roots][::-1]
    while pending:
        box = pending.pop()
        if isinstance(box, boxes.TextBox):
            if box.style["font_size"]:
                _note(box, found)
        elif not _is_taken_out(box):
            pending += getattr(box, "children", ())[::-1]
    return found


def _is_taken_out(box: Any) -> bool:
    style = box.style
    is_cut_off = style["overflow"] != "visible" or style["continue"] == "discard"
    return bool(is_cut_off or style["max_lines"] != "none" or box.is_running())


def _shown(pages: Sequence[Any]) -> Texts:
    """The texts that may be seen on a page, be it in part."""
    found: dict[Element, list[str]] = {}
    for page in pages:
        sheet = page._page_box
        pending = [(sheet, None)]
        while pending:
            box, moved = pending.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            if isinstance(box, boxes.TextBox):
                _note(box, found, _share(sheet, box, moved))
                continue
            if own := box.transformation_matrix:
                moved = own @ moved if moved else own
            pending += [(child, moved) for child in getattr(box, "children", ())]
    return found


def _share(sheet: Any, box: Any, moved: Any) -> float:
    """How much of a text's width is on its page; nothing where it is below it. Of one that is
    ``moved`` by a matrix (``transform``) nothing or all; all of what was put far away, for those
    who listen.
    """
    bottom, right = sheet.margin_height(), sheet.margin_width()
    if moved:
        sides = (box.position_x, box.position_x + box.width)
        edges = (box.position_y, box.position_y + box.height)
        corners = [moved.transform_point(x, y) for x in sides for y in edges]
        xs, ys = zip(*corners, strict=True)
        return float(max(xs) > 0 and min(xs) < right and max(ys) > 0 and min(ys) < bottom)
    if box.position_x + box.width < -FAR:
        return 1.0
    if not -box.height < box.position_y < bottom:
        return 0.0
    seen = min(box.position_x + box.width, right) - max(box.position_x, 0.0)
    return min(1.0, max(0.0, seen / box.width)) if box.width > 0 else 1.0


def _note(box: Any, found: dict[Element, list[str]], share: float = 1.0) -> None:
    tag = box.element_tag or "::"  # of margins, which have no element
    if "::" not in tag or tag.endswith("::first-letter"):
        text = box.text if share == 1 else box.text[: round(len(box.text) * share)]
        found.setdefault(box.element, []).append(text)
