"""A page to the destination that shows it, and in PDF 2.0 to the structure element there.

Where what is tagged leads to a place, it has to name the element that begins there
(ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8), not only the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name

from publish.attach.joining.elements import elements, first_page
from publish.attach.joining.objects import entry, identity


class Goal(NamedTuple):
    """A document that something may lead to; ``structural`` if in tagged PDF 2.0."""

    root: Any
    pages: Sequence[Dictionary]
    structural: bool

    def action(self, page: int = 0, view: Sequence[Any] = (Name.Fit,)) -> Dictionary:
        """What leads to a page of it."""
        action = Dictionary(S=Name.GoTo, D=Array([self.pages[page], *view]))
        element = self._element(page) if self.structural else None
        if element is not None:
            action.SD = Array([element, *view])
        return action

    def _element(self, page: int) -> Dictionary | None:
        """The first element of those whose content begins on the page; None, there is none."""
        index = {identity(each): number for number, each in enumerate(self.pages)}
        for _, element in elements(entry(self.root, "/StructTreeRoot", Dictionary)):
            if first_page(element, index) == page:
                return element
        return None
