"""The height of a page's notes, without setting all of them again for each new one.

Whenever a note joins a page, WeasyPrint sets the whole area of notes once more to
learn how high it is: forty notes on a page are eight hundred settings. Notes are
blocks one below the other, so what a note adds is seen beside the one before it: the
height of the two, less that of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

FEW = 3
"""So many notes are set together, as WeasyPrint does."""

Setting = Callable[[Any], bool]
"""Sets the notes of a context's page, and tells whether they overflow their area."""


class NoteArea:
    """Measures the area of notes of a page; ``original`` sets all its notes."""

    def __init__(self, original: Setting) -> None:
        self._original = original
        self._page: Any = None
        self._heights: dict[tuple[Any, ...], float] = {}

    def update(self, context: Any) -> bool:
        """Room for the notes that a page has now; whether they overflow their area."""
        notes = list(context.current_page_footnotes)
        if len(notes) <= FEW or not _are_stacked(context, notes):
            return self._original(context)
        area = context.current_footnote_area
        if self._page is not area:
            self._page, self._heights = area, {}
        height = self._height(context, tuple(notes[:2]))
        for before, note in pairwise(notes[1:]):
            height += self._height(context, (before, note)) - self._height(context, (before,))
        self._give(context, notes, height)
        return False

    def _height(self, context: Any, notes: tuple[Any, ...]) -> float:
        """The height of an area with these notes only."""
        if notes not in self._heights:
            context.current_page_footnotes = list(notes)
            self._original(context)
            self._heights[notes] = context.current_footnote_area.height
        return self._heights[notes]

    def _give(self, context: Any, notes: Sequence[Any], height: float) -> None:
        """What the original would have left behind, had it set all notes."""
        area = context.current_footnote_area
        if not context.in_column:
            context.page_bottom += area.height - height
        area.height = height
        context.current_page_footnotes = area.children = list(notes)


def _are_stacked(context: Any, notes: Sequence[Any]) -> bool:
    """Whether the notes are blocks in an area that grows with them."""
    area = context.current_footnote_area
    return (
        area.height != "auto"
        and area.style["height"] == "auto"
        and area.style["max_height"].value == float("inf")
        and all(note.style["footnote_display"] == "block" for note in notes)
    )
