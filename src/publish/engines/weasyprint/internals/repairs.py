"""WeasyPrint, mended in four places while a document is laid out.

Each repair replaces a function for as long as the document takes, and gives it
back. A test of each shows the fault, so that it can go when WeasyPrint has mended
it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.inline
from weasyprint.images import RasterImage
from weasyprint.layout import LayoutContext

from publish.engines.weasyprint.internals.notearea import NoteArea

NARROWEST = 0.2
"""The width of a letter, on average over a few, is never less than this part of an em."""


NO_BREAK_SPACE = "\u00a0"
SPACES = (" ", NO_BREAK_SPACE)
STAND_IN = "\u0131"
"""A letter about as wide and as many bytes long as a no-break space: a dotless i."""


@contextmanager
def repairs() -> Iterator[None]:
    """While inside, notes stay with their marks, and marks with their words."""
    with notes_beside_marks(), marks_beside_words(), lines_that_fit(), pictures_of_deep_grey():
        yield


class _StayingNotes(list[Any]):
    """A page's notes, which answer "are there any?" with no.

    Where a paragraph's last possible line doesn't fit, WeasyPrint asks whether the
    page has notes, and moves them to the next page, away from their marks, to make
    room for that line. Told that there are none, it moves the line.
    """

    def __bool__(self) -> bool:
        return False


@contextmanager
def notes_beside_marks() -> Iterator[None]:
    """While inside, a note stays on the page of its mark."""
    original = LayoutContext._update_footnote_area
    area = NoteArea(original)

    def update(context: Any) -> Any:
        notes = context.current_page_footnotes
        context.current_page_footnotes = list(notes)
        overflow = area.update(context)
        context.current_page_footnotes = _StayingNotes(notes)
        return overflow

    LayoutContext._update_footnote_area = update
    try:
        yield
    finally:
        LayoutContext._update_footnote_area = original


@contextmanager
def marks_beside_words() -> Iterator[None]:
    """While inside, no line ends between a word's punctuation and its note's mark.

    WeasyPrint asks Pango about the two characters where one element ends and the
    next begins, and Pango 1.50 would break ``.1``, which Unicode forbids (UAX 14,
    LB25). Behind a solidus, where addresses are parted into elements, a line may end
    before a digit too.
    """
    original = weasyprint.layout.inline.can_break_text

    def can_break(text: str, lang: str | None) -> Any:
        if len(text) == 2 and text[0] == "/":
            return True
        if len(text) == 2 and text[1].isdigit() and not text[0].isspace():
            return False
        return original(text, lang)

    weasyprint.layout.inline.can_break_text = can_break
    try:
        yield
    finally:
        weasyprint.layout.inline.can_break_text = original


def leaves_too_much(text: str, style: Any, max_width: float, line: tuple[Any, ...]) -> bool:
    """Whether what a ``line`` leaves of a text that ends with a space may have found room."""
    _, _, resume, width, *_ = line
    if resume is None or not text.endswith(SPACES):
        return False
    rest = text.encode()[resume:].decode()
    return bool(len(rest) * NARROWEST * style["font_size"] <= max_width - width)


@contextmanager
def lines_that_fit() -> Iterator[None]:
    """While inside, a run of text that fits but for its last space is broken well.

    WeasyPrint measures a run with the space at its end, Pango without it. Where that
    alone is too wide, the line would end behind the first word, or inside the first
    long one. It has to hold the whole run; or, if its last space is a no-break
    space, to end before the last word.
    """
    original = weasyprint.layout.inline.split_first_line

    def split(
        text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **named: Any
    ) -> Any:
        found = original(text, style, context, max_width, *rest, **named)
        if max_width is None or not leaves_too_much(text, style, max_width, found):
            return found
        if text.endswith(NO_BREAK_SPACE):
            glued = original(text[:-1] + STAND_IN, style, context, max_width, *rest, **named)
            return found if glued[2] is None else glued
        whole = original(text, style, context, max_width + style["font_size"], *rest, **named)
        bare = original(text.rstrip(" "), style, context, None, *rest, **named)
        return whole if whole[2] is None and bare[3] <= max_width else found

    weasyprint.layout.inline.split_first_line = split
    try:
        yield
    finally:
        weasyprint.layout.inline.split_first_line = original


@contextmanager
def pictures_of_deep_grey() -> Iterator[None]:
    """While inside, greys of sixteen bits are drawn in eight.

    WeasyPrint takes them for red, green and blue of eight bits, and the picture comes out black.
    """
    original = RasterImage.__init__

    def initialize(
        self: Any, picture: Any, name: str, data: bytes | None, filename: Any = None, *rest: Any
    ) -> None:
        if picture.mode.startswith("I;16"):
            picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
            data = filename = None
        original(self, picture, name, data, filename, *rest)

    RasterImage.__init__ = initialize
    try:
        yield
    finally:
        RasterImage.__init__ = original
