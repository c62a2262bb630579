"""What the layout engine says, as diagnostics at the place that is to blame."""

from __future__ import annotations

import re

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf
from publish.engines.jinja import Theme, theme_of
from publish.model.brief import THEME as BRIEF
from publish.model.place import Place
from publish.model.publication import Publication
from publish.model.settings import Settings

_PLACE = re.compile(r" at (\d+):(\d+)\b[,:]?")
_OFF = "see what your style sheets make a grid, a row or a float, and what is too wide for a page"
_WORD = re.compile(r"[`'\"]([@\w-]+)")


def remark(message: str, publication: Publication) -> Diagnostic:
    """A message at the project's style sheet of which it speaks, else at the entry."""
    place = Place(publication.entry.path)
    if message.startswith("Failed to load image"):
        return pdf.IMAGE_NOT_SHOWN(f"image not shown: {message}", place)
    if message.startswith("a note on page"):
        return pdf.NOTE_CUT_OFF(message, place, "shorten it, or say it in the text")
    if "on no page" in message:
        return pdf.WORDS_OFF_THE_PAGE(message, place, _OFF)
    said = f"the layout engine says: {message}"
    own = _in_own_style_sheet(message, publication.settings)
    return own or pdf.LAYOUT_WARNING(said, place)


def style_sheets(settings: Settings) -> tuple[str, str]:
    """The names of the theme's style sheets for paper: the page's, and that of what is on it."""
    if settings.theme == BRIEF:
        return (f"brief-{settings.pdf.size}.css", "brief.css")
    return (f"page-{settings.pdf.size}.css", "print.css")


def _in_own_style_sheet(message: str, settings: Settings) -> Diagnostic | None:
    """The message without its place, at that place; None for what the theme brings.

    The engine counts lines in the theme's text and the project's together, and doesn't
    say of which style sheet: it is the one in which the word that is named stands there.
    """
    at, word = _PLACE.search(message), _WORD.search(message)
    if at is None or word is None:
        return None
    theme: Theme = theme_of(settings)
    for name in style_sheets(settings):
        own = theme.own_line(name, int(at[1]))
        if own is None:
            continue
        source, line = own
        column = int(at[2])
        if source.line(line)[column - 1 :].lstrip("@").startswith(word[1].lstrip("@")):
            place = Place(source.path, line, column)
            said = f"the layout engine says: {_PLACE.sub(',', message, count=1).rstrip('.,')}"
            return pdf.LAYOUT_WARNING.at(source, place, said)
    return None
